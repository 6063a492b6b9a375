import { groupThousands } from './money.ts';

export { formatReceiptNumber } from '../../../shared/values/receiptNumber.ts';

/** A whole number with its thousands grouped, as money is. */
export function formatCount(count: number): string {
  return groupThousands(String(count)).replace('-', '−');
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
