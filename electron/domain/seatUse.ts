import type { PooledType } from '../../shared/values/licenseTypes.ts';
import { POOLED_TYPES } from '../../shared/values/licenseTypes.ts';
import type { SeatCounts } from './seatPool.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Lengths of a chart's parts that read well on an axis of time. */
const STEPS = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS).concat([1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS));

/** The most parts a chart has: about one a pixel and a half. */
const MOST_PARTS = 700;

/** A chart's parts: each begins `step` milliseconds after the one before, the first at `start`. */
export interface UseSteps {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** The shortest parts with which [start, end) needs no more than 700 of them. */
export function useSteps(start: number, end: number): UseSteps {
  const length = Math.max(end - start, MINUTE_MS);
  const step = STEPS.find((candidate) => length / candidate <= MOST_PARTS) ?? Math.ceil(length / MOST_PARTS / DAY_MS) * DAY_MS;
  return { start, step, count: Math.ceil(length / step) };
}

/** The moments at which these parts begin. */
export function partStarts({ start, step, count }: UseSteps): Float64Array {
  return Float64Array.from({ length: count }, (_, part) => start + part * step);
}

/** Use part by part, per pool. */
export function useByPool(use: readonly SeatCounts[]): Record<PooledType, number[]> {
  // Object.fromEntries forgets the keys, which POOLED_TYPES names completely.
  return Object.fromEntries(POOLED_TYPES.map((type) => [type, use.map((counts) => counts[type])])) as Record<PooledType, number[]>;
}
