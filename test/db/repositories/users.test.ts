import { expect, it } from 'vitest';
import { anAccount, aUser } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

it('lists an account\'s people by last name, then first name', async () => {
  const file = await testDataFile((made, tx) => {
    made.accounts.insertTx(tx, anAccount());
    made.accounts.insertTx(tx, anAccount({ primary: false }));
    for (const [index, [firstName, lastName]] of [['Zoe', 'adams'], ['Ann', 'Berg'], ['Abe', 'Adams']].entries()) {
      made.users.insertTx(tx, aUser({ firstName: firstName ?? '', lastName: lastName ?? '', email: `${String(index)}@example.com` }));
    }
    made.users.insertTx(tx, aUser({ accountId: 2, email: 'other@example.com' }));
  });
  expect(file.users.byAccount(1).map(({ firstName }) => firstName)).toEqual(['Abe', 'Zoe', 'Ann']);
  file.close();
});

it('gives back a user as written, or null', async () => {
  const file = await testDataFile();
  expect(file.users.byId(1)).toEqual({ ...aUser(), id: 1 });
  expect(file.users.byId(2)).toBeNull();
  file.close();
});

it('knows the first operator, who is active, and how many are active', async () => {
  const file = await testDataFile((made, tx) => {
    made.accounts.insertTx(tx, anAccount());
  });
  expect(file.users.firstOperator()).toBeNull();
  const [, second] = file.write((tx) => [
    file.users.insertTx(tx, aUser({ email: 'a@example.com', active: false })),
    file.users.insertTx(tx, aUser({ email: 'b@example.com' })),
    file.users.insertTx(tx, aUser({ email: 'c@example.com' })),
  ]);
  expect(file.users.firstOperator()?.id).toBe(second);
  expect(file.users.activeCount()).toBe(2);
  file.close();
});

it('finds the active users who hold no base license', async () => {
  const file = await testDataFile((made, tx) => {
    made.accounts.insertTx(tx, anAccount());
    const add = (email: string, active = true): number => made.users.insertTx(tx, aUser({ email, active }));
    made.licenses.assignTx(tx, add('crm@example.com'), 'crm');
    made.licenses.assignTx(tx, add('view@example.com'), 'crmView');
    made.licenses.assignTx(tx, add('fax@example.com'), 'fax');
    add('none@example.com');
    add('gone@example.com', false);
  });
  expect(file.users.withoutBaseLicense().map(({ email }) => email)).toEqual(['fax@example.com', 'none@example.com']);
  file.close();
});
