/*
 * Exact-enough fractions for traffic formulas: whole BigInts scaled by 10^80. The last twenty digits are guard
 * digits, dropped before anything is judged or printed, so that rounding inside a recurrence of 100,000 steps can
 * turn neither an exact tie with a target nor an exact half in the last printed digit.
 */
const GUARD = 10n ** 20n;

/** One, in fixed point. */
export const ONE = 10n ** 80n;

const MICRO = 1_000_000n;

/** A decimal text with at most six decimals, not negative, as a whole number of millionths. */
export function toMillionths(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * MICRO + BigInt(fraction.padEnd(6, '0'));
}

/** Drops the guard digits, rounding to the nearest. */
function withoutGuard(value: bigint): bigint {
  return (value + GUARD / 2n) / GUARD;
}

/** True where 1 / inverse is at most a target in millionths. `inverse` is in fixed point, at least one. */
export function reciprocalAtMost(inverse: bigint, targetMillionths: bigint): boolean {
  return withoutGuard(inverse * targetMillionths) >= (MICRO * ONE) / GUARD;
}

/** 1 / inverse with six decimals, rounded half-up: "0.012949". `inverse` is in fixed point, at least one. */
export function formatReciprocal(inverse: bigint): string {
  const millionths = (2n * withoutGuard((MICRO * ONE * ONE) / inverse) * GUARD + ONE) / (2n * ONE);
  const digits = millionths.toString().padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
