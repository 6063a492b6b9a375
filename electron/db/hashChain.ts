import { hash } from 'node:crypto';

/** What the first receipt and the first activity entry name as the hash before them. */
export const CHAIN_START = '0'.repeat(64);

type Cell = string | number | null;

/** A receipt as its row holds it: amounts in cents. */
export interface StoredReceipt {
  readonly number: number;
  readonly accountId: number;
  readonly date: string;
  readonly issuedAt: number;
  readonly kind: string;
  readonly fundingSource: string;
  readonly authorisedBy: string;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  readonly chargeId: string | null;
  readonly total: number;
  readonly lineCount: number;
}

/** A receipt line as its row holds it: the price in micro-dollars, the amount in cents, the explanation as JSON text. */
export interface StoredLine {
  readonly position: number;
  readonly product: string;
  readonly name: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly amount: number;
  readonly explanation: string | null;
}

/** An activity entry as its row holds it: the changes as JSON text. */
export interface StoredActivity {
  readonly sequence: number;
  readonly at: number;
  readonly operatorId: number | null;
  readonly who: string;
  readonly what: string;
  readonly accountId: number | null;
  readonly changes: string;
}

/*
 * SHA-256 over the hash before and the canonical JSON of the row: its values in a fixed order, as the file holds them,
 * so that whatever is altered in the file shows (SPEC section 15). New columns must go to the end, and only where set.
 */
function chain(previousHash: string, rows: readonly (readonly Cell[])[]): string {
  return hash('sha256', JSON.stringify([previousHash, ...rows]), 'hex');
}

/** The hash of a receipt with its lines in their order. */
export function receiptHash(previousHash: string, receipt: StoredReceipt, lines: readonly StoredLine[]): string {
  const r = receipt;
  return chain(previousHash, [
    [r.number, r.accountId, r.date, r.issuedAt, r.kind, r.fundingSource, r.authorisedBy, r.periodStart, r.periodEnd, r.chargeId, r.total, r.lineCount],
    ...lines.map((l) => [l.position, l.product, l.name, l.description, l.quantity, l.unitPrice, l.amount, l.explanation]),
  ]);
}

/** The hash of an activity entry. */
export function activityHash(previousHash: string, entry: StoredActivity): string {
  const e = entry;
  return chain(previousHash, [[e.sequence, e.at, e.operatorId, e.who, e.what, e.accountId, e.changes]]);
}
