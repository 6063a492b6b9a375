import { Temporal } from 'temporal-polyfill';

/** One month of an account, from a billing date to the day before the next. Days are YYYY-MM-DD, counts whole days. */
export interface BillingPeriod {
  readonly start: string;
  readonly end: string;
  readonly days: number;
  /** From the day asked about to the end, that day included. */
  readonly daysLeft: number;
}

/**
 * The billing period in which a day lies (SPEC sections 1 and 4). `day` is YYYY-MM-DD in the company's time zone,
 * `billingDay` 1 to 31. In a shorter month the billing date is its last day, and the next month has the full
 * billing day again: 31 Jan, 28 Feb, 31 Mar. Throws RangeError for a day that does not exist.
 */
export function billingPeriod(day: string, billingDay: number): BillingPeriod {
  const today = Temporal.PlainDate.from(day);
  const thisMonth = today.toPlainYearMonth();
  const startMonth =
    Temporal.PlainDate.compare(billingDate(thisMonth, billingDay), today) <= 0 ? thisMonth : thisMonth.subtract({ months: 1 });
  const start = billingDate(startMonth, billingDay);
  const next = billingDate(startMonth.add({ months: 1 }), billingDay);
  return {
    start: start.toString(),
    end: next.subtract({ days: 1 }).toString(),
    days: start.until(next).days,
    daysLeft: today.until(next).days,
  };
}

/** The first billing date after a day, YYYY-MM-DD; after a billing date, the following one. Arguments as above. */
export function nextBillingDate(day: string, billingDay: number): string {
  return Temporal.PlainDate.from(billingPeriod(day, billingDay).end).add({ days: 1 }).toString();
}

function billingDate(month: Temporal.PlainYearMonth, billingDay: number): Temporal.PlainDate {
  return month.toPlainDate({ day: Math.min(billingDay, month.daysInMonth) });
}
