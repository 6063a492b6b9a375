import { computed, toValue } from 'vue';
import type { MaybeRefOrGetter } from 'vue';
import type { SeatPlan } from './queries.ts';

/** A chart's place on screen, in pixels. */
export const CHART = { height: 76, top: 16, bottom: 4, left: 4, right: 84 } as const;

export type UseOfPool = SeatPlan['use']['pools'][number];

/** The path of a line that goes in steps, one part after the other. */
export function stepPath(values: readonly number[], x: (part: number) => number, y: (value: number) => number): string {
  let path = '';
  let before: number | undefined;
  for (const [part, value] of values.entries()) {
    if (value === before) continue;
    path += before === undefined ? `M${x(part).toFixed(1)} ${y(value).toFixed(1)}` : `H${x(part).toFixed(1)}V${y(value).toFixed(1)}`;
    before = value;
  }
  return `${path}H${x(values.length).toFixed(1)}`;
}

/** The most of each day, for the table that says the same as the chart. A part that reaches into the next day counts for the day it begins on. */
export function peaksByDay({ start, stepSeconds, days }: SeatPlan['use'], values: readonly number[]): readonly number[] {
  const begin = Date.parse(start);
  const starts = days.map((day) => Date.parse(day.start));
  const peaks = days.map(() => 0);
  let day = 0;
  for (const [part, value] of values.entries()) {
    const at = begin + part * stepSeconds * 1000;
    while (day + 1 < starts.length && (starts[day + 1] ?? 0) <= at) day += 1;
    peaks[day] = Math.max(peaks[day] ?? 0, value);
  }
  return peaks;
}

/** Labels at the right of a chart, moved apart where they would stand in one another. */
export function spread<T extends { readonly y: number }>(labels: readonly T[]): T[] {
  const LEAST = 14;
  const placed: T[] = [];
  for (const label of labels.toSorted((a, b) => b.y - a.y)) {
    const below = placed.at(-1);
    placed.push(below === undefined ? label : { ...label, y: Math.min(label.y, below.y - LEAST) });
  }
  // What was pushed over the top comes down again, and pushes what is under it.
  let least = CHART.top - 8;
  return placed.toReversed().map((label) => {
    const y = Math.max(label.y, least);
    least = y + LEAST;
    return { ...label, y };
  });
}

/** Scales and paths of one pool's chart. */
export function useChart(use: MaybeRefOrGetter<SeatPlan['use']>, pool: MaybeRefOrGetter<UseOfPool>, lines: MaybeRefOrGetter<readonly number[]>, width: MaybeRefOrGetter<number>) {
  const parts = computed(() => Math.max(1, toValue(pool).inUse.length));
  const top = computed(() => Math.max(1, ...toValue(pool).wanted, ...toValue(pool).inUse, ...toValue(lines)));
  const right = computed(() => toValue(width) - CHART.right);
  const x = (part: number): number => CHART.left + ((right.value - CHART.left) * part) / parts.value;
  const y = (value: number): number => CHART.height - CHART.bottom - ((CHART.height - CHART.bottom - CHART.top) * value) / top.value;
  const closed = (path: string): string => `${path}V${y(0).toFixed(1)}H${x(0).toFixed(1)}Z`;
  return {
    right,
    y,
    xAt: (moment: string): number => x((Date.parse(moment) - Date.parse(toValue(use).start)) / 1000 / toValue(use).stepSeconds),
    inUse: computed(() => stepPath(toValue(pool).inUse, x, y)),
    inUseArea: computed(() => closed(stepPath(toValue(pool).inUse, x, y))),
    wantedArea: computed(() => closed(stepPath(toValue(pool).wanted, x, y))),
  };
}
