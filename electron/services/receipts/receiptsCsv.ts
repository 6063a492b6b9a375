import { RECEIPT_KIND_NAMES } from '../../../shared/values/receiptKinds.ts';
import { csvLine, guardCell } from '../../domain/csvText.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { ReceiptFilter, ReceiptRecord } from '../ports/records.ts';

/** Receipts read at a time: enough to be quick, little enough that the application goes on answering and memory stays flat. */
const WINDOW = 200;
/** Where a text is searched, receipts looked at in one go. */
const SCAN = 5_000;

const HEADER = [
  'receipt', 'date', 'account', 'kind', 'period start', 'period end', 'paid from', 'authorised by',
  'line', 'product', 'description', 'quantity', 'unit price', 'amount', 'receipt total', 'fingerprint',
];

/**
 * What passes the filter as CSV, newest receipt first, one row a line item, a window of receipts at a time. Texts are
 * guarded against being taken for formulas; numbers and dates are written as they are. `onWindow` hears how many receipts
 * each window has, and may throw to stop.
 */
export async function* receiptsCsv(file: Pick<DataFile, 'receipts'>, filter: ReceiptFilter, onWindow: (receipts: number) => void = () => undefined): AsyncGenerator<string> {
  // Excel reads a file without the mark in the machine's own encoding.
  yield `\uFEFF${csvLine(HEADER)}`;
  let before: number | null = null;
  do {
    const { receipts, next } = file.receipts.window(filter, before, WINDOW, SCAN);
    onWindow(receipts.length);
    if (receipts.length > 0) yield receipts.map(rowsOf).join('');
    before = next;
    // Others get their turn between two windows.
    await new Promise((resolve) => setImmediate(resolve));
  } while (before !== null);
}

function rowsOf(receipt: ReceiptRecord): string {
  const { number, date, accountName, kind, periodStart, periodEnd, fundingSource, authorisedBy, total, hash } = receipt;
  const head = [
    String(number),
    date,
    guardCell(accountName),
    RECEIPT_KIND_NAMES[kind],
    periodStart ?? '',
    periodEnd ?? '',
    guardCell(fundingSource),
    guardCell(authorisedBy),
  ];
  return receipt.lines
    .map((line, index) =>
      csvLine([
        ...head,
        String(index + 1),
        guardCell(line.name),
        guardCell(line.description),
        String(line.quantity),
        line.unitPrice,
        line.amount,
        total,
        hash,
      ]),
    )
    .join('');
}
