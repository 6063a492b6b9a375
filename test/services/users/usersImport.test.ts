import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../../shared/contracts/index.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { startTestCompany } from '../../support/signedInCompany.ts';
import { accept } from '../data/buying.ts';
import { importFile, refusedFile, sendFile } from '../imports/sendFile.ts';

let app: TestApplication;

beforeAll(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
  // Alice shall be the only administrator.
  const { id, firstName, lastName, email, account } = await userNamed('Ingrid Solheimer');
  await app.call('users.edit', { userId: id, firstName, lastName, email, accountId: account.id, groupId: null });
});
afterAll(() => app.end());

const HEADER = 'email,first name,last name,account,active,licenses\n';
const hash = (): string => contentHash(`${app.folder}/demonstration.billing`);
async function userNamed(text: string): Promise<Output<'users.page'>['users'][number]> {
  const [user] = (await app.call('users.page', { filter: { text }, limit: 1 })).users;
  if (user === undefined) throw new Error(`There is no user ${text}`);
  return user;
}

describe('lines that are rejected, each with its reason', () => {
  test.each([
    ['a duplicate e-mail in the file', 'a@x.example,A,B,Headquarters,,\nA@X.example,A,B,Headquarters,,\n', 3, 'The e-mail address is that of line 2 too.'],
    ['no e-mail', ',A,B,Headquarters,,\n', 2, 'The e-mail address is empty.'],
    ['an empty name', 'a@x.example,,B,Headquarters,,\n', 2, 'The first name is empty.'],
    ['an unknown account', 'a@x.example,A,B,Nowhere,,\n', 2, 'There is no billing account named “Nowhere”.'],
    ['an unknown license', 'a@x.example,A,B,Headquarters,,CRM; Hovercraft\n', 2, 'There is no license type named “Hovercraft”.'],
    ['neither yes nor no', 'a@x.example,A,B,Headquarters,perhaps,\n', 2, '“perhaps” is neither yes nor no.'],
    ['a formula in a name', 'a@x.example,=1+1,B,Headquarters,,\n', 2, 'The first name must not begin with =, +, - or @, which a spreadsheet would calculate.'],
    ['a guarded formula in a name', "a@x.example,A,'@SUM(A1),Headquarters,,\n", 2, 'The last name must not begin with =, +, - or @, which a spreadsheet would calculate.'],
    ['a tab before a name', 'a@x.example,"\tA",B,Headquarters,,\n', 2, 'The first name must not begin with =, +, - or @, which a spreadsheet would calculate.'],
    ['a card number in the address', '4242424242424242@x.example,A,B,Headquarters,,\n', 2, 'The e-mail address looks like a full card number, which is kept nowhere.'],
    ['a card number', 'a@x.example,A,4111111111111111,Headquarters,,\n', 2, 'The last name looks like a full card number, which is kept nowhere.'],
    ['a license without CRM', 'a@x.example,A,B,Headquarters,,PowerDialer\n', 2, 'PowerDialer needs CRM, which is not among the licenses.'],
    ['CRM-View Only beside another', 'a@x.example,A,B,Headquarters,,CRM; CRM-View Only\n', 2, 'CRM-View Only excludes every other license.'],
    ['an inactive holder', 'a@x.example,A,B,Headquarters,no,CRM\n', 2, 'An inactive user can hold no license.'],
    ['the last administrator', 'alice.brown@company-x.example,Alice,Brown,Headquarters,no,\n', 2, 'This would deactivate the last Billing Administrator.'],
  ])('%s', async (_name, lines, line, reason) => {
    const before = hash();
    const { importId, dryRun } = await sendFile(app, HEADER + lines);
    expect(dryRun.rejected).toEqual([{ line, reason }]);
    await app.refused('import.apply', { importId, commandId: randomUUID() });
    expect(hash()).toBe(before);
  });

  test('the first line above the units paid for, and those after it', async () => {
    const remote = (await app.call('summary.accounts', {})).accounts.find(({ name }) => name === 'Remote Office');
    const view = await app.call('billingManager.view', { accountId: remote?.id ?? 0 });
    const crm = view.licenses.find(({ type }) => type === 'crm');
    if (crm === undefined) throw new Error('There is no CRM license');
    // A cut already scheduled counts.
    const units = Math.min(crm.quantity, crm.scheduledQuantity ?? crm.quantity);
    const free = units - crm.assigned;
    const lines = Array.from({ length: free + 2 }, (_, index) => `n${index}@x.example,N,Number${index},Remote Office,,CRM\n`).join('');
    const { dryRun } = await sendFile(app, HEADER + lines);
    expect(dryRun.rejected.map(({ line }) => line)).toEqual([free + 2, free + 3]);
    expect(dryRun.rejected[0]?.reason).toBe(`CRM would be held by ${units + 1} users of Remote Office, more than are paid for.`);
    expect(dryRun).toMatchObject({ added: free, rejectedCount: 2 });
    expect(dryRun.notes).toEqual(['Remote Office: 2 CRM licenses more would be needed than are paid for. Buy them in its Billing Manager first.']);
  });
});

test('adds, changes and leaves alone, with licenses, in one entry', async () => {
  const ravi = await userNamed('Ravi');
  const aoife = await userNamed('Aoife');
  const file = `${HEADER}ada@x.example,Ada,Novak,Outside Viewers,,\nRAVI.chandragate@company-x.example,Ravi,Chandra,Headquarters,,CRM;PowerDialer;Flex Port\n${aoife.email},Aoife,O'Brannigard,headquarters,yes,\n`;
  const { importId, dryRun } = await sendFile(app, file);
  expect(dryRun).toMatchObject({ rows: 3, added: 1, changed: 1, unchanged: 1, rejectedCount: 0, notes: [] });
  await app.call('import.apply', { importId, commandId: randomUUID() });

  expect(await userNamed('ada@x.example')).toMatchObject({ firstName: 'Ada', active: true, licenses: [], account: { name: 'Outside Viewers' } });
  expect(await userNamed('Ravi')).toMatchObject({ id: ravi.id, email: ravi.email, lastName: 'Chandra', licenses: ['crm', 'powerDialer', 'flexPort'] });
  const { entries } = await app.call('activity.page', { limit: 1 });
  expect(entries[0]).toMatchObject({
    who: 'Alice Brown',
    what: 'Imported users from file.csv: 1 added, 1 changed',
    changes: [
      { label: 'Ada Novak', before: null, after: 'ada@x.example, Outside Viewers' },
      { label: 'Ravi Chandra: last name', before: 'Chandragate', after: 'Chandra' },
      { label: 'Ravi Chandra: licenses', before: 'CRM, PowerDialer, ResponseLoop', after: 'CRM, PowerDialer, Flex Port' },
    ],
  });
});

test('who becomes inactive, or leaves the account, gives up the licenses, and the dry run says so', async () => {
  const user = await userNamed('Farah');
  expect(user.licenses).not.toEqual([]);
  const file = `${HEADER}${user.email},Farah,Rahmanshire,Remote Office,,\n`;
  expect((await sendFile(app, file)).dryRun.notes).toEqual(['1 user gives up licenses, because they become inactive or leave their billing account. What is paid for stays.']);
  await importFile(app, file);
  expect(await userNamed('Farah')).toMatchObject({ account: { name: 'Remote Office' }, licenses: [] });
});

test('takes and gives in one file are counted together', async () => {
  const headquarters = (await app.call('summary.accounts', {})).accounts.find(({ name }) => name === 'Headquarters');
  const view = await app.call('billingManager.view', { accountId: headquarters?.id ?? 0 });
  const loop = view.licenses.find(({ type }) => type === 'responseLoop');
  const holders = view.holders.filter(({ licenses }) => licenses.includes('responseLoop'));
  const others = view.holders.filter(({ active, licenses }) => active && licenses.includes('crm') && !licenses.includes('responseLoop')).slice(0, loop?.quantity ?? 0);
  const line = (holder: (typeof holders)[number], licenses: string): string => `${holder.email},${holder.firstName},${holder.lastName},Headquarters,,${licenses}\n`;
  const file = HEADER + others.map((each) => line(each, 'CRM;ResponseLoop')).join('') + holders.map((each) => line(each, 'CRM')).join('');
  expect((await sendFile(app, file)).dryRun).toMatchObject({ changed: others.length + holders.length, rejectedCount: 0 });
});

test('without the right to assign, a file may not have the column', async () => {
  const alice = await userNamed('Alice Brown');
  const samuel = await userNamed('Samuel');
  const { groupId } = await app.call('groups.add', { commandId: randomUUID(), name: 'User managers', capabilities: ['viewBilling', 'manageUsers'] });
  await app.call('users.edit', { userId: samuel.id, firstName: 'Samuel', lastName: samuel.lastName, email: samuel.email, accountId: samuel.account.id, groupId: 1 });
  await app.call('users.edit', { userId: alice.id, firstName: 'Alice', lastName: 'Brown', email: alice.email, accountId: alice.account.id, groupId });
  expect(await refusedFile(app, HEADER)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect((await sendFile(app, 'email,first name,last name,account\nb@x.example,B,B,Headquarters\n')).dryRun.added).toBe(1);
});

test('a line with two faults is one line that is rejected', async () => {
  const company = await startTestCompany();
  await company.app.call('funding.add', { commandId: randomUUID(), accountId: company.accountId, firstName: 'Ann', lastName: 'Berg', source: { kind: 'bank', institution: 'First Bank', lastFour: '4242' } });
  // The payment is pending, and so are its licenses: none is free, and none can be given before it is settled.
  await company.app.call('billingManager.accept', await accept(company.app, company.accountId, { quantities: { crm: 1 } }));
  const { dryRun } = await sendFile(company.app, 'email,first name,last name,account,licenses\nbob@acme.example,Bob,Stone,Main account,CRM\n');
  expect(dryRun).toMatchObject({ rejectedCount: 1, rejected: [{ line: 2 }] });
  await company.app.end();
});
