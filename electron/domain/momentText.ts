import { Temporal } from 'temporal-polyfill';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment (epoch milliseconds) inside a sentence: "15:20", or on another day than `now` "24 Nov, 15:20", in the company's time zone. */
export function momentText(moment: number, now: number, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone);
  const clock = `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return at.toPlainDate().equals(today.toPlainDate()) ? clock : `${at.day} ${MONTHS[at.month - 1] ?? ''}, ${clock}`;
}
