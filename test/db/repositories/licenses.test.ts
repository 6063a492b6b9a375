import { expect, it } from 'vitest';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { aLicense, anAccount, aUser } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

it('lists by account, then in the order of the types, whatever the order of writing', async () => {
  const file = await testDataFile((made, tx) => {
    for (const primary of [true, false]) made.accounts.insertTx(tx, anAccount({ primary }));
    for (const type of LICENSE_TYPES.toReversed()) made.licenses.saveTx(tx, aLicense({ accountId: 2, type }));
    for (const type of ['fax', 'crm'] as const) made.licenses.saveTx(tx, aLicense({ accountId: 1, type }));
  });
  expect(file.licenses.all().map(({ accountId, type }) => [accountId, type])).toEqual([[1, 'crm'], [1, 'fax'], ...LICENSE_TYPES.map((type) => [2, type])]);
  expect(file.licenses.byAccount(2).map(({ type }) => type)).toEqual(LICENSE_TYPES);
  expect(file.licenses.byAccount(3)).toEqual([]);
  file.close();
});

it('keeps every field, and writes the one line of a type anew', async () => {
  const file = await testDataFile();
  for (const license of [
    aLicense({ quantity: 1_000_000_000, minimum: 1_000_000_000, contractPrice: '9000000000.00', paidThisPeriod: 1_000_000_000, scheduledQuantity: 999_999_999 }),
    aLicense({ quantity: 0, contractPrice: '0.000001', paidThisPeriod: 0 }),
  ]) {
    file.write((tx) => { file.licenses.saveTx(tx, license); });
    expect(file.licenses.byAccount(1)).toEqual([license]);
  }
  file.close();
});

it('says who holds what, in the order of the types, and how many active users hold each', async () => {
  const file = await testDataFile((made, tx) => {
    for (const primary of [true, false]) made.accounts.insertTx(tx, anAccount({ primary }));
    const add = (accountId: number, email: string, active = true): number => made.users.insertTx(tx, aUser({ accountId, email, active }));
    for (const type of ['recordingPort', 'fax', 'crm'] as const) made.licenses.assignTx(tx, add(1, `${type}@example.com`), 'crm');
    made.licenses.assignTx(tx, 1, 'recordingPort');
    made.licenses.assignTx(tx, 1, 'powerDialer');
    add(1, 'none@example.com');
    made.licenses.assignTx(tx, add(1, 'gone@example.com', false), 'crm');
    made.licenses.assignTx(tx, add(2, 'other@example.com'), 'crmView');
  });
  expect(file.licenses.holdings(1)).toEqual(new Map([[1, ['crm', 'powerDialer', 'recordingPort']], [2, ['crm']], [3, ['crm']], [4, []], [5, ['crm']]]));
  expect(file.licenses.assignedCounts()).toEqual(
    new Map([
      [1, new Map([['crm', 3], ['powerDialer', 1], ['recordingPort', 1]])],
      [2, new Map([['crmView', 1]])],
    ]),
  );
  file.close();
});

it('takes an assignment back, once', async () => {
  const file = await testDataFile();
  file.write((tx) => {
    file.licenses.unassignTx(tx, 1, 'crm');
    expect(() => { file.licenses.unassignTx(tx, 1, 'crm'); }).toThrow('no such assignment');
  });
  expect(file.licenses.holdings(1)).toEqual(new Map([[1, []]]));
  file.close();
});
