/* Money and calendar of the year's model: its own, in whole micro-dollars and whole cents, with nothing of the application's. */

export const HOUR_MS = 3_600_000;
export const CYCLE_MS = 4 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
const QUARTER_MS = HOUR_MS / 4;

/** Decimal text, never negative, as whole millionths. */
export function micros(text: string): bigint {
  const [whole = '0', rest = ''] = text.split('.');
  return BigInt(whole) * 1_000_000n + BigInt(rest.padEnd(6, '0'));
}

/** Half-up; neither is negative. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend * 2n + divisor) / (divisor * 2n);
}

export const centsOf = (text: string): bigint => divideHalfUp(micros(text), 10_000n);

/** Cents as the application writes them. */
export function dollarsOf(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const cycleOf = (moment: number): number => Math.floor(moment / CYCLE_MS);

export interface Calendar {
  /** YYYY-MM-DD of a moment. */
  day(moment: number): string;
  /** The first moment of a day. */
  startOf(day: string): number;
}

const calendars = new Map<string, Calendar>();

/** A zone's days, found by asking the system what its clocks show: every zone changes on a quarter of an hour. */
export function calendarOf(timeZone: string): Calendar {
  // Asking takes long, and companies live in the same years: what was found for one holds for the others.
  const known = calendars.get(timeZone) ?? askedCalendar(timeZone);
  calendars.set(timeZone, known);
  return known;
}

function askedCalendar(timeZone: string): Calendar {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const days = new Map<number, string>();
  const starts = new Map<string, number>();
  const day = (moment: number): string => {
    const quarter = Math.floor(moment / QUARTER_MS);
    const known = days.get(quarter) ?? shown.format(quarter * QUARTER_MS);
    days.set(quarter, known);
    return known;
  };
  return {
    day,
    startOf(wanted) {
      const known = starts.get(wanted);
      if (known !== undefined) return known;
      let moment = Date.parse(`${wanted}T00:00Z`) - 15 * HOUR_MS;
      while (day(moment) < wanted) moment += QUARTER_MS;
      starts.set(wanted, moment);
      return moment;
    },
  };
}

const windows = new Map<string, readonly string[]>();

/** The 30 days before a day. */
export function windowBefore(day: string): readonly string[] {
  const days = windows.get(day) ?? Array.from({ length: 30 }, (_, index) => addDays(day, -1 - index));
  windows.set(day, days);
  return days;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY_MS;
}

/** The days from the billing date before a day, or on it, to the next; and how many of them are left, that day included. */
export function daysOfPeriod(day: string, billingDay: number): { readonly all: number; readonly left: number } {
  const { begin, end } = periodOf(day, billingDay);
  return { all: daysBetween(begin, end), left: daysBetween(day, end) };
}

/** The billing date before a day, or on it, and the next one. */
export function periodOf(day: string, billingDay: number): { readonly begin: string; readonly end: string } {
  const lastMonth = addDays(`${day.slice(0, 7)}-01`, -1);
  const [before = '', inMonth = '', after = ''] = [addDays(`${lastMonth.slice(0, 7)}-01`, -1), lastMonth, day].map((month) => billingDateAfter(month, billingDay));
  return inMonth <= day ? { begin: inMonth, end: after } : { begin: before, end: inMonth };
}

/** The billing date after one, on the anchor day or the month's last (SPEC section 1). */
export function billingDateAfter(date: string, billingDay: number): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(billingDay, lastDay))).toISOString().slice(0, 10);
}
