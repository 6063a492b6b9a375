/** The part of a long list that is put on the page: rows of one height, a few more than can be seen. */
export interface RowWindow {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** Pixels that stand for the rows before and after. */
  readonly before: number;
  readonly after: number;
}

const SPARE = 6;

/** Which of `count` rows of `rowHeight` pixels are needed where `height` pixels are seen from `scrollTop` on. */
export function windowOf(count: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - SPARE);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + SPARE);
  return { first, end, before: first * rowHeight, after: (count - end) * rowHeight };
}
