import { desc } from 'drizzle-orm';
import type { Receipts } from '../../services/ports/dataFile.ts';
import type { NewReceipt, NewReceiptLine } from '../../services/ports/records.ts';
import { CHAIN_START, receiptHash } from '../hashChain.ts';
import type { StoredLine, StoredReceipt } from '../hashChain.ts';
import { receiptLines, receipts } from '../schema/receipts.ts';
import { CENTS, MICROS, toScaled } from '../values/scaled.ts';
import type { RepositoryContext } from './common.ts';
import { given, highestGiven } from './common.ts';
import { later } from './later.ts';

const stored = (text: string, digits: number): number => Number(toScaled(text, digits));

function storedReceipt(receipt: NewReceipt, number: number): StoredReceipt {
  const { accountId, date, issuedAt, kind, fundingSource, authorisedBy, periodStart, periodEnd, chargeId } = receipt;
  const total = stored(receipt.total, CENTS);
  return { number, accountId, date, issuedAt, kind, fundingSource, authorisedBy, periodStart, periodEnd, chargeId, total, lineCount: receipt.lines.length };
}

function storedLine(line: NewReceiptLine, index: number): StoredLine {
  const { product, name, description, quantity, explanation } = line;
  return {
    position: index + 1,
    product,
    name,
    description,
    quantity,
    unitPrice: stored(line.unitPrice, MICROS),
    amount: stored(line.amount, CENTS),
    explanation: explanation === null ? null : JSON.stringify(explanation),
  };
}

/**
 * Finalises receipts: the next number without a gap, the hash over the receipt before and all that this one says
 * (SPEC sections 11 and 15). The file refuses a receipt without lines, and a total that is not the sum of its lines.
 */
export function createReceiptIssuer({ db, writer }: RepositoryContext): Receipts['issueTx'] {
  const last = later(db.select({ number: receipts.number, hash: receipts.hash }).from(receipts).orderBy(desc(receipts.number)).limit(1));
  const lastGiven = highestGiven(db, 'receipts');
  const insertReceipt = later(
    db
      .insert(receipts)
      .values({
        number: given('number'),
        accountId: given('accountId'),
        date: given('date'),
        issuedAt: given('issuedAt'),
        kind: given('kind'),
        fundingSource: given('fundingSource'),
        authorisedBy: given('authorisedBy'),
        periodStart: given('periodStart'),
        periodEnd: given('periodEnd'),
        chargeId: given('chargeId'),
        total: given('total'),
        lineCount: given('lineCount'),
        previousHash: given('previousHash'),
        hash: given('hash'),
      }),
  );
  const insertLine = later(
    db
      .insert(receiptLines)
      .values({
        receiptNumber: given('receiptNumber'),
        position: given('position'),
        product: given('product'),
        name: given('name'),
        description: given('description'),
        quantity: given('quantity'),
        unitPrice: given('unitPrice'),
        amount: given('amount'),
        explanation: given('explanation'),
      }),
  );

  return (tx, receipt) => {
    writer.demand(tx);
    const before = last.get();
    const number = Math.max(before?.number ?? 0, lastGiven()) + 1;
    const previousHash = before?.hash ?? CHAIN_START;
    const row = storedReceipt(receipt, number);
    const lines = receipt.lines.map(storedLine);
    insertReceipt.run({ ...row, previousHash, hash: receiptHash(previousHash, row, lines) });
    for (const line of lines) insertLine.run({ ...line, receiptNumber: number });
    return number;
  };
}
