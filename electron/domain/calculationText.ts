import { Decimal, formatMoney } from './money.ts';

/** The end of a calculation in words: "= 82.258…, rounded half-up to 82.26", or "= 82.50" where nothing is rounded. */
export function resultInWords(exact: Decimal): string {
  return exact.decimalPlaces() <= 2
    ? `= ${formatMoney(exact)}`
    : `= ${showExact(exact)}, rounded half-up to ${formatMoney(exact)}`;
}

// Down, not rounded: digits before the ellipsis must be the number's own.
function showExact(exact: Decimal): string {
  return exact.decimalPlaces() <= 6 ? exact.toFixed() : `${exact.toFixed(3, Decimal.ROUND_DOWN)}…`;
}
