import { assertNever } from '../../shared/values/assertNever.ts';
import { formatReceiptNumber } from '../../shared/values/receiptNumber.ts';
import { Decimal, formatMoney } from './money.ts';

/** One thing that is wrong in a data file. Missing: the numbers from `from` to `to`. */
export type Finding =
  | { readonly kind: 'damaged'; readonly report: string }
  | { readonly kind: 'danglingReference'; readonly table: string; readonly refersTo: string }
  | { readonly kind: 'missing'; readonly of: 'receipt' | 'activity'; readonly from: number; readonly to: number }
  | { readonly kind: 'altered'; readonly of: 'receipt' | 'activity'; readonly number: number }
  /** The lines of a receipt do not add up to its total: both in cents. */
  | { readonly kind: 'unequalTotal'; readonly number: number; readonly total: number; readonly lines: number }
  /** A ledger entry whose cost is not quantity x rate, or that is not what its receipt says. */
  | { readonly kind: 'wrongEntry'; readonly id: number; readonly receiptNumber: number | null }
  /** Minutes that a receipt sold and the ledger does not hold. */
  | { readonly kind: 'notEntered'; readonly receiptNumber: number }
  /** An approved charge and its receipt that do not say the same. */
  | { readonly kind: 'wrongCharge'; readonly receiptNumber: number }
  /** Triggers that keep the rows of a table as they were written are not there. */
  | { readonly kind: 'unguarded'; readonly table: string }
  /** A shipped permission group that allows something else than it was shipped with. */
  | { readonly kind: 'changedGroup'; readonly name: string }
  | { readonly kind: 'noPrimary' }
  /** So many entries of the minutes ledger are not there; below zero: are there and were never numbered. */
  | { readonly kind: 'missingEntries'; readonly count: number }
  /** A session block that is not as it was written, or whose sessions are none. */
  | { readonly kind: 'wrongSessionBlock'; readonly id: number; readonly fileName: string };

const OF = { receipt: 'Receipt', activity: 'Activity entry' } as const;

/** What was found, for someone who has never heard of a hash. */
export function findingInWords(finding: Finding): string {
  switch (finding.kind) {
    case 'damaged':
      return `The file itself is damaged: ${finding.report.split('\n')[0] ?? ''}.`;
    case 'danglingReference':
      return `A row of "${finding.table}" names one of "${finding.refersTo}" that is not there.`;
    case 'missing': {
      const { from, to } = finding;
      if (from === to) return `${OF[finding.of]} ${numberText(finding.of, from)} is missing.`;
      return `${finding.of === 'receipt' ? 'Receipts' : 'Activity entries'} ${numberText(finding.of, from)} to ${numberText(finding.of, to)} are missing.`;
    }
    case 'altered':
      return `${OF[finding.of]} ${numberText(finding.of, finding.number)} was changed after it was written.`;
    case 'unequalTotal':
      return `The lines of receipt ${numberText('receipt', finding.number)} add up to ${dollarsOf(finding.lines)}, its total says ${dollarsOf(finding.total)}.`;
    case 'wrongEntry':
      return finding.receiptNumber === null
        ? `Entry ${finding.id} of the minutes ledger does not cost its quantity times its rate, or was bought without a receipt.`
        : `Entry ${finding.id} of the minutes ledger is not what receipt ${numberText('receipt', finding.receiptNumber)} says.`;
    case 'notEntered':
      return `The minutes of receipt ${numberText('receipt', finding.receiptNumber)} are not in the minutes ledger.`;
    case 'wrongCharge':
      return `Receipt ${numberText('receipt', finding.receiptNumber)} and its payment do not say the same.`;
    case 'unguarded':
      return `What keeps the rows of "${finding.table}" from being changed is gone.`;
    case 'changedGroup':
      return `The permission group ${finding.name} does not allow what it was shipped with.`;
    case 'noPrimary':
      return 'No billing account is primary, or more than one.';
    case 'missingEntries':
      if (finding.count === 1) return 'An entry of the minutes ledger is missing.';
      return finding.count > 0 ? `${finding.count} entries of the minutes ledger are missing.` : 'The minutes ledger has entries that it never numbered.';
    case 'wrongSessionBlock':
      return `Session block ${finding.id}, of the session log ${finding.fileName}, is damaged.`;
    default:
      return assertNever(finding);
  }
}

function numberText(of: 'receipt' | 'activity', number: number): string {
  return of === 'receipt' ? formatReceiptNumber(number) : String(number);
}

function dollarsOf(cents: number): string {
  return `$${formatMoney(new Decimal(cents).dividedBy(100))}`;
}
