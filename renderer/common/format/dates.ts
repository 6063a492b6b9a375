/*
 * Dates as the system's locale writes them. A calendar day has no time zone: it is shown as the day it names. A
 * moment is shown in the company's time zone, wherever this machine stands.
 */

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };

/** "2026-12-01" as "1 Dec 2026" or as the locale has it. */
export function formatDay(day: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, DAY).format(new Date(`${day}T00:00:00Z`));
}

/** With the day of the week, where the date itself is what one reads. */
export function formatLongDay(day: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The same without the year, for days close by. */
export function formatShortDay(day: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** A wall-clock time "17:05", of any day. */
export function formatTime(time: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(new Date(`1970-01-01T${time}Z`));
}

const DATE_IN_TEXT = /\b(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))?\b/g;

/** A sentence that names days and times of day as the data file does, "the bill of 2026-12-01", "at 2026-12-01 15:20", with each as the locale writes it. */
export function withDatesInWords(sentence: string, locale?: string): string {
  return sentence.replace(DATE_IN_TEXT, (written, day: string, time: string | undefined) => {
    if (Number.isNaN(Date.parse(`${day}T${time ?? '00:00'}Z`))) return written;
    return time === undefined ? formatDay(day, locale) : formatMoment(`${day}T${time}Z`, 'UTC', locale);
  });
}

/** A month "2027-03" as "03/2027", the way cards print it. */
export function formatExpiry(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${number}/${year}`;
}

/** A moment in UTC as day and time in the time zone given. */
export function formatMoment(instant: string, timeZone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(instant));
}
