import type { RechargeAmounts } from '../../domain/autoRecharge.ts';
import { Decimal, formatMoney } from '../../domain/money.ts';
import type { PricedLine } from '../../domain/pricedLine.ts';
import type { NewLedgerEntry } from '../ports/records.ts';

/** Dialer minutes for an amount somebody chose; `amount` and `rate` (for one minute) in dollars (SPEC section 7). */
export function chosenMinutesLine(amount: string, rate: string): PricedLine {
  return minutesLine(new Decimal(amount), rate, {
    rule: 'The amount chosen is charged once and added to the balance.',
    inputs: [{ label: 'Amount', value: amount }],
    calculation: amount,
  });
}

/** Dialer minutes of an automatic recharge: Y of the rule, with how it came about (SPEC section 7). */
export function rechargeLine({ amount, amountExplanation }: RechargeAmounts, rate: string): PricedLine {
  return minutesLine(amount, rate, amountExplanation);
}

function minutesLine(amount: Decimal, rate: string, explanation: PricedLine['explanation']): PricedLine {
  const minutes = amount.dividedBy(rate).floor().toFixed();
  return {
    product: 'minutes',
    name: 'Dialer minutes',
    description: `${minutes} minutes at $${rate}`,
    quantity: 1,
    unitPrice: formatMoney(amount),
    amount,
    explanation,
  };
}

/** The ledger's side of a receipt for minutes: the whole amount is added to the balance. */
export function minutesBought(purchase: Pick<NewLedgerEntry, 'accountId' | 'at' | 'amount' | 'receiptNumber' | 'note'>): NewLedgerEntry {
  return { ...purchase, kind: 'purchase', medium: null, quantity: null, rate: null };
}
