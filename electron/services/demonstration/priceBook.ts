import { STARTING_PRICES } from '../company/startingPrices.ts';
import type { PriceRecord } from '../ports/records.ts';

/** The one list price that was lower in the beginning, in dollars. */
const POWER_DIALER_BEFORE = '90.00';

/** Invented list prices, in force since two years before the year of today, with one rise on `raisedOn` (SPEC section 4). */
export function priceBook(today: string, raisedOn: string): PriceRecord[] {
  const effectiveFrom = `${Number(today.slice(0, 4)) - 2}-01-01`;
  const prices = { ...STARTING_PRICES, powerDialer: POWER_DIALER_BEFORE };
  return [
    ...Object.entries(prices).map(([item, unitPrice]) => ({ item, effectiveFrom, unitPrice })),
    { item: 'powerDialer', effectiveFrom: raisedOn, unitPrice: STARTING_PRICES.powerDialer },
  ];
}
