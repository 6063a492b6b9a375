/** After the first, second and third failed cycle the next try follows this many cycles later (SPEC section 7). */
const RETRY_AFTER_CYCLES: readonly number[] = [1, 2, 4];

/** After this many failed cycles nothing is tried until a funding source changes or a purchase succeeds. */
export const FAILED_CYCLES_UNTIL_PAUSE = RETRY_AFTER_CYCLES.length + 1;

export interface RetryState {
  /** Charge cycles in which every funding source declined. */
  readonly failedCycles: number;
  /** The first cycle in which the next try may be. */
  readonly nextTryCycle: number;
}

/** What follows from a cycle in which every funding source declined; from the fourth on, a pause (SPEC section 7). */
export function afterFailedCycle({ failedCycles }: Pick<RetryState, 'failedCycles'>, cycle: number): RetryState {
  return { failedCycles: failedCycles + 1, nextTryCycle: cycle + (RETRY_AFTER_CYCLES[failedCycles] ?? 1) };
}

/**
 * What follows where the gateway could not be reached, or nothing was there to pay with, in the cycle `triedIn`: the next
 * one, uncounted. Learned of later, in `cycle`, that one is the next.
 */
export function afterUncountedCycle({ failedCycles }: Pick<RetryState, 'failedCycles'>, triedIn: number, cycle: number): RetryState {
  return { failedCycles, nextTryCycle: Math.max(triedIn + 1, cycle) };
}

/** A funding source was changed: counted anew, from the next cycle on, for no cycle is run twice. */
export function afterSourceChange(cycle: number): RetryState {
  return { failedCycles: 0, nextTryCycle: cycle + 1 };
}

/** The shortage ended without a payment: the next one is tried and counted anew. A pause stays: only a changed source or a purchase ends it. */
export function afterShortage(state: RetryState): RetryState {
  return isPaused(state) ? { failedCycles: state.failedCycles, nextTryCycle: state.nextTryCycle } : { failedCycles: 0, nextTryCycle: 0 };
}

/**
 * The next try by a clock that was ahead and has been put right, in `cycle`: one further off than any wait is in the next
 * cycle, or the first after it that `isFree`, for no cycle is run twice.
 */
export function afterClockPutRight(state: RetryState, cycle: number, isFree: (cycle: number) => boolean = () => true): RetryState {
  if (state.nextTryCycle <= cycle + Math.max(...RETRY_AFTER_CYCLES)) return state;
  let next = cycle + 1;
  while (!isFree(next)) next += 1;
  return { failedCycles: state.failedCycles, nextTryCycle: next };
}

/** True where nothing is tried until something changes. */
export function isPaused({ failedCycles }: Pick<RetryState, 'failedCycles'>): boolean {
  return failedCycles >= FAILED_CYCLES_UNTIL_PAUSE;
}

/** True where a try may be made in this cycle. */
export function mayTry(state: RetryState, cycle: number): boolean {
  return !isPaused(state) && state.nextTryCycle <= cycle;
}
