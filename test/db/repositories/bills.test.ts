import { expect, it } from 'vitest';
import type { BillRecord } from '../../../electron/services/ports/charging.ts';
import { aFundingSource, anAccount } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

const aBill = (over: Partial<BillRecord> = {}): BillRecord => ({ accountId: 1, billingDate: '2026-04-01', effect: '{}', total: '930.00', state: 'owed', failedCycles: 0, nextTryCycle: 10, ...over });

it('owes bills by account, the oldest first, until they are paid', async () => {
  const file = await testDataFile((made, tx) => {
    for (const id of [1, 2]) made.accounts.insertTx(tx, anAccount({ primary: id === 1 }));
    for (const bill of [aBill({ billingDate: '2026-05-01' }), aBill(), aBill({ accountId: 2 })]) made.bills.insertTx(tx, bill);
  });
  expect(file.bills.owedBy(1)).toEqual([aBill(), aBill({ billingDate: '2026-05-01' })]);
  expect(file.bills.owed().map(({ accountId, billingDate }) => `${accountId} ${billingDate}`)).toEqual(['1 2026-04-01', '1 2026-05-01', '2 2026-04-01']);
  file.write((tx) => { file.bills.setPaidTx(tx, 1, '2026-04-01'); });
  expect(file.bills.byDate(1, '2026-04-01')).toEqual(aBill({ state: 'paid' }));
  expect(file.bills.owedBy(1).map(({ billingDate }) => billingDate)).toEqual(['2026-05-01']);
  expect(() => { file.write((tx) => { file.bills.setPaidTx(tx, 1, '2026-04-01'); }); }).toThrow('no such owed bill');
  expect(() => { file.write((tx) => { file.bills.insertTx(tx, aBill()); }); }).toThrow('UNIQUE');
  file.close();
});

it('keeps when the next try may be', async () => {
  const file = await testDataFile((made, tx) => {
    made.accounts.insertTx(tx, anAccount());
    made.bills.insertTx(tx, aBill());
    made.bills.insertTx(tx, aBill({ billingDate: '2026-05-01', failedCycles: 4 }));
  });
  file.write((tx) => { file.bills.setRetryTx(tx, 1, '2026-04-01', { failedCycles: 1, nextTryCycle: 11 }); });
  file.write((tx) => { file.bills.setRetriesTx(tx, 1, 4, { failedCycles: 0, nextTryCycle: 20 }); });
  expect(file.bills.owedBy(1).map(({ failedCycles, nextTryCycle }) => [failedCycles, nextTryCycle])).toEqual([[1, 11], [0, 20]]);
  file.close();
});

it('remembers how far automatic charging has come, in one row', async () => {
  const file = await testDataFile();
  expect(file.automaticCharging.progress()).toBeNull();
  for (const progress of [{ highestCycle: 5, lastSeenAt: 1000, asked: false }, { highestCycle: 6, lastSeenAt: 2000, asked: true }]) {
    file.write((tx) => { file.automaticCharging.saveTx(tx, progress); });
    expect(file.automaticCharging.progress()).toEqual(progress);
  }
  file.close();
});

it('puts funding sources in any order, and takes them out of use', async () => {
  const file = await testDataFile((made, tx) => {
    made.accounts.insertTx(tx, anAccount());
    for (const position of [1, 2, 3]) made.fundingSources.insertTx(tx, aFundingSource({ position }));
  });
  file.write((tx) => { file.fundingSources.setOrderTx(tx, [3, 1, 2]); });
  expect(file.fundingSources.byAccount(1).map(({ id }) => id)).toEqual([3, 1, 2]);
  file.write((tx) => { file.fundingSources.removeTx(tx, 1, 5000); });
  expect(file.fundingSources.byAccount(1).map(({ id }) => id)).toEqual([3, 2]);
  expect(file.fundingSources.byId(1)?.lastFour).toBe('4242');
  expect(() => { file.write((tx) => { file.fundingSources.removeTx(tx, 1, 6000); }); }).toThrow('no such funding source');
  file.close();
});
