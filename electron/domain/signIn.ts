/** An operator who does nothing for so long is locked out until the password is typed again. */
export const IDLE_LOCK_MS = 15 * 60_000;

/** Slips that cost nothing. */
const FREE_TRIES = 3;
const LONGEST_WAIT_MS = 300_000;

/**
 * How long no further password is looked at after so many wrong ones in a row: nothing for the first slips, then a
 * second, doubling each time up to five minutes (SPEC section 15). Milliseconds.
 */
export function waitAfterWrongTries(wrongTries: number): number {
  if (wrongTries < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (wrongTries - FREE_TRIES));
}

/**
 * What is left of a wait, in milliseconds; 0 once it is over. One longer than the longest there is means that the clock
 * was set back since, and must not keep anyone out for as long.
 */
export function waitLeft(nextTryAt: number, now: number): number {
  const left = nextTryAt - now;
  return left > LONGEST_WAIT_MS ? 0 : Math.max(0, left);
}
