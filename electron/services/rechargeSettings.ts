import { DEFAULT_RECHARGE_SETTINGS, divisorDays } from '../domain/autoRecharge.ts';
import type { RechargeSettings } from '../domain/autoRecharge.ts';
import { localDay } from '../domain/localTime.ts';
import type { DataFile } from './ports/dataFile.ts';
import type { AccountRecord, RechargeChoices } from './ports/records.ts';

/**
 * An account's own choices for reserve and recharge, as they work out on a day (SPEC section 7). The first use is read
 * only where usage is divided by the account's age.
 */
export function rechargeSettings(file: Pick<DataFile, 'company' | 'minutes'>, account: Pick<AccountRecord, 'id'> & RechargeChoices, today: string): RechargeSettings {
  const { reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge } = account;
  const firstUsageAt = divideByAge ? file.minutes.firstUsageAt(account.id) : null;
  const firstUse = firstUsageAt === null ? null : localDay(firstUsageAt, file.company.timeZone);
  return { ...DEFAULT_RECHARGE_SETTINGS, reserveDays, rechargeDays, leastReserve, leastRecharge, divisorDays: divisorDays(divideByAge, firstUse, today) };
}
