import type { BillingPeriod } from './billingPeriod.ts';
import type { Decimal } from './money.ts';

/**
 * The part of a month's amount that falls on the days left, today included (SPEC section 4). Dollars in, dollars
 * out, not rounded: the caller rounds once per line.
 */
export function prorate(monthly: Decimal, period: Pick<BillingPeriod, 'days' | 'daysLeft'>): Decimal {
  // Multiplied first, so that nothing is lost to the division before it.
  return monthly.times(period.daysLeft).dividedBy(period.days);
}
