import type { ReceiptRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';

/** The receipt that was found by its number. Refuses with NOT_FOUND where there is none. */
export function requireReceipt(found: ReceiptRecord | null): ReceiptRecord {
  if (found === null) throw refuse('NOT_FOUND', '/number', 'There is no receipt with this number.');
  return found;
}
