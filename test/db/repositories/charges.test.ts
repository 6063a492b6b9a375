import { expect, it } from 'vitest';
import { aCharge, aFundingSource, anAccount, aReceipt, NOON } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

it('follows a charge from sent to approved with its receipt', async () => {
  const file = await testDataFile();
  const charge = aCharge({ commandId: 'c-1', effect: '{"quantities":{"crm":18}}' });
  file.write((tx) => { file.charges.insertTx(tx, charge); });
  expect(file.charges.byId('charge-1')).toEqual({ ...charge, state: 'sent', reason: null, receiptNumber: null });
  file.write((tx) => { file.charges.setStateTx(tx, 'charge-1', { state: 'beingChecked', reason: 'No answer', at: NOON }); });
  expect(file.charges.openOf(1)).toEqual({ ...charge, state: 'beingChecked', reason: 'No answer', receiptNumber: null });
  file.write((tx) => {
    const receiptNumber = file.receipts.issueTx(tx, aReceipt({ chargeId: 'charge-1' }));
    file.charges.setStateTx(tx, 'charge-1', { state: 'approved', receiptNumber, at: NOON });
  });
  expect(file.charges.byId('charge-1')).toEqual({ ...charge, state: 'approved', reason: null, receiptNumber: 1 });
  expect(file.charges.openOf(1)).toBeNull();
  expect(file.charges.byId('other')).toBeNull();
  file.close();
});

it('lists open charges, oldest first, and allows one an account', async () => {
  const file = await testDataFile((made, tx) => {
    for (const id of [1, 2, 3]) {
      made.accounts.insertTx(tx, anAccount({ primary: id === 1 }));
      made.fundingSources.insertTx(tx, aFundingSource({ accountId: id }));
      made.charges.insertTx(tx, aCharge({ id: `c${String(id)}`, accountId: id, createdAt: NOON - id }));
    }
    made.charges.setStateTx(tx, 'c2', { state: 'declined', at: NOON });
    made.charges.setStateTx(tx, 'c3', { state: 'pending', at: NOON });
  });
  expect(file.charges.open().map(({ id }) => id)).toEqual(['c3', 'c1']);
  expect(() => { file.write((tx) => { file.charges.insertTx(tx, aCharge({ id: 'again' })); }); }).toThrow('UNIQUE');
  file.write((tx) => { file.charges.insertTx(tx, aCharge({ id: 'after', accountId: 2 })); });
  expect(() => { file.write((tx) => { file.charges.setStateTx(tx, 'none', { state: 'declined', at: NOON }); }); }).toThrow('no such charge');
  file.close();
});

it('lets one charge pay for one receipt', async () => {
  const file = await testDataFile();
  file.write((tx) => {
    file.charges.insertTx(tx, aCharge());
    file.receipts.issueTx(tx, aReceipt({ chargeId: 'charge-1' }));
  });
  expect(() => file.write((tx) => file.receipts.issueTx(tx, aReceipt({ chargeId: 'charge-1' })))).toThrow('receipts.charge_id');
  file.close();
});
