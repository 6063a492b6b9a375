import { DEFAULT_RECHARGE_SETTINGS } from '../domain/autoRecharge.ts';
import type { RechargeSettings } from '../domain/autoRecharge.ts';
import type { AccountRecord } from './ports/records.ts';

/** An account's own choices for reserve and recharge (SPEC section 7). */
export function rechargeSettings({ reserveDays, rechargeDays, leastReserve, leastRecharge }: AccountRecord): RechargeSettings {
  return { ...DEFAULT_RECHARGE_SETTINGS, reserveDays, rechargeDays, leastReserve, leastRecharge };
}
