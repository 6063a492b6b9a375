import { Temporal } from 'temporal-polyfill';

/** The calendar day of a moment (epoch milliseconds) in an IANA time zone, YYYY-MM-DD (SPEC section 6). */
export function localDay(epochMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/**
 * The first moment of a day (YYYY-MM-DD) in an IANA time zone, in epoch milliseconds. Where the clocks change at
 * midnight a day does not begin at 00:00, and not every day has 24 hours.
 */
export function startOfDay(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The day a number of days later, or earlier for a negative number. Days are YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Days from one day to another, negative where that is earlier. Days are YYYY-MM-DD. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}
