import { nextCycleAfter } from '../../domain/chargeCycle.ts';
import { daysBetween, localDay } from '../../domain/localTime.ts';
import { momentText } from '../../domain/momentText.ts';
import type { Decimal } from '../../domain/money.ts';
import { isPaused } from '../../domain/retryAfterDecline.ts';
import type { RechargeState } from '../../domain/rechargeLook.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { AccountRecord } from '../ports/records.ts';
import { foresightOf } from './minutesView.ts';

/**
 * What is said of an account whose balance reaches zero before the next charge cycle at the usual use, else null (SPEC
 * section 7). Only a balance below the reserve is looked at: a week of use outlasts four hours.
 */
export function runsOutBeforeCycle(
  file: DataFile,
  { account, balance, reserve, today }: { readonly account: AccountRecord; readonly balance: Decimal; readonly reserve: Decimal; readonly today: string },
  now: number,
): string | null {
  if (balance.lessThanOrEqualTo(0) || balance.greaterThanOrEqualTo(reserve)) return null;
  const { timeZone } = file.company;
  const firstUsageAt = file.minutes.firstUsageAt(account.id);
  const daysOfUse = firstUsageAt === null ? null : daysBetween(localDay(firstUsageAt, timeZone), today);
  const { zeroAt, zeroBeforeCycle } = foresightOf(file, { account, balance, daysOfUse, today }, reserve, now);
  if (!zeroBeforeCycle || zeroAt === null) return null;
  const text = (moment: number): string => momentText(moment, timeZone);
  return `dialer minutes reach zero at about ${text(Date.parse(zeroAt))}, ${account.autoRecharge ? 'recharge' : 'the next charge cycle is'} at ${text(nextCycleAfter(now))}`;
}

/** Whether funding sources declined the automatic recharge: more tries follow, or none until something changes. */
export function rechargeStanding(state: RechargeState | undefined): 'fine' | 'declined' | 'paused' {
  if (state === undefined || state.dueSince === null) return 'fine';
  if (isPaused(state)) return 'paused';
  return state.failedCycles > 0 ? 'declined' : 'fine';
}
