import { Decimal } from '../../domain/money.ts';

/** Dollars that usage costs: quantity times rate, rounded half-up to the micro-dollar once an entry, never to the cent (SPEC section 7). */
export function usageCost(quantity: string, rate: string): Decimal {
  return new Decimal(quantity).times(rate).toDecimalPlaces(6, Decimal.ROUND_HALF_UP);
}
