import { addDays } from '../../domain/localTime.ts';
import type { StorageMeasurement } from '../ports/records.ts';
import { billMoment, momentOf } from './calendar.ts';

/** Megabytes on the primary account's billing dates, oldest first. On the fourth the allowance of then was exceeded; old recordings were deleted after it. */
const USED_ON_BILLING_DATES = [1010, 1180, 1390, 1735, 1380, 1404];

/** Megabytes at the latest measurement, of 1,750 that come with 35 active users. */
const USED_NOW = 1430;

/**
 * Weekly measurements, the latest yesterday, and one at each billing date of the primary account (SPEC section 10), which is also
 * that of its week, in the order of time. `billingDates` are the seven of the primary account.
 */
export function storageHistory(billingDates: readonly string[], today: string, now: number): StorageMeasurement[] {
  const lastWeekly = momentOf(addDays(today, -1), '03:30');
  const billed = billingDates.map((date, index) => ({
    at: billMoment(date, now),
    usedMb: USED_ON_BILLING_DATES[index] ?? USED_NOW - Math.min(9, daysBetween(date, today)),
  }));
  const anchors = [...billed, { at: lastWeekly, usedMb: USED_NOW }].sort((one, other) => one.at - other.at);
  const first = anchors[0]?.at ?? lastWeekly;
  const weekly: StorageMeasurement[] = [];
  for (let day = addDays(today, -1); momentOf(day, '03:30') > first; day = addDays(day, -7)) {
    const at = momentOf(day, '03:30');
    if (at < lastWeekly && billingDates.includes(day)) continue;
    weekly.push({ at, usedMb: between(anchors, at) });
  }
  return [...billed, ...weekly].sort((one, other) => one.at - other.at);
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** Whole megabytes on the straight line between the two anchors around a moment. */
function between(anchors: readonly StorageMeasurement[], at: number): number {
  const after = anchors.findIndex((anchor) => anchor.at >= at);
  const to = anchors[after] ?? { at, usedMb: USED_NOW };
  const from = anchors[after - 1] ?? to;
  return to.at === from.at ? to.usedMb : Math.round(from.usedMb + ((to.usedMb - from.usedMb) * (at - from.at)) / (to.at - from.at));
}
