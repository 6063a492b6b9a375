import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input, Output } from '../../shared/contracts/index.ts';
import { startTestApplication } from '../support/testApplication.ts';
import type { TestApplication } from '../support/testApplication.ts';

type Filter = NonNullable<Input<'activity.page'>['filter']>;
type Entry = Output<'activity.page'>['entries'][number];

let app: TestApplication;
let all: readonly Entry[];
const found = async (filter: Filter): Promise<readonly Entry[]> => (await app.call('activity.page', { filter, limit: 200 })).entries;

beforeAll(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
  const first = (await found({}))[0];
  // One entry of our own, with letters beyond ASCII and what JSON escapes.
  const { users } = await app.call('users.page', { filter: { text: 'Kofi Mensahill' }, limit: 1 });
  const user = users[0];
  if (first === undefined || user === undefined) throw new Error('The demonstration is not what it was.');
  await app.call('users.edit', { userId: user.id, firstName: 'Märta "Mo"', lastName: user.lastName, email: user.email, accountId: user.account.id, groupId: null });
  all = await found({});
});
afterAll(() => app.end());

test('of an account alone', async () => {
  const { accounts } = await app.call('summary.accounts', {});
  const remote = accounts.find(({ name }) => name === 'Remote Office');
  const entries = await found({ accountId: remote?.id ?? 0 });
  expect(entries).toEqual(all.filter(({ accountName }) => accountName === 'Remote Office'));
  expect(entries.length).toBeGreaterThan(2);
  expect(entries.length).toBeLessThan(all.length);
});

test('of days in the company’s time zone, both included', async () => {
  // Denver is six hours behind UTC after March 8th, seven before.
  const day = (moment: string): string => new Date(Date.parse(moment) - (moment < '2026-03-08T09:00' ? 7 : 6) * 3_600_000).toISOString().slice(0, 10);
  const days = [...new Set(all.map(({ at }) => day(at)))];
  const [to = '', from = ''] = [days[1], days[3]];
  const entries = await found({ from, to });
  expect(entries).toEqual(all.filter(({ at }) => day(at) >= from && day(at) <= to));
  expect(entries.length).toBeGreaterThan(0);
});

test('with a text in who, in what, or in what changed, whatever its case', async () => {
  const billing = await found({ text: 'BILLING SYSTEM' });
  expect(billing).toEqual(all.filter(({ who }) => who === 'Billing system'));
  expect(billing.length).toBeGreaterThan(0);
  expect((await found({ text: 'recharged dialer' })).every(({ what }) => what.startsWith('Recharged dialer minutes'))).toBe(true);
  for (const text of ['MÄRTA', 'märta "mo"']) expect((await found({ text })).map(({ sequence }) => sequence)).toEqual([all[0]?.sequence]);
  expect(await found({ text: '100% found_nowhere' })).toEqual([]);
});

test('goes on below a window, within the filter', async () => {
  const filter = { text: 'Billing system' };
  const whole = await found(filter);
  const [first] = (await app.call('activity.page', { filter, limit: 1 })).entries;
  const below = await app.call('activity.page', { filter, limit: 200, before: first?.sequence ?? 0 });
  expect([first, ...below.entries]).toEqual(whole);
});

test('refuses what is no filter', async () => {
  expect(await app.refused('activity.page', { filter: { kind: 'all' }, limit: 1 })).toMatchObject({ code: 'BAD_INPUT' });
  expect(await app.refused('activity.page', { filter: { from: '2026-02-30' }, limit: 1 })).toMatchObject({ path: '/filter/from' });
  expect(await app.refused('activity.page', { filter: { text: 'x'.repeat(101) }, limit: 1 })).toMatchObject({ path: '/filter/text' });
});
