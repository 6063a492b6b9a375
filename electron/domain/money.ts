import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Exact decimals for money and rates (SPEC section 16), apart from the library's shared default: 100 digits hold
 * the largest product of a scenario file (15 digits times 1,000,000,000 times 366) with room for a division.
 */
export const Decimal = DecimalJs.clone({ precision: 100, rounding: DecimalJs.ROUND_HALF_UP });

export type Decimal = DecimalJs;

/** Reads decimal texts, each different one once: a list of a thousand amounts has few different prices. */
export function decimalReader(): (text: string) => Decimal {
  const read = new Map<string, Decimal>();
  return (text) => {
    const known = read.get(text);
    if (known !== undefined) return known;
    const decimal = new Decimal(text);
    read.set(text, decimal);
    return decimal;
  };
}

/** Rounds dollars to the cent; a half goes away from zero, for negative amounts too (SPEC section 16). */
export function roundHalfUpToCents(amount: Decimal): Decimal {
  return amount.decimalPlaces() <= 2 ? amount : amount.toDecimalPlaces(2, DecimalJs.ROUND_HALF_UP);
}

/** Adds dollars exactly; zero for an empty list. Totals are sums of lines rounded before (SPEC section 16). */
export function sumMoney(amounts: Iterable<Decimal>): Decimal {
  let total = new Decimal(0);
  for (const amount of amounts) total = total.plus(amount);
  return total;
}

/** Dollars and cents as text, "140.00" or "-5.48", rounded half-up to the cent. Minus zero prints "0.00". */
export function formatMoney(amount: Decimal): string {
  const text = amount.toFixed(2, DecimalJs.ROUND_HALF_UP);
  return text === '-0.00' ? '0.00' : text;
}

/** A price or rate as text: at least two and at most six decimals, "50.00", "0.02", "0.0125", rounded half-up. */
export function formatPrice(price: Decimal): string {
  const rounded = price.toDecimalPlaces(6, DecimalJs.ROUND_HALF_UP);
  return rounded.isZero() ? '0.00' : rounded.toFixed(Math.max(2, rounded.decimalPlaces()));
}
