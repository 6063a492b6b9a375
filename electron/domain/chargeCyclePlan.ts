import { cycleNumber } from './chargeCycle.ts';

/** A pause longer than this is asked about before anything is charged by itself (SPEC section 7). */
const ASK_AFTER_MS = 48 * 3_600_000;

/** How far automatic charging has come: the highest cycle run, and when the application was last seen to run. */
export interface ChargingProgress {
  readonly highestCycle: number;
  /** Epoch milliseconds. */
  readonly lastSeenAt: number;
}

export type ChargeCyclePlan =
  /** `begins`: the first look at this cycle. */
  | { readonly kind: 'run'; readonly cycle: number; readonly begins: boolean }
  /** Away for more than 48 hours: an operator sees every charge first. */
  | { readonly kind: 'ask'; readonly since: number }
  /** No cycle is run twice: nothing is charged until time has caught up, or an operator confirms the clock. */
  | { readonly kind: 'clockSetBack'; readonly until: number };

/**
 * What automatic charging may do now (SPEC section 7). `progress` is null before the first cycle of a data file. A
 * clock set forward looks like a long pause, and is asked about like one.
 */
export function planChargeCycle(progress: ChargingProgress | null, now: number): ChargeCyclePlan {
  const cycle = cycleNumber(now);
  if (progress === null) return { kind: 'run', cycle, begins: true };
  if (cycle < progress.highestCycle) return { kind: 'clockSetBack', until: progress.lastSeenAt };
  if (now - progress.lastSeenAt > ASK_AFTER_MS) return { kind: 'ask', since: progress.lastSeenAt };
  return { kind: 'run', cycle, begins: cycle > progress.highestCycle };
}
