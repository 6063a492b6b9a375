import { groupThousands } from './money.ts';

/** A whole number with its thousands grouped, as money is. */
export function formatCount(count: number): string {
  return groupThousands(String(count)).replace('-', '−');
}

/** "1 receipt", "1,204 receipts". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A receipt's number as printed: six digits at least. */
export function formatReceiptNumber(number: number): string {
  return String(number).padStart(6, '0');
}
