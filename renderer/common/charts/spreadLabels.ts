/**
 * Moves labels apart that would lie over each other: each stays as near to its line as it can, in the order of the
 * lines, within the chart. Heights on screen, in the order given.
 */
export function spreadLabels(heights: readonly number[], gap: number, top: number, bottom: number): number[] {
  const placed = heights.map((height, index) => ({ height: Math.min(bottom, Math.max(top, height)), index })).sort((a, b) => a.height - b.height || a.index - b.index);
  let least = top;
  for (const label of placed) {
    label.height = Math.max(label.height, least);
    least = label.height + gap;
  }
  // What was pushed out at the bottom goes back up, and pushes what is above it.
  let most = bottom;
  for (const label of placed.toReversed()) {
    label.height = Math.min(label.height, most);
    most = label.height - gap;
  }
  return placed.sort((a, b) => a.index - b.index).map(({ height }) => height);
}
