import { expect, it } from 'vitest';
import { anAccount } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

it('lists the primary account first, the others by name', async () => {
  const file = await testDataFile((made, tx) => {
    for (const name of ['beta', 'Alpha', 'gamma']) made.accounts.insertTx(tx, anAccount({ name, primary: name === 'gamma' }));
  });
  expect(file.accounts.all().map(({ name }) => name)).toEqual(['gamma', 'Alpha', 'beta']);
  file.close();
});

it('keeps every field, money to the cent, at its extremes', async () => {
  const file = await testDataFile(() => undefined);
  const account = anAccount({ name: 'Élan', pastDue: true, autoRecharge: true, leastReserve: '90000000000000.00', leastRecharge: '0.01', billingDay: 31, reserveDays: 0, rechargeDays: 366 });
  const id = file.write((tx) => file.accounts.insertTx(tx, account));
  expect(file.accounts.byId(id)).toEqual({ ...account, id, revision: 0 });
  expect(file.accounts.byId(id + 1)).toBeNull();
  file.close();
});

it('changes period, past due and revision, and throws where the account is missing', async () => {
  const file = await testDataFile();
  file.write((tx) => {
    file.accounts.setPeriodTx(tx, 1, { periodStart: '2026-04-01', nextBillingDate: '2026-05-01' });
    file.accounts.setPastDueTx(tx, 1, true);
    expect(file.accounts.touchTx(tx, 1)).toBe(1);
    expect(file.accounts.touchTx(tx, 1)).toBe(2);
    expect(() => file.accounts.touchTx(tx, 9)).toThrow('no such billing account');
    expect(() => { file.accounts.setPastDueTx(tx, 9, true); }).toThrow('no such billing account');
    expect(() => { file.accounts.setPeriodTx(tx, 9, { periodStart: '2026-04-01', nextBillingDate: '2026-05-01' }); }).toThrow('no such billing account');
  });
  expect(file.accounts.byId(1)).toEqual({ ...anAccount(), id: 1, revision: 2, pastDue: true, periodStart: '2026-04-01', nextBillingDate: '2026-05-01' });
  file.close();
});
