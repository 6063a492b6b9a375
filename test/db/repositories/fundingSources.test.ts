import { expect, it } from 'vitest';
import { aFundingSource, anAccount } from '../../support/builders.ts';
import { runSql, testDataFile } from '../../support/testDatabase.ts';

it('lists sources in their order without the removed, which are still found by id', async () => {
  const bank = aFundingSource({ position: 1, kind: 'bank', institution: 'First Bank', lastFour: '0007', expires: null });
  const file = await testDataFile((made, tx) => {
    for (const primary of [true, false]) made.accounts.insertTx(tx, anAccount({ primary }));
    made.fundingSources.insertTx(tx, aFundingSource({ position: 3 }));
    made.fundingSources.insertTx(tx, bank);
    made.fundingSources.insertTx(tx, aFundingSource({ position: 2, lastFour: '1111' }));
    made.fundingSources.insertTx(tx, aFundingSource({ accountId: 2 }));
  });
  runSql(file.path, "update funding_sources set removed_at = 1 where last_four = '1111'");
  expect(file.fundingSources.byAccount(1).map(({ id }) => id)).toEqual([2, 1]);
  expect(file.fundingSources.all().map(({ id }) => id)).toEqual([2, 1, 4]);
  expect(file.fundingSources.byId(2)).toEqual({ ...bank, id: 2, refused: false });
  expect(file.fundingSources.byId(3)?.lastFour).toBe('1111');
  expect(file.fundingSources.byId(9)).toBeNull();
  file.close();
});

it('marks a source as refused', async () => {
  const file = await testDataFile();
  file.write((tx) => {
    file.fundingSources.setRefusedTx(tx, 1);
    expect(() => { file.fundingSources.setRefusedTx(tx, 9); }).toThrow('no such funding source');
  });
  expect(file.fundingSources.byId(1)?.refused).toBe(true);
  file.close();
});
