import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../shared/contracts/index.ts';
import { BILLING_ADMINISTRATOR, LICENSE_MANAGER } from '../../../shared/values/capabilities.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';

type Listed = Output<'users.page'>['users'][number];
type Details = Input<'users.add'>;

let app: TestApplication;
let accountIds: ReadonlyMap<string, number>;

beforeAll(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
  const { accounts } = await app.call('summary.accounts', {});
  accountIds = new Map(accounts.map(({ id, name }) => [name, id]));
  // Alice shall be the only administrator.
  const ingrid = await userNamed('Ingrid Solheimer');
  await app.call('users.edit', { userId: ingrid.id, ...editOf(ingrid, { groupId: null }) });
});
afterAll(() => app.end());

const account = (name: string): number => {
  const id = accountIds.get(name);
  if (id === undefined) throw new Error(`There is no account ${name}`);
  return id;
};
const hash = (): string => contentHash(`${app.folder}/demonstration.billing`);
const page = (filter: Input<'users.page'>['filter'] = {}): Promise<Output<'users.page'>> => app.call('users.page', { filter, limit: 200 });
async function userNamed(text: string): Promise<Listed> {
  const [user] = (await page({ text })).users;
  if (user === undefined) throw new Error(`There is no user ${text}`);
  return user;
}
async function newest() {
  const { entries } = await app.call('activity.page', { limit: 1 });
  return entries[0];
}
async function revision(name: string): Promise<number> {
  return (await app.call('billingManager.view', { accountId: account(name) })).account.revision;
}
const details = (changes: Partial<Details> = {}): Details => ({
  firstName: 'Vera',
  lastName: 'Novak',
  email: 'vera.novak@company-x.example',
  accountId: account('Headquarters'),
  groupId: null,
  ...changes,
});
const editOf = ({ firstName, lastName, email, account: { id }, group }: Listed, changes: Partial<Details> = {}): Details => ({ firstName, lastName, email, accountId: id, groupId: group?.id ?? null, ...changes });

describe('the list', () => {
  test('comes in windows by name, without a gap and without a repetition', async () => {
    const all = await page();
    expect(all.users).toHaveLength(all.count);
    const collected: Listed[] = [];
    for (let more = true; more;) {
      const after = collected.at(-1)?.id;
      const window = await app.call('users.page', { filter: {}, limit: 7, ...(after === undefined ? {} : { after }) });
      expect(window.count).toBe(all.count);
      collected.push(...window.users);
      more = window.more;
    }
    expect(collected.map(({ id }) => id)).toEqual(all.users.map(({ id }) => id));
    expect(await app.refused('users.page', { filter: {}, limit: 201 })).toMatchObject({ code: 'BAD_INPUT', path: '/limit' });
  });

  test('is filtered by account, state, license, no base license, and text', async () => {
    const { users } = await page();
    const ids = (list: readonly Listed[]): number[] => list.map(({ id }) => id);
    expect(ids((await page({ accountId: account('Remote Office') })).users)).toEqual(ids(users.filter((user) => user.account.name === 'Remote Office')));
    expect(ids((await page({ active: false })).users)).toEqual(ids(users.filter(({ active }) => !active)));
    expect(ids((await page({ license: 'fax' })).users)).toEqual(ids(users.filter(({ licenses }) => licenses.includes('fax'))));
    expect(ids((await page({ license: 'noBase', active: true })).users)).toEqual(ids(users.filter(({ active, licenses }) => active && !licenses.some((type) => type === 'crm' || type === 'crmView'))));
    expect((await page({ text: "O'BRANN" })).users.map(({ lastName }) => lastName)).toEqual(["O'Brannigard"]);
    expect((await page({ text: '%' })).count).toBe(0);
  });

  test('tells what each can use, and whom the ELF skips', async () => {
    expect(await userNamed('Graciela Montoverde')).toMatchObject({ licenses: ['crm', 'powerDialer', 'flexPort', 'inbound'], tools: ['powerDialer', 'voicemailDrop', 'jabberDog', 'inbound', 'blend'], skippedByElf: true });
    expect(await userNamed('Alice Brown')).toMatchObject({ tools: [], skippedByElf: false });
    expect(await userNamed('Conrad Ledgerwell')).toMatchObject({ licenses: ['crmView'], tools: [], skippedByElf: true });
    expect(await userNamed('Bertram Hollowick')).toMatchObject({ active: false, licenses: [], tools: [] });
  });
});

describe('changes', () => {
  test('adding a user leaves an entry, and the account grows a revision', async () => {
    const before = await revision('Headquarters');
    const { userId } = await app.call('users.add', details({ firstName: '  Ada ', email: 'ada@company-x.example' }));
    expect(await userNamed('ada@company-x.example')).toMatchObject({ id: userId, firstName: 'Ada', active: true, licenses: [], group: null });
    expect(await newest()).toMatchObject({ who: 'Alice Brown', what: 'Added the user Ada Novak', accountName: 'Headquarters', changes: [
        { label: 'E-mail', before: null, after: 'ada@company-x.example' },
        { label: 'Billing account', before: null, after: 'Headquarters' },
      ] });
    expect(await revision('Headquarters')).toBe(before + 1);
  });

  test('editing tells before and after; saving what is there already leaves no trace', async () => {
    const user = await userNamed('Ravi');
    expect(await app.call('users.edit', { userId: user.id, ...editOf(user, { lastName: 'Chandra' }) })).toEqual({ changed: 1, freed: 0 });
    expect(await newest()).toMatchObject({ what: 'Changed the user Ravi Chandragate', changes: [{ label: 'Last name', before: 'Chandragate', after: 'Chandra' }] });
    const before = hash();
    expect(await app.call('users.edit', { userId: user.id, ...editOf(user, { lastName: 'Chandra' }) })).toEqual({ changed: 0, freed: 0 });
    expect(hash()).toBe(before);
  });

  test('deactivating gives up the assignments, never the paid quantity; reactivating gives nothing back', async () => {
    const user = await userNamed('Kofi Mensahill');
    const view = () => app.call('billingManager.view', { accountId: user.account.id });
    const before = await view();
    expect(await app.call('users.setActive', { userIds: [user.id], active: false })).toEqual({ changed: 1, freed: 4 });
    const after = await view();
    for (const [index, license] of after.licenses.entries()) {
      const was = before.licenses[index];
      expect(license.quantity).toBe(was?.quantity);
      expect(license.assigned).toBe((was?.assigned ?? 0) - (user.licenses.includes(license.type) ? 1 : 0));
    }
    expect(after.licenses[0]?.paidUnused).toBe((before.licenses[0]?.paidUnused ?? 0) + 1);
    expect(await newest()).toMatchObject({
      what: 'Deactivated Kofi Mensahill',
      changes: [
        { label: 'State', before: 'active', after: 'inactive' },
        { label: 'Licenses', before: 'CRM, PowerDialer, Flex Port, Inbound', after: 'none' },
      ],
    });
    expect(await app.call('users.setActive', { userIds: [user.id], active: true })).toEqual({ changed: 1, freed: 0 });
    expect(await userNamed('Kofi')).toMatchObject({ active: true, licenses: [] });
    expect(await app.call('users.setActive', { userIds: [user.id], active: true })).toEqual({ changed: 0, freed: 0 });
  });

  test('many at once are one entry; who moves gives up the licenses of the old account', async () => {
    const users = (await page({ accountId: account('Remote Office'), active: true })).users.slice(0, 3);
    const held = users.reduce((sum, { licenses }) => sum + licenses.length, 0);
    const revisions = [await revision('Headquarters'), await revision('Remote Office')];
    expect(await app.call('users.move', { userIds: users.map(({ id }) => id), accountId: account('Headquarters') })).toEqual({ changed: 3, freed: held });
    expect(await newest()).toMatchObject({ what: 'Moved 3 users to Headquarters', accountName: null });
    expect([await revision('Headquarters'), await revision('Remote Office')]).toEqual(revisions.map((each) => each + 1));
    expect(await userNamed(users[0]?.email ?? '')).toMatchObject({ account: { name: 'Headquarters' }, licenses: [] });
  });
});

describe('refused, and nothing is changed', () => {
  let before: string;
  beforeEach(() => {
    before = hash();
  });
  afterEach(() => {
    expect(hash()).toBe(before);
  });

  test.each([
    ['an e-mail address in use, in other letters', { email: 'ALICE.BROWN@company-x.example' }, 'ALREADY_USED', '/email'],
    ['no e-mail address', { email: 'nobody' }, 'BAD_INPUT', '/email'],
    ['an empty name', { firstName: '   ' }, 'BAD_INPUT', '/firstName'],
    ['a formula as a name', { lastName: '=HYPERLINK("http://x","y")' }, 'BAD_INPUT', '/lastName'],
    ['a formula after a plus', { firstName: '+1' }, 'BAD_INPUT', '/firstName'],
    ['a formula after an at sign', { firstName: '@SUM(A1)' }, 'BAD_INPUT', '/firstName'],
    ['a formula after a minus', { firstName: '-2+3' }, 'BAD_INPUT', '/firstName'],
    ['a tab before a name', { firstName: '\tAnn' }, 'BAD_INPUT', '/firstName'],
    ['a name of two lines', { firstName: 'Ann\nBo' }, 'BAD_INPUT', '/firstName'],
    ['a card number as an e-mail address', { email: '4242424242424242@x.example' }, 'CARD_NUMBER', '/email'],
    ['a card number as a name', { lastName: '4111 1111 1111 1111' }, 'CARD_NUMBER', '/lastName'],
    ['an unknown account', { accountId: 999 }, 'NOT_FOUND', '/accountId'],
    ['an unknown group', { groupId: 999 }, 'NOT_FOUND', '/groupId'],
  ])('%s', async (_name, changes, code, path) => {
    expect(await app.refused('users.add', details({ email: 'other@company-x.example', ...changes }))).toMatchObject({ code, path });
    const user = await userNamed('Ravi');
    expect(await app.refused('users.edit', { userId: user.id, ...editOf(user, changes) })).toMatchObject({ code, path });
  });

  test('taking the last Billing Administrator away: deactivated, out of the group, into another', async () => {
    const alice = await userNamed('Alice Brown');
    expect(await app.refused('users.setActive', { userIds: [alice.id], active: false })).toMatchObject({ code: 'LAST_ADMINISTRATOR', path: '/userIds' });
    for (const groupId of [null, LICENSE_MANAGER.id]) {
      expect(await app.refused('users.edit', { userId: alice.id, ...editOf(alice, { groupId }) })).toMatchObject({ code: 'LAST_ADMINISTRATOR', path: '/groupId' });
    }
  });

  test('the same user twice', async () => {
    const { id } = await userNamed('Ravi');
    for (const route of ['users.setActive', 'users.move'] as const) {
      const change = route === 'users.move' ? { accountId: account('Remote Office') } : { active: false };
      expect(await app.refused(route, { userIds: [id, id], ...change })).toMatchObject({ code: 'BAD_INPUT', path: '/userIds', message: '"userIds" names a user twice.' });
    }
  });

  test('one unknown user among many', async () => {
    const user = await userNamed('Ravi');
    expect(await app.refused('users.setActive', { userIds: [user.id, 12_345], active: false })).toMatchObject({ code: 'NOT_FOUND', path: '/userIds/1' });
  });
});

test('with a second administrator the first may go; nobody grants what they lack', async () => {
  const samuel = await userNamed('Samuel');
  const alice = await userNamed('Alice Brown');
  const { groupId } = await app.call('groups.add', { commandId: crypto.randomUUID(), name: 'User managers', capabilities: ['viewBilling', 'manageUsers'] });
  await app.call('users.edit', { userId: samuel.id, ...editOf(samuel, { groupId: BILLING_ADMINISTRATOR.id }) });
  await app.call('users.edit', { userId: alice.id, ...editOf(alice, { groupId }) });

  // Alice is still at the screen, now with less.
  const before = hash();
  expect(await app.call('users.grantableGroups', {})).toEqual({ groups: [{ id: groupId, name: 'User managers' }] });
  expect(await app.refused('users.edit', { userId: alice.id, ...editOf(alice, { groupId: BILLING_ADMINISTRATOR.id }) })).toMatchObject({ code: 'NOT_ALLOWED', path: '/groupId' });
  expect(await app.refused('users.add', details({ groupId: LICENSE_MANAGER.id }))).toMatchObject({ code: 'NOT_ALLOWED', path: '/groupId' });
  expect(hash()).toBe(before);
});
