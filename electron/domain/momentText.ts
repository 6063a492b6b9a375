import { Temporal } from 'temporal-polyfill';

/** A moment (epoch milliseconds) inside a sentence, "2026-11-24 15:20" in the company's time zone: windows show it as the locale writes it. */
export function momentText(moment: number, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return at.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
