import { beforeAll, describe, expect, it } from 'vitest';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import type { ReceiptFilter } from '../../../electron/services/ports/records.ts';
import { anAccount, aReceipt, aReceiptLine } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

let file: DataFile;

beforeAll(async () => {
  file = await testDataFile((made, tx) => {
    made.accounts.insertTx(tx, anAccount());
    made.accounts.insertTx(tx, anAccount({ name: 'Remote', primary: false }));
    made.receipts.issueTx(tx, aReceipt({ date: '2026-01-01', kind: 'recurring', periodStart: '2026-01-01', periodEnd: '2026-01-31' }));
    made.receipts.issueTx(tx, aReceipt({ accountId: 2, date: '2026-02-01', kind: 'recurring', fundingSource: '100% Bank_X ending 0007' }));
    made.receipts.issueTx(tx, aReceipt({ date: '2026-02-15', kind: 'products', lines: [aReceiptLine(), aReceiptLine({ product: 'training', name: 'Training', description: 'Admin course', explanation: null })], total: '164.52' }));
    made.receipts.issueTx(tx, aReceipt({ accountId: 2, date: '2026-03-01', authorisedBy: 'Billing system' }));
  });
});

const found = (filter: ReceiptFilter, before: number | null = null, limit = 50): number[] => file.receipts.page(filter, before, limit).map(({ number }) => number);

describe('a page', () => {
  it('is newest first, in windows by number', () => {
    expect(found({})).toEqual([4, 3, 2, 1]);
    expect(found({}, null, 2)).toEqual([4, 3]);
    expect(found({}, 3, 2)).toEqual([2, 1]);
    expect(found({}, 1)).toEqual([]);
  });

  it('gives each receipt as issued, with its own lines in their order', () => {
    const [receipt] = file.receipts.page({}, 4, 1);
    expect(receipt).toEqual({
      ...aReceipt({ date: '2026-02-15', kind: 'products', lines: [aReceiptLine(), aReceiptLine({ product: 'training', name: 'Training', description: 'Admin course', explanation: null })], total: '164.52' }),
      number: 3,
      accountName: 'Head office',
      hash: receipt?.hash,
    });
    expect(receipt?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[ReceiptFilter, number[]]>([
    [{ accountId: 2 }, [4, 2]],
    [{ accountId: 9 }, []],
    [{ kind: 'recurring' }, [2, 1]],
    [{ kind: 'recurring', accountId: 1 }, [1]],
    [{ from: '2026-02-01' }, [4, 3, 2]],
    [{ to: '2026-02-15' }, [3, 2, 1]],
    [{ from: '2026-02-01', to: '2026-02-28' }, [3, 2]],
    [{ text: 'admin COURSE' }, [3]],
    [{ text: 'Training' }, [3]],
    [{ text: 'billing sys' }, [4]],
    [{ text: 'ending 4242', accountId: 1 }, [3, 1]],
    [{ text: '100%' }, [2]],
    [{ text: '%' }, [2]],
    [{ text: '_' }, [2]],
    [{ text: '\\' }, []],
    [{ text: "'" }, []],
    [{ text: '' }, [4, 3, 2, 1]],
    [{ text: 'nothing like it' }, []],
    // Each word for itself, wherever it stands; an amount as the total too; a number as people write it.
    [{ text: 'course training' }, [3]],
    [{ text: 'Visa 4242', accountId: 1 }, [3, 1]],
    [{ text: 'Visa 0007' }, []],
    [{ text: 'the admin course nobody wants' }, []],
    [{ text: '$164.52' }, [3]],
    [{ text: 'training 164.52' }, [3]],
    [{ text: '164,52' }, []],
    [{ text: 'Receipt #3' }, [3]],
    [{ text: '#2' }, [2]],
    [{ text: '000002' }, [2]],
  ])('and the count follow the filter %o', (filter, expected) => {
    expect(found(filter)).toEqual(expected);
    expect(file.receipts.count(filter)).toBe(expected.length);
  });

  it('finds a receipt by its number', () => {
    expect(found({ text: '3' })).toContain(3);
    expect(file.receipts.byNumber(2)?.accountName).toBe('Remote');
    expect(file.receipts.byNumber(2)?.lines).toHaveLength(1);
    expect(file.receipts.byNumber(5)).toBeNull();
    expect(file.receipts.byNumber(0)).toBeNull();
  });
});

it('lists the lines of non-recurring products, newest first', () => {
  const line = aReceiptLine({ product: 'training', name: 'Training', description: 'Admin course', explanation: null });
  expect(file.receipts.productLines(1, 50)).toEqual([{ receiptNumber: 3, date: '2026-02-15', line }]);
  expect(file.receipts.productLines(1, 0)).toEqual([]);
  expect(file.receipts.productLines(2, 50)).toEqual([]);
});

describe('issuing', () => {
  it('chains each receipt to the one before, so that two alike differ', async () => {
    const other = await testDataFile();
    const hashes = other.write((tx) => [1, 2].map(() => other.receipts.byNumber(other.receipts.issueTx(tx, aReceipt()))?.hash));
    expect(hashes[0]).not.toBe(hashes[1]);
    other.close();
  });

  it('uses a number again that a transaction taken back had', async () => {
    const other = await testDataFile();
    expect(() => other.write((tx) => {
      expect(other.receipts.issueTx(tx, aReceipt())).toBe(1);
      throw new Error('Taken back');
    })).toThrow('Taken back');
    expect(other.write((tx) => other.receipts.issueTx(tx, aReceipt()))).toBe(1);
    other.close();
  });

  it('keeps money at its extremes', async () => {
    const other = await testDataFile();
    const lines = [
      aReceiptLine({ quantity: 1_000_000_000, unitPrice: '9000000000.00', amount: '90000000000000.00' }),
      aReceiptLine({ product: 'contractAdjustment', unitPrice: '-9000000000.00', amount: '-90000000000000.00' }),
      aReceiptLine({ unitPrice: '0.000001', amount: '0.01' }),
    ];
    const number = other.write((tx) => other.receipts.issueTx(tx, aReceipt({ lines, total: '0.01' })));
    expect(other.receipts.byNumber(number)?.lines).toEqual(lines);
    other.close();
  });

  it.each([
    ['no lines', aReceipt({ lines: [], total: '0.00' }), 'receipts_line_count'],
    ['a total that is not the sum', aReceipt({ total: '82.27' }), "a receipt's total is the sum of its lines"],
    ['a total below zero', aReceipt({ lines: [aReceiptLine({ amount: '-1.00' })], total: '-1.00' }), 'receipts_total'],
    ['a charge for nothing', aReceipt({ lines: [aReceiptLine({ amount: '0.00' })], total: '0.00', chargeId: 'charge-1' }), 'receipts_charge'],
    ['a charge that is not there', aReceipt({ chargeId: 'charge-1' }), 'FOREIGN KEY'],
    ['half a period', aReceipt({ periodStart: '2026-03-01' }), 'receipts_period'],
    ['a fraction of a cent', aReceipt({ total: '82.255' }), 'at most 2 decimals'],
  ])('refuses %s', async (_what, receipt, message) => {
    const other = await testDataFile();
    expect(() => other.write((tx) => other.receipts.issueTx(tx, receipt))).toThrow(message);
    expect(other.receipts.count({})).toBe(0);
    other.close();
  });
});
