/** The largest whole number a money column holds, either side of zero. Below 2^53, so that a JS number carries it exactly. */
export const LARGEST_SCALED = 9_000_000_000_000_000n;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Decimal text to a whole number of the smallest unit: with `digits` 2, "140.00" is 14000 cents; with 6, "0.02" is
 * 20000 micro-dollars (SPEC section 16: no floating-point number, in the file either). Nothing is ever rounded here.
 * Throws a RangeError where the text is no decimal number, needs more digits, or is larger than the file holds.
 */
export function toScaled(text: string, digits: number): bigint {
  const parts = DECIMAL.exec(text);
  const fraction = parts?.[3] ?? '';
  if (parts === null || fraction.length > digits) {
    throw new RangeError(`"${text}" is not a decimal number with at most ${String(digits)} decimals.`);
  }
  const scaled = BigInt(`${parts[2] ?? ''}${fraction.padEnd(digits, '0')}`);
  if (scaled > LARGEST_SCALED) {
    throw new RangeError(`"${text}" is larger than the data file can hold.`);
  }
  return parts[1] === '-' ? -scaled : scaled;
}

/** The way back: whole cents to "140.00", whole micro-dollars to "0.02", with at least two decimals and no needless zeros beyond. */
export function fromScaled(scaled: number | bigint | string, digits: number): string {
  const text = String(scaled);
  const negative = text.startsWith('-');
  const figures = (negative ? text.slice(1) : text).padStart(digits + 1, '0');
  const point = figures.length - digits;
  let end = figures.length;
  while (end > point + 2 && figures[end - 1] === '0') end -= 1;
  return `${negative ? '-' : ''}${figures.slice(0, point)}.${figures.slice(point, end)}`;
}

/** Decimals of an amount: cents. */
export const CENTS = 2;
/** Decimals of a price, a rate, a quantity of minutes, and of usage and ledger amounts: millionths. */
export const MICROS = 6;
