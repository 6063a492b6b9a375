import type { z } from 'zod';
import type { receiptLine } from '../../shared/contracts/receipts.ts';
import { formatMoney, formatPrice, Decimal, sumMoney } from '../domain/money.ts';
import type { PricedLine } from '../domain/pricedLine.ts';

export type LineOutput = z.output<typeof receiptLine>;

/** A rule's line as it crosses to a window and is written on a receipt: money as text. */
export function lineOutput(line: PricedLine): LineOutput {
  const { product, name, description, quantity, explanation } = line;
  return { product, name, description, quantity, unitPrice: formatPrice(new Decimal(line.unitPrice)), amount: formatMoney(line.amount), explanation };
}

/** Dollars and cents: the sum of the rounded lines (SPEC section 16). */
export function totalOf(lines: readonly PricedLine[]): string {
  return formatMoney(sumMoney(lines.map((line) => line.amount)));
}
