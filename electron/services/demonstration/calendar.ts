import { billingPeriod } from '../../domain/billingPeriod.ts';
import { nextCycleAfter } from '../../domain/chargeCycle.ts';
import { addDays, localDay, startOfDay } from '../../domain/localTime.ts';
import { demonstrationCompany } from './company.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;

const { timeZone } = demonstrationCompany;

/** Bills on the primary account up to now: the current period's and six before it, so six full months. */
const PRIMARY_BILLS = 7;

/** The company's calendar day of a moment (epoch milliseconds). */
export function dayOf(epochMs: number): string {
  return localDay(epochMs, timeZone);
}

/** The day of the week, 0 for Sunday to 6 for Saturday. */
export function weekday(day: string): number {
  // 1 January 1970 was a Thursday.
  return (Date.parse(day) / DAY_MS + 4) % 7;
}

/** That day, or the Friday before it where it falls on a weekend: people change things at work. */
export function workdayBefore(day: string, daysAgo: number): string {
  const meant = addDays(day, -daysAgo);
  const weekendDays = [2, 0, 0, 0, 0, 0, 1][weekday(meant)] ?? 0;
  return addDays(meant, -weekendDays);
}

/** A local time (HH:MM, after 03:00) of a day in epoch milliseconds. */
export function momentOf(day: string, time: string): number {
  return momentsOf(day)(time);
}

/** The same for many times of one day: the calendar is asked once. */
export function momentsOf(day: string): (time: string) => number {
  const nextMidnight = startOfDay(addDays(day, 1), timeZone);
  return (time) => {
    const [hours, minutes] = time.split(':').map(Number);
    const minuteOfDay = (hours ?? 0) * 60 + (minutes ?? 0);
    // Counted back from the next midnight: clocks change in the small hours, so what is left of the day is regular.
    return nextMidnight - (MINUTES_A_DAY - minuteOfDay) * MINUTE_MS;
  };
}

/** The account's billing dates in [from, today], oldest first (SPEC section 1). */
export function billingDates(billingDay: number, from: string, today: string): string[] {
  const dates: string[] = [];
  let date = billingPeriod(today, billingDay).start;
  while (date >= from) {
    dates.unshift(date);
    date = billingPeriod(addDays(date, -1), billingDay).start;
  }
  return dates;
}

/** The day of the company's first bill, on the primary account. */
export function firstBillingDate(billingDay: number, today: string): string {
  let date = billingPeriod(today, billingDay).start;
  for (let bill = 1; bill < PRIMARY_BILLS; bill += 1) date = billingPeriod(addDays(date, -1), billingDay).start;
  return date;
}

/**
 * When a billing date is run: at the first charge cycle at or after its local midnight (SPEC section 4). A file made
 * between the two has it run at once, as an Accept would have done, so that no demonstration starts with a bill owed.
 */
export function billMoment(date: string, now: number): number {
  return Math.min(nextCycleAfter(startOfDay(date, timeZone) - 1), now);
}
