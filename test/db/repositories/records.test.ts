import { expect, it } from 'vitest';
import { anActivity, NOON } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

it('gives the newest storage measurement, the later written of two at one moment', async () => {
  const file = await testDataFile();
  expect(file.storage.latest()).toBeNull();
  file.write((tx) => {
    for (const measurement of [{ at: NOON, usedMb: 1900 }, { at: NOON, usedMb: 1901 }, { at: NOON - 1, usedMb: 1 }]) file.storage.insertTx(tx, measurement);
  });
  expect(file.storage.latest()).toEqual({ at: NOON, usedMb: 1901 });
  file.close();
});

it('records activity in its order, newest first, in windows', async () => {
  const file = await testDataFile();
  const bySystem = anActivity({ what: 'Second', operatorId: null, who: 'Billing system', accountId: null, changes: [] });
  file.write((tx) => {
    for (const entry of [anActivity({ what: 'First' }), bySystem, anActivity({ what: 'Third' })]) file.activity.appendTx(tx, entry);
  });
  expect(file.activity.page(null, 2).map(({ sequence, what }) => [sequence, what])).toEqual([[3, 'Third'], [2, 'Second']]);
  const [second, first] = file.activity.page(3, 50);
  expect(second).toEqual({ ...bySystem, sequence: 2, accountName: null, hash: second?.hash });
  expect(first).toEqual({ ...anActivity({ what: 'First' }), sequence: 1, accountName: 'Head office', hash: first?.hash });
  expect(first?.hash).not.toBe(second?.hash);
  file.close();
});

it('keeps a finished command once', async () => {
  const file = await testDataFile();
  const command = { id: 'c-1', route: 'billingManager.accept', inputHash: 'abc', outcome: '{"status":"accepted"}', at: NOON };
  file.write((tx) => { file.commands.insertTx(tx, command); });
  expect(file.commands.byId('c-1')).toEqual(command);
  expect(file.commands.byId('c-2')).toBeNull();
  expect(() => { file.write((tx) => { file.commands.insertTx(tx, command); }); }).toThrow('UNIQUE');
  file.close();
});
