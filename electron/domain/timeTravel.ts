import { Temporal } from 'temporal-polyfill';
import type { TravelStep } from '../../shared/values/travelEvents.ts';
import { nextCycleAfter } from './chargeCycle.ts';

/** A travel to the next event ends after so many days where nothing happens. */
const LONGEST_WAIT_DAYS = 92;

const AHEAD = { day: { days: 1 }, week: { days: 7 }, month: { months: 1 }, nextEvent: { days: LONGEST_WAIT_DAYS } } as const satisfies Record<TravelStep, object>;

/**
 * Where a travel from a moment ends, both in epoch milliseconds: at the same time of day in the company's time zone, a
 * day, a week or a month on (31 January: 28 February). For the next event: at the latest.
 */
export function travelTarget(from: number, timeZone: string, step: TravelStep): number {
  return Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).add(AHEAD[step]).epochMilliseconds;
}

/** The next moment at which a travel stops to let things happen: each charge cycle on the way, and its end. */
export function nextStop(from: number, target: number): number {
  return Math.min(nextCycleAfter(from), target);
}
