import { expect, it } from 'vitest';
import { anAccount, aUser, NOON } from '../../support/builders.ts';
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

it('knows the active operators of a group, the first ones first, and how many people are active', async () => {
  const file = await testDataFile((made, tx) => {
    made.accounts.insertTx(tx, anAccount());
  });
  expect(file.users.activeInGroup(1)).toEqual([]);
  const [, second, third] = file.write((tx) => [
    file.users.insertTx(tx, aUser({ email: 'a@example.com', active: false })),
    file.users.insertTx(tx, aUser({ email: 'b@example.com', lastName: 'Zorn' })),
    file.users.insertTx(tx, aUser({ email: 'c@example.com', lastName: 'Abel' })),
    file.users.insertTx(tx, aUser({ email: 'd@example.com', groupId: 3 })),
    file.users.insertTx(tx, aUser({ email: 'e@example.com', groupId: null })),
  ]);
  expect(file.users.activeInGroup(1).map(({ id }) => id)).toEqual([second, third]);
  expect(file.users.activeCount()).toBe(4);
  file.close();
});

it('finds a user by e-mail address, in any letters', async () => {
  const file = await testDataFile();
  expect(file.users.byEmail('ANN@Example.com')?.id).toBe(1);
  expect(file.users.byEmail('ann@example.co')).toBeNull();
  file.close();
});

it('keeps credentials apart from the user: none at first', async () => {
  const file = await testDataFile();
  expect(file.users.credentials(1)).toEqual({ passwordHash: null, wrongTries: 0, nextTryAt: 0 });
  const credentials = { passwordHash: 'scrypt:abc', wrongTries: 3, nextTryAt: NOON };
  file.write((tx) => {
    file.users.setCredentialsTx(tx, 1, credentials);
    expect(() => { file.users.setCredentialsTx(tx, 9, credentials); }).toThrow('no such user');
  });
  expect(file.users.credentials(1)).toEqual(credentials);
  expect(file.users.byId(1)).toEqual({ ...aUser(), id: 1 });
  expect(() => file.users.credentials(9)).toThrow('no such user');
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
