import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BILLING_VIEWER, CAPABILITIES, LICENSE_MANAGER } from '../../../shared/values/capabilities.ts';
import type { Capability } from '../../../shared/values/capabilities.ts';
import { emailOf, startTestCompany } from '../../support/signedInCompany.ts';
import type { TestCompany } from '../../support/signedInCompany.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { sendFile } from '../imports/sendFile.ts';

/** An own group of someone who manages users, and may do little else. */
const OFFICE: Capability[] = ['viewBilling', 'assignLicenses', 'manageUsers'];

let company: TestCompany;
let app: TestCompany['app'];

beforeEach(async () => {
  company = await startTestCompany();
  ({ app } = company);
});
afterEach(() => app.end());

const add = (name: string, capabilities: Capability[] = ['viewBilling']) => app.call('groups.add', { commandId: randomUUID(), name, capabilities });

async function group(id: number) {
  const { groups } = await app.call('groups.list', {});
  const found = groups.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no group ${id}`);
  return found;
}

/** What is refused must leave the file as it was. */
async function refused(route: string, input: unknown) {
  const before = contentHash(company.path);
  const { code, path } = await app.refused(route, input);
  expect(contentHash(company.path)).toBe(before);
  return { code, path };
}

test('a file begins with the three shipped groups, which never change', async () => {
  const { groups, grantable } = await app.call('groups.list', {});
  expect(groups.map(({ name, shipped, capabilities }) => ({ name, shipped, capabilities }))).toEqual([
    { name: 'Billing Administrator', shipped: true, capabilities: [...CAPABILITIES] },
    { name: 'License Manager', shipped: true, capabilities: ['viewBilling', 'makeScenarios', 'assignLicenses'] },
    { name: 'Billing Viewer', shipped: true, capabilities: ['viewBilling', 'makeScenarios'] },
  ]);
  expect(groups[0]?.members).toMatchObject([{ firstName: 'Ann', active: true, hasPassword: true, resetPassword: { may: false, reason: 'yourself' } }]);
  expect(groups.map(({ change, remove }) => [change, remove])).toEqual(
    groups.map(() => [expect.objectContaining({ may: false, reason: 'shipped' }), expect.objectContaining({ may: false, reason: 'shipped' })]),
  );
  expect(grantable).toEqual([...CAPABILITIES]);
  for (const groupId of [1, 2, 3]) {
    expect(await refused('groups.change', { groupId, name: 'Mine', capabilities: [] })).toEqual({ code: 'NOT_ALLOWED', path: '/groupId' });
    expect(await refused('groups.remove', { groupId })).toEqual({ code: 'NOT_ALLOWED', path: '/groupId' });
  }
});

test('a group is added, renamed, changed and removed, each with who did it and what was before', async () => {
  const { groupId } = await add('  Bookkeepers ', ['manageFundingSources', 'viewBilling']);
  expect(await group(groupId)).toMatchObject({ name: 'Bookkeepers', shipped: false, capabilities: ['viewBilling', 'manageFundingSources'], change: { may: true }, remove: { may: true } });
  await app.call('groups.change', { groupId, name: 'Accounting', capabilities: ['viewBilling', 'buyMinutes'] });
  expect(await group(groupId)).toMatchObject({ name: 'Accounting', capabilities: ['viewBilling', 'buyMinutes'] });
  await app.call('groups.change', { groupId, name: 'accounting', capabilities: [] });
  await app.call('groups.remove', { groupId });
  expect((await app.call('groups.list', {})).groups).toHaveLength(3);

  const { entries } = await app.call('activity.page', { limit: 4 });
  expect(entries.map(({ who, what }) => `${who}: ${what}`)).toEqual([
    'Ann Berg: Removed the permission group accounting',
    'Ann Berg: Changed the permission group Accounting',
    'Ann Berg: Changed the permission group Bookkeepers',
    'Ann Berg: Added the permission group Bookkeepers',
  ]);
  expect(entries[2]?.changes).toEqual([
    { label: 'Name', before: 'Bookkeepers', after: 'Accounting' },
    { label: 'Buy minutes, recharge settings, enter usage', before: 'not allowed', after: 'allowed' },
    { label: 'Manage funding sources', before: 'allowed', after: 'not allowed' },
  ]);
});

test('a change that changes nothing leaves no entry; the same wish twice makes one group', async () => {
  const input = { commandId: randomUUID(), name: 'Office', capabilities: OFFICE };
  const { groupId } = await app.call('groups.add', input);
  expect(await app.call('groups.add', input)).toEqual({ groupId });
  expect(await refused('groups.add', { ...input, name: 'Another' })).toEqual({ code: 'COMMAND_REUSED', path: '/commandId' });
  const before = contentHash(company.path);
  await app.call('groups.change', { groupId, name: 'Office', capabilities: OFFICE.toReversed() });
  expect(contentHash(company.path)).toBe(before);
});

test.each([
  { what: 'no name', input: { name: '   ', capabilities: [] }, code: 'BAD_INPUT', path: '/name' },
  { what: 'a name of another group, in other letters', input: { name: 'BILLING viewer', capabilities: [] }, code: 'ALREADY_USED', path: '/name' },
  { what: 'a name too long', input: { name: 'x'.repeat(61), capabilities: [] }, code: 'BAD_INPUT', path: '/name' },
  { what: 'a capability that there is not', input: { name: 'X', capabilities: ['viewBilling', 'everything'] }, code: 'BAD_INPUT', path: '/capabilities/1' },
  { what: 'a capability twice', input: { name: 'X', capabilities: ['viewBilling', 'viewBilling'] }, code: 'BAD_INPUT', path: '/capabilities' },
  { what: 'a key too many', input: { name: 'X', capabilities: [], shipped: true }, code: 'BAD_INPUT', path: '/shipped' },
])('a group with $what is refused', async ({ input, code, path }) => {
  expect(await refused('groups.add', { commandId: randomUUID(), ...input })).toEqual({ code, path });
  const { groupId } = await add('Mine');
  expect(await refused('groups.change', { groupId, ...input })).toEqual({ code, path });
});

test('a group that is not there is not found; one with members, active or not, stays', async () => {
  expect(await refused('groups.change', { groupId: 77, name: 'X', capabilities: [] })).toEqual({ code: 'NOT_FOUND', path: '/groupId' });
  expect(await refused('groups.remove', { groupId: 77 })).toEqual({ code: 'NOT_FOUND', path: '/groupId' });
  const { groupId } = await add('Office');
  const vera = await company.addOperator('Vera', groupId, null);
  expect(await group(groupId)).toMatchObject({ members: [{ userId: vera, hasPassword: false, resetPassword: { may: true } }], remove: { may: false, reason: 'hasMembers' } });
  expect(await refused('groups.remove', { groupId })).toEqual({ code: 'GROUP_IN_USE', path: '/groupId' });
  await app.call('users.setActive', { userIds: [vera], active: false });
  expect(await refused('groups.remove', { groupId })).toEqual({ code: 'GROUP_IN_USE', path: '/groupId' });
});

describe('an operator who manages users and little else', () => {
  let office: number;

  beforeEach(async () => {
    ({ groupId: office } = await add('Office', OFFICE));
    await company.addOperator('Olga', office);
  });

  test('grants nothing they lack', async () => {
    await company.signIn(emailOf('Olga'));
    expect((await app.call('groups.list', {})).grantable).toEqual(OFFICE);
    expect(await refused('groups.add', { commandId: randomUUID(), name: 'X', capabilities: ['viewBilling', 'buyMinutes'] })).toEqual({ code: 'NOT_ALLOWED', path: '/capabilities/1' });
    expect(await refused('groups.change', { groupId: office, name: 'Office', capabilities: [...OFFICE, 'managePrices'] })).toEqual({ code: 'NOT_ALLOWED', path: '/capabilities/3' });
    await add('Helpers', ['viewBilling', 'assignLicenses']);
  });

  test('changes and removes no group that allows what they lack', async () => {
    const { groupId: buyers } = await add('Buyers', ['viewBilling', 'buyMinutes']);
    await company.signIn(emailOf('Olga'));
    expect(await group(buyers)).toMatchObject({ change: { may: false, reason: 'beyondOwn' }, remove: { may: false, reason: 'beyondOwn' } });
    expect(await refused('groups.change', { groupId: buyers, name: 'Buyers', capabilities: [] })).toEqual({ code: 'NOT_ALLOWED', path: '/groupId' });
    expect(await refused('groups.remove', { groupId: buyers })).toEqual({ code: 'NOT_ALLOWED', path: '/groupId' });
  });

  test('puts nobody, themselves included, into a group that allows what they lack', async () => {
    const { userId } = await app.call('users.add', { firstName: 'Paul', lastName: 'Plain', email: emailOf('Paul'), accountId: company.accountId, groupId: null });
    await company.signIn(emailOf('Olga'));
    const paul = { userId, firstName: 'Paul', lastName: 'Plain', email: emailOf('Paul'), accountId: company.accountId };
    expect(await refused('users.edit', { ...paul, groupId: 1 })).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await refused('users.edit', { ...paul, groupId: BILLING_VIEWER.id })).toMatchObject({ code: 'NOT_ALLOWED' });
    await app.call('users.edit', { ...paul, groupId: office });
  });

  test('neither renames, keeps out nor lets in an operator who may do more; moves them like anybody', async () => {
    const { users } = await app.call('users.page', { filter: {}, limit: 200 });
    const administrator = users.find(({ group: own }) => own?.id === 1);
    if (administrator === undefined) throw new Error('There is no administrator');
    const vera = await company.addOperator('Vera', 1);
    await app.call('users.setActive', { userIds: [vera], active: false });
    const { userId: paul } = await app.call('users.add', { firstName: 'Paul', lastName: 'Plain', email: emailOf('Paul'), accountId: company.accountId, groupId: office });
    await company.signIn(emailOf('Olga'));
    const asIs = { userId: administrator.id, firstName: administrator.firstName, lastName: administrator.lastName, email: administrator.email, accountId: company.accountId, groupId: 1 };
    expect(await refused('users.setActive', { userIds: [paul, administrator.id], active: false })).toEqual({ code: 'NOT_ALLOWED', path: '/userIds/1' });
    expect(await refused('users.setActive', { userIds: [vera], active: true })).toEqual({ code: 'NOT_ALLOWED', path: '/userIds/0' });
    for (const change of [{ groupId: null }, { groupId: office }, { email: 'olga.too@company.example' }, { firstName: 'Olga' }, { lastName: 'Too' }]) {
      expect(await refused('users.edit', { ...asIs, ...change })).toEqual({ code: 'NOT_ALLOWED', path: '/userId' });
    }
    const file = `email,first name,last name,account,active\n${administrator.email},Olga,${administrator.lastName},${administrator.account.name},yes\n${emailOf('Vera')},Vera,Operator,${administrator.account.name},yes\n`;
    expect((await sendFile(app, file)).dryRun.rejected.map(({ line, reason }) => [line, reason.includes('your own group does not allow')])).toEqual([[2, true], [3, true]]);
    expect(await app.call('users.edit', asIs)).toEqual({ changed: 0, freed: 0 });
    await app.call('users.move', { userIds: [administrator.id], accountId: company.accountId });
    await app.call('users.setActive', { userIds: [paul], active: false });
    await app.call('users.setActive', { userIds: [paul], active: true });
  });

  test('who loses a capability with a change of their own group loses it at once', async () => {
    await company.signIn(emailOf('Olga'));
    await app.call('groups.change', { groupId: office, name: 'Office', capabilities: ['viewBilling'] });
    expect(await refused('groups.change', { groupId: office, name: 'Office', capabilities: OFFICE })).toMatchObject({ code: 'NOT_ALLOWED', path: '' });
    expect((await app.call('app.state', {})).file?.operator?.capabilities).toEqual(['viewBilling']);
  });
});

test('a viewer sees the groups and nothing to change in them', async () => {
  await company.addOperator('Vera', BILLING_VIEWER.id);
  await company.addOperator('Mark', LICENSE_MANAGER.id);
  await company.signIn(emailOf('Vera'));
  const { add: mayAdd, groups, grantable } = await app.call('groups.list', {});
  expect(mayAdd).toMatchObject({ may: false, reason: 'notAllowed' });
  expect(grantable).toEqual([]);
  for (const each of groups) {
    expect([each.change.may, each.remove.may, ...each.members.map(({ resetPassword }) => resetPassword.may)]).not.toContain(true);
  }
});

test('Activity says into which group a new user was put', async () => {
  await company.addOperator('Vera', LICENSE_MANAGER.id, null);
  expect((await app.call('activity.page', { limit: 1 })).entries[0]).toMatchObject({
    what: 'Added the user Vera Stone',
    changes: [
      { label: 'E-mail', before: null, after: emailOf('Vera') },
      { label: 'Billing account', before: null, after: 'Main account' },
      { label: 'Permission group', before: null, after: 'License Manager' },
    ],
  });
});

test('a card number is no name of a group', async () => {
  const groupId = (await add('Night shift')).groupId;
  expect(await refused('groups.add', { commandId: randomUUID(), name: '4242.4242.4242.4242', capabilities: ['viewBilling'] })).toEqual({ code: 'CARD_NUMBER', path: '/name' });
  expect(await refused('groups.change', { groupId, name: 'Card 4242 4242 4242 4242', capabilities: ['viewBilling'] })).toEqual({ code: 'CARD_NUMBER', path: '/name' });
});
