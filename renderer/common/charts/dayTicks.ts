const DAY_MS = 86_400_000;

/**
 * Marks of a time axis, the same number of whole days apart: from its beginning (epoch milliseconds, and its day) over its span
 * in milliseconds, at most so many. A day is 24 hours here, so that the marks stand even where the clocks are changed.
 */
export function dayTicks(beginsAt: number, beginsOn: string, span: number, most: number): { readonly at: number; readonly day: string }[] {
  const days = Math.floor(span / DAY_MS);
  const step = Math.max(1, Math.ceil(days / (most - 1)));
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => ({
    at: beginsAt + index * step * DAY_MS,
    day: new Date(Date.parse(beginsOn) + index * step * DAY_MS).toISOString().slice(0, 10),
  }));
}
