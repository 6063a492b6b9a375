import type { z } from 'zod';
import type { receiptLine } from '../../shared/contracts/receipts.ts';
import type { Explanation } from '../../shared/values/explanation.ts';
import { formatMoney, formatPrice, Decimal, sumMoney } from '../domain/money.ts';
import type { PricedLine } from '../domain/pricedLine.ts';
import { sumExplanation } from '../domain/sumExplanation.ts';
import type { Summand } from '../domain/sumExplanation.ts';

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

/** A line of the rules, or as it stands on a receipt. */
type AnyLine = Pick<PricedLine, 'name' | 'description' | 'quantity' | 'unitPrice'> & { readonly amount: Decimal | string };

/** What a total adds up: each line, rounded before. */
export function lineSummands(lines: readonly AnyLine[]): Summand[] {
  return lines.map(({ name, description, quantity, unitPrice, amount }) => ({
    label: name,
    of: `${quantity} × ${formatPrice(new Decimal(unitPrice))}${description === '' ? '' : `, ${description}`}`,
    amount: new Decimal(amount),
  }));
}

/** How a total of lines came about (SPEC section 14); `what` says in a sentence of what. */
export function totalExplanation(lines: readonly AnyLine[], what?: string): Explanation {
  return sumExplanation(`${what === undefined ? '' : `${what} `}The total is the sum of the lines, each rounded half-up to the cent.`, lineSummands(lines));
}
