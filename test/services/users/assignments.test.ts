import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../shared/contracts/index.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { importFile } from '../imports/sendFile.ts';

type View = Output<'billingManager.view'>;
type Draft = Input<'billingManager.accept'>['draft'];

let app: TestApplication;
let accountId: number;

beforeAll(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
  const { users } = await app.call('users.page', { filter: { text: 'Alice Brown' }, limit: 1 });
  accountId = users[0]?.account.id ?? 0;
});
afterAll(() => app.end());

const hash = (): string => contentHash(`${app.folder}/demonstration.billing`);
const view = (): Promise<View> => app.call('billingManager.view', { accountId });
const preview = (draft: Draft): Promise<Output<'billingManager.preview'>> => app.call('billingManager.preview', { accountId, draft });
async function idOf(name: string): Promise<number> {
  const found = (await view()).holders.find(({ firstName, lastName }) => `${firstName} ${lastName}` === name);
  if (found === undefined) throw new Error(`${name} is not there`);
  return found.userId;
}
async function acceptInput(draft: Draft): Promise<Input<'billingManager.accept'>> {
  const { account, fundingSources } = await view();
  const [source] = fundingSources;
  return { commandId: randomUUID(), accountId, revision: account.revision, draft, firstName: 'Alice', lastName: 'Brown', ...(source === undefined ? {} : { fundingSourceId: source.id }) };
}
const given = (userId: number, type: LicenseType, assigned = true) => ({ userId, type, assigned });

describe('assignments in one Accept', () => {
  test('without a charge: no receipt, one entry, and both counts move', async () => {
    const ravi = await idOf('Ravi Chandragate');
    const before = await view();
    const draft = { assignments: [given(ravi, 'flexPort'), given(ravi, 'responseLoop', false)] };
    const seen = await preview(draft);
    expect(seen).toMatchObject({ assignmentChanges: 2, problems: [], chargedNow: { lines: [], total: '0.00' } });
    expect(await app.call('billingManager.accept', await acceptInput(draft))).toEqual({ status: 'accepted', receiptNumber: null, total: '0.00' });
    const after = await view();
    for (const { type, assigned, paidUnused } of seen.assigned) expect(after.licenses.find((license) => license.type === type)).toMatchObject({ assigned, paidUnused });
    expect(after.account.revision).toBe(before.account.revision + 1);
    const { entries } = await app.call('activity.page', { limit: 1 });
    expect(entries[0]).toMatchObject({
      what: 'Changed license assignments',
      changeCount: 2,
      changes: [
        { label: 'Ravi Chandragate: Flex Port', before: 'not assigned', after: 'assigned' },
        { label: 'Ravi Chandragate: ResponseLoop', before: 'assigned', after: 'not assigned' },
      ],
    });
  });

  test('a shortage says what to buy, and buying it in the same draft settles it', async () => {
    const { licenses, holders } = await view();
    const loop = licenses.find(({ type }) => type === 'responseLoop');
    if (loop === undefined) throw new Error('There is no ResponseLoop');
    const others = holders.filter(({ active, licenses: held }) => active && held.includes('crm') && !held.includes('responseLoop') && !held.includes('inbound')).map(({ userId }) => given(userId, 'responseLoop'));
    const wanted = loop.assigned + others.length;
    const seen = await preview({ assignments: others });
    expect(seen.assigned.find(({ type }) => type === 'responseLoop')).toEqual({ type: 'responseLoop', assigned: wanted, quantity: loop.quantity, short: wanted - loop.quantity, free: 0, paidUnused: 0 });
    expect(seen.problems).toMatchObject([{ code: 'ASSIGNED_ABOVE_QUANTITY', path: '/draft/assignments', details: { type: 'responseLoop', quantityNeeded: wanted } }]);

    const before = hash();
    expect(await app.refused('billingManager.accept', await acceptInput({ assignments: others }))).toMatchObject({ code: 'ASSIGNED_ABOVE_QUANTITY' });
    expect(hash()).toBe(before);

    const both = { assignments: others, quantities: { responseLoop: wanted } };
    expect((await preview(both)).problems).toEqual([]);
    expect(await app.call('billingManager.accept', await acceptInput(both))).toMatchObject({ status: 'accepted' });
    expect((await view()).licenses.find(({ type }) => type === 'responseLoop')).toMatchObject({ quantity: wanted, assigned: wanted, paidUnused: 0 });
  });

  test('pooled types may be held by more than are paid for', async () => {
    const { holders } = await view();
    const everyone = holders.filter(({ active, licenses }) => active && licenses.includes('crm')).map(({ userId }) => given(userId, 'inbound'));
    const seen = await preview({ assignments: everyone });
    expect(seen.problems).toEqual([]);
    expect(seen.assigned.find(({ type }) => type === 'inbound')).toMatchObject({ assigned: everyone.length, short: 0, free: null, paidUnused: null });
  });
});

describe('refused at the cell, and nothing is changed', () => {
  test.each([
    ['taking CRM lists what depends on it', 'Graciela Montoverde', 'crm', false, 'Graciela Montoverde cannot lose CRM while PowerDialer, Flex Port, Inbound depend on it.'],
    ['CRM-View Only beside CRM', 'Graciela Montoverde', 'crmView', true, 'Graciela Montoverde cannot hold CRM-View Only beside CRM, PowerDialer, Flex Port, Inbound: CRM-View Only excludes every other license.'],
    ['beside CRM-View Only', 'Conrad Ledgerwell', 'fax', true, 'Conrad Ledgerwell cannot hold Fax beside CRM-View Only: CRM-View Only excludes every other license.'],
    ['for one who left', 'Bertram Hollowick', 'crm', true, 'Bertram Hollowick is not active, so no license can be assigned.'],
  ] as const)('%s', async (_name, user, type, assigned, message) => {
    const draft = { assignments: [given(await idOf('Alice Brown'), 'fax'), given(await idOf(user), type, assigned)] };
    const before = hash();
    expect((await preview(draft)).problems[0]).toMatchObject({ code: 'LICENSE_RULE', path: '/draft/assignments/1', message });
    expect(await app.refused('billingManager.accept', await acceptInput(draft))).toMatchObject({ code: 'LICENSE_RULE', path: '/draft/assignments/1', message });
    expect(hash()).toBe(before);
  });

  test('the dependants come with the refusal', async () => {
    const { problems } = await preview({ assignments: [given(await idOf('Graciela Montoverde'), 'crm', false)] });
    expect(problems[0]?.details).toEqual({ dependants: ['powerDialer', 'flexPort', 'inbound'] });
  });
});

test('an entry of many changes is shown by its first 200 and a count', async () => {
  const lines = Array.from({ length: 250 }, (_, index) => `many.${index}@x.example,Many,User${index},Headquarters\n`).join('');
  await importFile(app, `email,first name,last name,account\n${lines}`);
  const { entries } = await app.call('activity.page', { limit: 1 });
  expect(entries[0]?.changeCount).toBe(250);
  expect(entries[0]?.changes).toHaveLength(200);
});
