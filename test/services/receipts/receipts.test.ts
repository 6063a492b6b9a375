import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unguardCell } from '../../../electron/domain/csvText.ts';
import { createReceiptsService } from '../../../electron/services/receipts/receiptsService.ts';
import { receiptsCsv } from '../../../electron/services/receipts/receiptsCsv.ts';
import type { SignedInCompany } from '../../../electron/services/ports/company.ts';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import { anAccount, aReceipt, aReceiptLine, aUser } from '../../support/builders.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { testDataFile } from '../../support/testDatabase.ts';

/** What a spreadsheet would calculate, or a careless reader stumble over. */
const TEXTS = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', "'=1", "''=1", "'quoted'", 'plain', 'a,b', 'say "x"', 'two\nlines', ' spaced ', 'ünï©ode', ''];

let app: TestApplication;
let file: DataFile;

beforeAll(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
  file = await testDataFile((made, tx) => {
    made.accounts.insertTx(tx, anAccount({ name: '=cmd|calc' }));
    made.accounts.insertTx(tx, anAccount({ name: 'Remote', primary: false }));
    made.users.insertTx(tx, aUser());
    for (const [index, description] of TEXTS.entries()) {
      made.receipts.issueTx(
        tx,
        aReceipt({
          accountId: (index % 2) + 1,
          date: `2026-03-${String(index + 1).padStart(2, '0')}`,
          kind: index % 2 === 0 ? 'products' : 'recurring',
          lines: [
            aReceiptLine({ product: 'training', name: 'Training', description, quantity: 1, unitPrice: '100.00', amount: '100.00' }),
            aReceiptLine({ product: 'contractAdjustment', name: 'Contract adjustment', description: `line of ${index}`, quantity: 1, unitPrice: '-17.74', amount: '-17.74' }),
          ],
          total: '82.26',
        }),
      );
    }
  });
});
afterAll(async () => {
  file.close();
  await app.end();
});

async function csvOf(filter: Parameters<typeof receiptsCsv>[1]): Promise<string> {
  let text = '';
  for await (const piece of receiptsCsv(file, filter)) text += piece;
  return text;
}
const rowsOf = (text: string): Record<string, string>[] => Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, '').trimEnd(), { header: true }).data;

/** The service on a file of this test, with an operator who may do all. */
function service(opened: DataFile) {
  const company = { file: opened, capabilities: new Set() } as unknown as SignedInCompany; // Only the file is looked at.
  return createReceiptsService({ current: () => company, output: { saveText: () => Promise.resolve(null), printReceipt: () => Promise.resolve(null) } });
}

describe('CSV', () => {
  test('is a row a line item, newest receipt first, with the mark spreadsheets look for', async () => {
    const text = await csvOf({});
    expect(text.startsWith('\uFEFFreceipt,date,account,')).toBe(true);
    const rows = rowsOf(text);
    expect(rows).toHaveLength(TEXTS.length * 2);
    expect(rows[0]).toMatchObject({ receipt: String(TEXTS.length), line: '1', quantity: '1', 'unit price': '100.00', amount: '100.00', 'receipt total': '82.26' });
    // A typed number is no formula, negative or not.
    expect(rows[1]).toMatchObject({ line: '2', amount: '-17.74', 'unit price': '-17.74' });
  });

  test('gives no cell that a spreadsheet would calculate', async () => {
    for (const row of rowsOf(await csvOf({}))) {
      for (const [column, cell] of Object.entries(row)) {
        if (/^-?\d+(\.\d+)?$/.test(cell) && ['amount', 'unit price'].includes(column)) continue;
        expect(cell, column).not.toMatch(/^[=+\-@\t\r\0]/);
      }
    }
  });

  test('comes back exactly as it was', async () => {
    const rows = rowsOf(await csvOf({})).filter(({ line }) => line === '1').toReversed();
    expect(rows.map(({ description = '' }) => unguardCell(description))).toEqual(TEXTS);
    expect(unguardCell(rows[0]?.['account'] ?? '')).toBe('=cmd|calc');
    expect(rows.map(({ fingerprint }) => fingerprint)).toEqual(TEXTS.map((_, index) => file.receipts.byNumber(index + 1)?.hash));
  });

  test('has what is filtered, and nothing else', async () => {
    const rows = rowsOf(await csvOf({ accountId: 2, from: '2026-03-04', to: '2026-03-08' }));
    expect([...new Set(rows.map(({ receipt }) => receipt))]).toEqual(['8', '6', '4']);
    expect(rowsOf(await csvOf({ text: 'say "x"' })).map(({ receipt }) => receipt)).toEqual(['12', '12']);
    expect(rowsOf(await csvOf({ text: 'nothing like it' }))).toEqual([]);
  });
});

describe('windows', () => {
  test('walk through the whole list, each receipt once', () => {
    const { page } = service(file);
    const numbers: number[] = [];
    let before: number | undefined;
    for (;;) {
      const window = page({ filter: {}, limit: 5, ...(before === undefined ? {} : { before }) });
      expect(window.count).toBe(TEXTS.length);
      numbers.push(...window.receipts.map(({ number }) => number));
      if (window.next === null) break;
      before = window.next;
    }
    expect(numbers).toEqual(TEXTS.map((_, index) => TEXTS.length - index));
  });

  test('a text is searched a part of the list at a time, and the search says how far it is', () => {
    const first = file.receipts.window({ text: 'plain' }, null, 50, 4);
    expect(first).toMatchObject({ receipts: [], next: 13, searchedBackTo: '2026-03-13' });
    const second = file.receipts.window({ text: 'plain' }, 13, 50, 4);
    expect(second).toMatchObject({ receipts: [{ number: 10 }], next: 9, searchedBackTo: '2026-03-09' });
    const found = file.receipts.window({ text: 'plain' }, 9, 50, 100);
    expect(found).toEqual({ receipts: [], next: null, searchedBackTo: null });
    expect(file.receipts.window({ text: 'training' }, null, 2, 100)).toMatchObject({ receipts: [{ number: 16 }, { number: 15 }], next: 15, searchedBackTo: null });
  });

  test('a text is also the amount of a line, and the account', async () => {
    const made = await testDataFile((of, tx) => {
      for (const name of ['Headquarters', 'Zürich Office']) of.accounts.insertTx(tx, anAccount({ name, primary: name === 'Headquarters' }));
      of.receipts.issueTx(tx, aReceipt({ accountId: 1, lines: [aReceiptLine({ amount: '1234.50' }), aReceiptLine({ amount: '-1.00' })], total: '1233.50' }));
      of.receipts.issueTx(tx, aReceipt({ accountId: 2 }));
    });
    const found = (text: string) => made.receipts.page({ text }, null, 10).map(({ number }) => number);
    expect([found('$1,234.50'), found('1234.5'), found('headq'), found('zürich'), found('zürich 1234.50')]).toEqual([[1], [], [1], [2], []]);
    made.close();
  });

  test('are by date, also where the clock was once set back', async () => {
    const back = await testDataFile((made, tx) => {
      made.accounts.insertTx(tx, anAccount());
      for (const date of ['2026-03-10', '2026-03-12', '2026-03-11', '2026-03-12']) made.receipts.issueTx(tx, aReceipt({ date }));
    });
    expect(back.receipts.page({}, null, 10).map(({ number }) => number)).toEqual([4, 2, 3, 1]);
    expect(back.receipts.page({}, 2, 10).map(({ number }) => number)).toEqual([3, 1]);
    expect(back.receipts.page({ to: '2026-03-11' }, null, 10).map(({ number }) => number)).toEqual([3, 1]);
    expect(back.receipts.byNumber(3)?.date).toBe('2026-03-11');
    back.close();
  });

  test('a filtered list is counted to a point, the whole one exactly', () => {
    expect(file.receipts.count({}, 3)).toBe(3);
    expect(file.receipts.count({ kind: 'recurring' }, 3)).toBe(3);
    expect(file.receipts.count({ kind: 'recurring' })).toBe(TEXTS.length / 2);
  });
});

describe('one receipt', () => {
  test('has its number, fingerprint, who authorised it, how each line came about, and its neighbours', async () => {
    const { receipts } = await app.call('receipts.page', { filter: {}, limit: 2 });
    const [newest, second] = receipts;
    const detail = await app.call('receipts.detail', { number: second?.number ?? 0 });
    expect(detail).toEqual({ receipt: second, companyName: 'Company X', timeZone: 'America/Denver', older: (second?.number ?? 0) - 1, newer: newest?.number });
    expect(detail.receipt.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(detail.receipt.authorisedBy).not.toBe('');
    expect(detail.receipt.lines.every(({ explanation }) => explanation !== null && explanation.calculation !== '')).toBe(true);
    expect(await app.call('receipts.detail', { number: newest?.number ?? 0 })).toMatchObject({ newer: null });
  });

  test('that was never issued is refused', async () => {
    expect(await app.refused('receipts.detail', { number: 99_999 })).toMatchObject({ code: 'NOT_FOUND', path: '/number' });
    expect(await app.refused('receipts.savePdf', { number: 99_999 })).toMatchObject({ code: 'NOT_FOUND', path: '/number' });
    expect(await app.refused('receipts.detail', { number: 0 })).toMatchObject({ code: 'BAD_INPUT', path: '/number' });
    expect(await app.refused('receipts.detail', { number: 1.5 })).toMatchObject({ code: 'BAD_INPUT', path: '/number' });
  });

  test('a date that does not exist, and a text without end, are refused in a filter', async () => {
    expect(await app.refused('receipts.page', { filter: { from: '2026-02-30' }, limit: 10 })).toMatchObject({ code: 'BAD_INPUT', path: '/filter/from' });
    expect(await app.refused('receipts.page', { filter: { text: 'x'.repeat(101) }, limit: 10 })).toMatchObject({ code: 'BAD_INPUT', path: '/filter/text' });
    expect(await app.refused('receipts.saveCsv', { filter: { kind: 'gold' } })).toMatchObject({ code: 'BAD_INPUT', path: '/filter/kind' });
    expect(await app.application.download('receipts.saveCsv', { filter: { kind: 'gold' } })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(await app.application.download('app.state', {})).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });
});

test('writing CSV tells how many receipts it has come past, and stops when told to', async () => {
  const requestId = '7b3e0f64-6c1e-4f0e-9a53-0f2f6f3f7a12';
  const seen: (number | null)[] = [];
  const company = { file, capabilities: new Set() } as unknown as SignedInCompany; // Only the file is looked at.
  const saveText = async (_name: string, pieces: AsyncIterable<string>): Promise<string> => {
    for await (const piece of pieces) {
      if (piece !== '') seen.push(receipts.csvProgress({ requestId }).receipts);
      if (stops) receipts.cancelCsv({ requestId });
    }
    return 'written';
  };
  const receipts = createReceiptsService({ current: () => company, output: { saveText, printReceipt: () => Promise.resolve(null) } });
  let stops = false;
  expect(await receipts.saveCsv({ filter: {}, requestId })).toEqual({ path: 'written' });
  expect(seen).toEqual([0, TEXTS.length]);
  expect(receipts.csvProgress({ requestId })).toEqual({ receipts: null });
  stops = true;
  await expect(receipts.saveCsv({ filter: {}, requestId })).rejects.toMatchObject({ failure: { code: 'CANCELLED' } });
});
