import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import { anAccount, aPurchase, aUsage, NOON } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

let file: DataFile;

const twoAccounts = (): Promise<DataFile> =>
  testDataFile((made, tx) => {
    for (const primary of [true, false]) made.accounts.insertTx(tx, anAccount({ primary }));
  });

beforeEach(async () => {
  file = await twoAccounts();
});

const append = (...entries: Parameters<DataFile['minutes']['appendTx']>[1]): void => {
  file.write((tx) => { file.minutes.appendTx(tx, entries); });
};

describe('the balance', () => {
  it('is zero at first, then the exact sum', () => {
    expect(file.minutes.balance(1)).toBe('0.00');
    expect(file.minutes.balances()).toEqual(new Map([[1, '0.00'], [2, '0.00']]));
    append(aPurchase(), aUsage({ amount: '-0.000001' }), aUsage({ amount: '-0.1' }), aUsage({ amount: '-0.2' }), aUsage({ accountId: 2, amount: '-3.00' }));
    expect(file.minutes.balance(1)).toBe('24.699999');
    expect(file.minutes.balances()).toEqual(new Map([[1, '24.699999'], [2, '-3.00']]));
    expect(file.minutes.balance(9)).toBe('0.00');
  });

  it('stays exact beyond what a JS number holds', () => {
    const most = { kind: 'adjustment', amount: '9000000000.00' } as const;
    append(aPurchase(most), aPurchase(most), aPurchase(most), aPurchase({ kind: 'adjustment', amount: '0.000001' }));
    expect(file.minutes.balance(1)).toBe('27000000000.000001');
  });
});

describe('a balance that was asked for before', () => {
  /** As a file just opened sums it, from nothing. */
  const anew = (): readonly string[] => [1, 2].map((accountId) => file.minutes.movedBetween(accountId, [0, Number.MAX_SAFE_INTEGER])[0] ?? '');
  const running = (): readonly string[] => [1, 2].map((accountId) => file.minutes.balance(accountId));
  const amounts = fc.array(fc.record({ accountId: fc.constantFrom(1, 2), cents: fc.integer({ min: 1, max: 10_000 }) }), { minLength: 1, maxLength: 4 });
  const steps = fc.array(fc.record({ amounts, undone: fc.boolean(), ask: fc.constantFrom('one', 'all', 'totals', 'nothing') }), { maxLength: 12 });

  it('is what it would be summed anew, in transactions and after them, done or undone', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        file = await twoAccounts();
        for (const { amounts: entries, undone, ask } of given) {
          const write = (): void =>
            file.write((tx) => {
              for (const { accountId, cents } of entries) file.minutes.appendTx(tx, [aUsage({ accountId, amount: `-${(cents / 100).toFixed(2)}` })]);
              expect(running()).toEqual(anew());
              expect([...file.minutes.balances().values()]).toEqual(anew());
              if (undone) throw new Error('undone');
            });
          if (undone) expect(write).toThrow('undone');
          else write();
          if (ask === 'one') expect(file.minutes.balance(1)).toBe(anew()[0]);
          if (ask === 'all') expect([...file.minutes.balances().values()]).toEqual(anew());
          if (ask === 'totals') expect([...file.minutes.totals(NOON, NOON + 1).values()].map(({ balance }) => balance)).toEqual(anew());
        }
        expect(running()).toEqual(anew());
        file.close();
      }),
      { numRuns: 25 },
    );
  });
});

describe('usage', () => {
  it('is summed per account from a moment, which counts, to a moment, which does not', () => {
    append(
      aPurchase(),
      aUsage({ at: NOON - 1, amount: '-1.00' }),
      aUsage({ at: NOON, amount: '-0.02' }),
      aUsage({ at: NOON + 9, amount: '-0.005' }),
      aUsage({ at: NOON + 10, amount: '-1.00' }),
    );
    expect(file.minutes.usageTotals(NOON, NOON + 10)).toEqual(new Map([[1, '0.025'], [2, '0.00']]));
  });

  it('stands beside the balance in one look at every account, whatever lies before, in and after the window', () => {
    append(
      aUsage({ at: NOON - 5, amount: '-1.00' }),
      aPurchase({ at: NOON + 1, amount: '25.00' }),
      aUsage({ at: NOON, amount: '-0.02' }),
      aUsage({ at: NOON + 9, amount: '-0.005' }),
      aUsage({ at: NOON + 10, amount: '-2.00' }),
    );
    expect(file.minutes.totals(NOON, NOON + 10)).toEqual(new Map([[1, { balance: '21.975', used: '0.025' }], [2, { balance: '0.00', used: '0.00' }]]));
  });

  it('is appended in blocks, and the rest row by row', () => {
    const entries = Array.from({ length: 205 }, (_, index) => ({ at: index, medium: 'call' as const, quantity: 1_000_000, rate: 20_000, amount: -20_000 - index }));
    file.write((tx) => { file.minutes.appendUsageTx(tx, 2, entries); });
    expect(file.minutes.balance(2)).toBe('-4.12091');
    expect([...file.minutes.usageIdentities(2, 0, 205)]).toHaveLength(205);
    expect(file.minutes.page(2, 'usage', null, 1)[0]).toMatchObject({ accountId: 2, at: 204, medium: 'call', quantity: '1.00', rate: '0.02', amount: '-0.020204', receiptNumber: null, note: '' });
  });

  it('is summed between neighbouring moments', () => {
    append(aUsage({ at: 10, amount: '-1.00' }), aUsage({ at: 19, amount: '-0.5' }), aUsage({ at: 20, amount: '-2.00' }), aUsage({ at: 15, accountId: 2 }), aPurchase({ at: 12 }));
    expect(file.minutes.usageBetween(1, [10, 20, 30, 40])).toEqual(['1.50', '2.00', '0.00']);
    expect(file.minutes.usageBetween(1, [10])).toEqual([]);
  });

  it('has a first moment, whatever was bought before', () => {
    expect(file.minutes.firstUsageAt(1)).toBeNull();
    append(aPurchase({ at: 1 }), aUsage({ at: 500 }), aUsage({ at: 400 }));
    expect(file.minutes.firstUsageAt(1)).toBe(400);
    expect(file.minutes.firstUsageAt(2)).toBeNull();
  });
});

it('writes all entries of a call or none', () => {
  expect(() => { append(aUsage(), aUsage({ amount: '0.05' })); }).toThrow('minutes_ledger_sign');
  expect(() => { append(aUsage(), aUsage({ amount: '-0.0000001' })); }).toThrow('at most 6 decimals');
  expect(file.minutes.balance(1)).toBe('0.00');
});
