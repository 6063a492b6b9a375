import type { Explanation } from '../../shared/values/explanation.ts';
import { resultInWords } from './calculationText.ts';
import type { Decimal} from './money.ts';
import { formatPrice, sumMoney } from './money.ts';

/** One of the amounts that are added, in dollars; `of` says how it came about itself, for example "3 × 50.00". */
export interface Summand {
  readonly label: string;
  readonly amount: Decimal;
  readonly of?: string;
}

/** More than these are not written out in one line: they stand above it, one below the other. */
const WRITTEN_OUT = 12;

/**
 * How a sum of amounts came about (SPEC sections 14 and 16). Exact amounts are added exactly and the sum is rounded
 * half-up to the cent once; lines that were rounded before add up as they are.
 */
export function sumExplanation(rule: string, summands: readonly Summand[]): Explanation {
  return {
    rule,
    inputs: summands.map(({ label, amount, of }) => ({ label, value: of === undefined ? formatPrice(amount) : `${of} = ${formatPrice(amount)}` })),
    calculation: sumCalculation(summands.map(({ amount }) => amount)),
  };
}

/** The arithmetic of a sum, "50.00 + 30.00 − 5.00 = 75.00". Dollars. */
export function sumCalculation(amounts: readonly Decimal[]): string {
  const total = sumMoney(amounts);
  const [first, ...others] = amounts;
  if (first === undefined) return 'Nothing to add = 0.00';
  if (others.length === 0) return `The amount above ${resultInWords(total)}`;
  if (amounts.length > WRITTEN_OUT) return `The ${amounts.length} amounts above together ${resultInWords(total)}`;
  const terms = others.map((amount) => `${amount.isNegative() ? '−' : '+'} ${formatPrice(amount.abs())}`);
  return `${formatPrice(first)} ${terms.join(' ')} ${resultInWords(total)}`;
}
