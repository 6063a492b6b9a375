import type { NewLedgerEntry } from '../ports/minutes.ts';

/** The ledger's side of a receipt for minutes: the whole amount is added to the balance. */
export function minutesBought(purchase: Pick<NewLedgerEntry, 'accountId' | 'at' | 'amount' | 'receiptNumber' | 'note'>): NewLedgerEntry {
  return { ...purchase, kind: 'purchase', medium: null, quantity: null, rate: null };
}
