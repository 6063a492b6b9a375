import { addDays, localDay, startOfDay } from './localTime.ts';
import { Decimal } from './money.ts';

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;
/** Whole weeks of usage that the pattern is made from, so that each weekday counts alike. */
export const PATTERN_DAYS = 28;
/** How far it looks ahead. */
const AHEAD_DAYS = 60;

/** Dollars used in an hour, by hours since the epoch. */
export interface HourOfUsage {
  readonly hour: number;
  readonly used: string;
}

/** Average dollars an hour: by hour of each weekday, or on a young account by hour of any day. */
export interface UsagePattern {
  readonly at: (weekday: number, hour: number) => Decimal;
}

/**
 * The usual use, from the complete days before today (SPEC section 7). From four weeks on each weekday has its own
 * hours; before that the days since the first use are averaged. Where clocks change, an hour of that one day counts for
 * its neighbour. `daysOfUse`: complete days since the first use.
 */
export function usagePattern(hours: readonly HourOfUsage[], daysOfUse: number, today: string, timeZone: string): UsagePattern {
  const byWeekday = daysOfUse >= PATTERN_DAYS;
  const count = byWeekday ? PATTERN_DAYS / 7 : Math.max(1, daysOfUse);
  const sums = new Map<number, Decimal>();
  const slotOf = (weekday: number, hour: number): number => (byWeekday ? weekday * HOURS_A_DAY : 0) + hour;
  const days = Array.from({ length: PATTERN_DAYS }, (_, index) => addDays(today, index - PATTERN_DAYS));
  const starts = days.map((day) => startOfDay(day, timeZone));
  let place = 0;
  for (const { hour, used } of hours) {
    const moment = hour * HOUR_MS;
    while (place + 1 < starts.length && (starts[place + 1] ?? Infinity) <= moment) place += 1;
    const slot = slotOf(weekdayOf(days[place] ?? today), hourOf(moment - (starts[place] ?? moment)));
    sums.set(slot, (sums.get(slot) ?? new Decimal(0)).plus(used));
  }
  const zero = new Decimal(0);
  const averages = new Map([...sums].map(([slot, sum]) => [slot, sum.dividedBy(count)]));
  return { at: (weekday, hour) => averages.get(slotOf(weekday, hour)) ?? zero };
}

export interface Foresight {
  /** When the balance falls below the reserve, and when it reaches zero, epoch milliseconds; null: not within 60 days. */
  readonly reserveAt: number | null;
  readonly zeroAt: number | null;
}

/** When a balance reaches the reserve and zero at the usual use, if nothing is bought. What has happened already has the moment `now`. */
export function foresee({ balance, reserve }: { readonly balance: Decimal; readonly reserve: Decimal }, pattern: UsagePattern, now: number, timeZone: string): Foresight {
  let reserveAt = balance.lessThan(reserve) ? now : null;
  let zeroAt = balance.lessThanOrEqualTo(0) ? now : null;
  let left = balance;
  let day = localDay(now, timeZone);
  for (let ahead = 0; ahead < AHEAD_DAYS && zeroAt === null; ahead += 1) {
    const start = startOfDay(day, timeZone);
    const next = addDays(day, 1);
    const end = startOfDay(next, timeZone);
    const weekday = weekdayOf(day);
    for (let from = Math.max(now, start); from < end && zeroAt === null; ) {
      const to = Math.min(end, start + (Math.floor((from - start) / HOUR_MS) + 1) * HOUR_MS);
      const anHour = pattern.at(weekday, hourOf(from - start));
      const used = anHour.times(to - from).dividedBy(HOUR_MS);
      const momentOf = (line: Decimal): number => from + Math.round(left.minus(line).dividedBy(anHour).times(HOUR_MS).toNumber());
      if (reserveAt === null && left.minus(used).lessThan(reserve)) reserveAt = momentOf(reserve);
      if (left.minus(used).lessThanOrEqualTo(0)) zeroAt = momentOf(new Decimal(0));
      left = left.minus(used);
      from = to;
    }
    day = next;
  }
  return { reserveAt, zeroAt };
}

/** 0 is Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function hourOf(sinceMidnight: number): number {
  return Math.min(HOURS_A_DAY - 1, Math.max(0, Math.floor(sinceMidnight / HOUR_MS)));
}
