/** Round steps that people read at a glance. */
const STEPS = [1, 2, 2.5, 5, 10];

/**
 * The top of a chart's axis: the least round number at or above the highest value, 1 where there is none. For heights
 * on screen alone; no amount is computed from it.
 */
export function axisTop(highest: number): number {
  if (!(highest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return (STEPS.find((step) => step * power >= highest) ?? 10) * power;
}
