import { groupThousands } from './money.ts';

export { formatReceiptNumber } from '../../../shared/values/receiptNumber.ts';

/** A whole number with its thousands grouped, as money is. */
export function formatCount(count: number): string {
  return groupThousands(String(count)).replace('-', '−');
}

/**
 * The number that plain digits stand for, with a minus or a point where they have one; null for anything else, "1e3" too.
 * Whether the number is allowed is for the rules to say. One beyond all exact numbers stays too large for any of them.
 */
export function readNumber(text: string): number | null {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Math.min(Number(text), Number.MAX_SAFE_INTEGER) : null;
}

/** "1 receipt", "1,204 receipts". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A file's size as people say it: "684 kB", "12.4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000)).toLocaleString()} kB`;
  return `${(bytes / 1_000_000).toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}

/** A point and a digit as spaces as wide as they are in tabular figures. */
const POINT_SPACE = '\u2008';
const DIGIT_SPACE = '\u2007';

/** Numbers of one column, right-aligned, with spaces in place of the decimals that they do not have, so that their points stand in a line. */
export function withAlignedPoints(texts: readonly string[]): string[] {
  const decimals = texts.map((text) => /\.(\d+)$/.exec(text)?.[1]?.length ?? 0);
  const most = Math.max(0, ...decimals);
  return texts.map((text, index) => {
    const own = decimals[index] ?? 0;
    return `${text}${own === 0 && most > 0 ? POINT_SPACE : ''}${DIGIT_SPACE.repeat(most - own)}`;
  });
}
