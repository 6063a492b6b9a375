import { USAGE_WINDOW_DAYS } from '../../domain/autoRecharge.ts';
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
 * section 7). `used`: dollars in the 30 complete days before today. A balance of a usual week's use is not looked at, for it
 * outlasts four hours; nor, on a young account, one of all that it has used.
 */
export function runsOutBeforeCycle(
  file: DataFile,
  { account, balance, reserve, used, today }: { readonly account: AccountRecord; readonly balance: Decimal; readonly reserve: Decimal; readonly used: Decimal; readonly today: string },
  now: number,
): string | null {
  if (balance.lessThanOrEqualTo(0) || balance.greaterThanOrEqualTo(used)) return null;
  const { timeZone } = file.company;
  const firstUsageAt = file.minutes.firstUsageAt(account.id);
  const daysOfUse = firstUsageAt === null ? null : daysBetween(localDay(firstUsageAt, timeZone), today);
  if (daysOfUse !== null && daysOfUse >= USAGE_WINDOW_DAYS && balance.greaterThanOrEqualTo(used.times(7).dividedBy(USAGE_WINDOW_DAYS))) return null;
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
