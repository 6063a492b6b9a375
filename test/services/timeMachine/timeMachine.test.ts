import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { startTestCompany } from '../../support/signedInCompany.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { accept, bank, payOnlyWith, viewOf } from '../charges/billing.ts';

/* One demonstration; each test leaves it at its start. */

let app: TestApplication;
let path: string;
let start: string;
/** All but where the file was last opened, which each opening enters anew. */
const hash = (): string => contentHash(path, ['last_place']);

beforeAll(async () => {
  app = await startTestApplication('2026-11-10T19:00:00.000Z');
  path = `${app.folder}/demonstration.billing`;
  start = hash();
});
afterAll(() => app.end());

test('60 days: the balance bounces between one and three weeks of use, bills and recharges are real receipts, and one step leads back', async () => {
  const before = await app.call('receipts.page', { filter: {}, limit: 1 });
  await app.call('timeMachine.forward', { to: 'month' });
  const second = await app.call('timeMachine.forward', { to: 'month' });
  expect(second).toMatchObject({ arrived: '2027-01-10T19:00:00.000Z', day: '2027-01-10', cancelled: false });

  const view = await app.call('timeMachine.view', {});
  expect(view.began).toEqual({ at: '2026-11-10T19:00:00.000Z', day: '2026-11-10', daysAgo: 61 });
  expect(view.accounts.map(({ name }) => name)).toEqual(['Headquarters', 'Remote Office']);
  for (const { id } of view.accounts) {
    const { chart } = await app.call('timeMachine.view', { accountId: id });
    expect(chart?.recharges.length).toBeGreaterThan(3);
    for (const { balance, reserve } of chart?.points ?? []) {
      // One cycle's use apart: between the fall below the reserve and the recharge, a working day's dialing lies at most.
      expect(Number(balance)).toBeGreaterThan(Number(reserve) * 0.7);
      expect(Number(balance)).toBeLessThan(Number(reserve) * 3.3);
    }
  }

  const kinds = view.events.map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['recharge', 'bill', 'lockout', 'expiry']));
  const { receipts } = await app.call('receipts.page', { filter: {}, limit: 100 });
  const made = receipts.filter(({ number }) => number > (before.receipts[0]?.number ?? 0));
  expect(made.map(({ number }) => number)).toEqual(view.events.flatMap(({ receiptNumber }) => receiptNumber ?? []));
  expect(view.events.find(({ kind }) => kind === 'bill')).toMatchObject({
    at: '2027-01-01T08:00:00.000Z',
    sentence: 'Headquarters: billed for 2027-01-01 to 2027-01-31, $2,930.00, Visa ending 4242',
  });

  const file = await app.call('timeMachine.backToStart', {});
  expect(file.path).toBe(path);
  expect(hash()).toBe(start);
  expect(existsSync(`${path}.start`)).toBe(false);
  expect((await app.call('timeMachine.view', {})).began).toBeNull();
  expect(await app.refused('timeMachine.backToStart', {})).toMatchObject({ code: 'NOTHING_TO_ACCEPT' });
});

test('a backup from the way, restored after the start was put back, offers no way back; a copy of the start that is not whole is refused, and the file asks as before', async () => {
  const own = await startTestApplication('2026-11-10T19:00:00.000Z');
  const startCopy = `${own.folder}/demonstration.billing.start`;
  await own.call('timeMachine.forward', { to: 'day' });
  expect((await own.call('timeMachine.view', {})).canGoBack).toBe(true);
  const source = { kind: 'file', path: (await own.call('data.backUp', {})).path } as const;
  await own.call('timeMachine.backToStart', {});
  const { lost } = await own.call('data.examine', { source });
  await own.call('data.restore', { source, lost: { receipts: lost.receipts, activity: lost.activity } });
  expect(await own.call('timeMachine.view', {})).toMatchObject({ canGoBack: false, began: { day: '2026-11-10' } });
  expect(await own.refused('timeMachine.backToStart', {})).toMatchObject({ code: 'NOTHING_TO_ACCEPT' });
  writeFileSync(startCopy, 'Cut off');
  expect(await own.refused('timeMachine.backToStart', {})).toMatchObject({ code: 'DATA_FILE_DAMAGED' });
  expect((await own.call('data.view', {})).held).toBe(true);
  await own.end();
});

test('a bank that pays on the way what was bought before is an event with its receipt', async () => {
  const own = await startTestApplication('2026-11-10T19:00:00.000Z');
  await payOnlyWith(own, 'Headquarters', [bank('6789')]);
  const { licenses } = await viewOf(own, 'Headquarters');
  const quantity = licenses.find(({ type }) => type === 'crm')?.quantity ?? 0;
  const input = await accept(own, 'Headquarters', { quantities: { crm: quantity + 1 }, assignments: [], products: [] });
  expect(await own.call('billingManager.accept', input)).toMatchObject({ status: 'pending' });
  await own.call('timeMachine.forward', { to: 'day' });
  const { events } = await own.call('timeMachine.view', {});
  const { receipts } = await own.call('receipts.page', { filter: { kind: 'licensesAdded' }, limit: 1 });
  expect(receipts).toHaveLength(1);
  expect(events.filter(({ kind }) => kind === 'payment')).toMatchObject([
    { receiptNumber: receipts[0]?.number, sentence: `Headquarters: the bank has paid what was bought, $${receipts[0]?.total}, ${receipts[0]?.fundingSource}` },
  ]);
  await own.end();
});

test('the next event ends it; the same future comes again; the date outlasts a restart', async () => {
  const first = await app.call('timeMachine.forward', { to: 'nextEvent' });
  expect(first).toMatchObject({ arrived: '2026-11-11T20:00:00.000Z', events: 1, last: 'Remote Office: dialer minutes recharged, $250.29, Visa ending 1881' });
  const { accounts } = await app.call('timeMachine.view', { accountId: first.lastAccountId ?? 0 });
  expect(accounts.find(({ id }) => id === first.lastAccountId)?.name).toBe('Remote Office');
  app = await app.restart();
  expect(await app.call('timeMachine.view', {})).toMatchObject({ now: '2026-11-11T20:00:00.000Z', eventCount: 1 });
  await app.call('timeMachine.backToStart', {});
  expect(await app.call('timeMachine.forward', { to: 'nextEvent' })).toEqual(first);
  await app.call('timeMachine.backToStart', {});
  expect(hash()).toBe(start);
});

test('a declined card is told, and the next source pays', async () => {
  const { accounts } = await app.call('timeMachine.view', {});
  const remote = accounts.find(({ name }) => name === 'Remote Office')?.id ?? 0;
  const { fundingSources } = await app.call('billingManager.view', { accountId: remote });
  const signed = () => ({ commandId: randomUUID(), accountId: remote, firstName: 'Alice', lastName: 'Brown' });
  await app.call('funding.add', { ...signed(), source: { kind: 'card', institution: 'Visa', lastFour: '0002', expires: '2030-01', holder: 'Ingrid Solheimer' } });
  const added = (await app.call('billingManager.view', { accountId: remote })).fundingSources.find(({ label }) => label === 'Visa ending 0002')?.id ?? 0;
  await app.call('funding.reorder', { ...signed(), order: [added, ...fundingSources.map(({ id }) => id)] });
  const changed = hash();
  expect(await app.call('timeMachine.forward', { to: 'nextEvent' })).toMatchObject({ events: 2 });
  const { events } = await app.call('timeMachine.view', {});
  expect(events.map(({ sentence }) => sentence)).toEqual([
    'Remote Office: payment of $250.29 by Visa ending 0002 was declined. The card was declined.',
    'Remote Office: dialer minutes recharged, $250.29, Visa ending 1881',
  ]);
  await app.call('timeMachine.backToStart', {});
  expect(hash()).toBe(changed);
});

test('one travel at a time; it can be cancelled, and closing the file ends it', async () => {
  const going = app.application.invoke('timeMachine.forward', { to: 'month' });
  expect(await app.refused('timeMachine.forward', { to: 'day' })).toMatchObject({ code: 'WAIT' });
  expect(await app.refused('timeMachine.backToStart', {})).toMatchObject({ code: 'WAIT' });
  expect((await app.call('timeMachine.progress', {})).travel).toMatchObject({ day: '2026-11-10', done: 0, total: 180 });
  await app.call('timeMachine.cancel', {});
  const answer = await going;
  expect(answer).toMatchObject({ ok: true, value: { cancelled: true } });
  await app.call('timeMachine.backToStart', {});

  const again = app.application.invoke('timeMachine.forward', { to: 'month' });
  await app.call('file.close', {});
  expect(await again).toMatchObject({ ok: true, value: { cancelled: true } });
  await app.call('file.openDemonstration', {});
  await app.call('timeMachine.backToStart', {});
});

test('while automatic charging waits for an answer, the clock is not moved', async () => {
  const before = hash();
  app.clock.advance(3 * 86_400_000);
  app = await app.restart();
  const waiting = hash();
  expect(await app.refused('timeMachine.forward', { to: 'day' })).toMatchObject({ code: 'CHARGES_WAIT', path: '' });
  expect(hash()).toBe(waiting);
  expect(before).not.toBe(waiting);
});

test('a real file has none of it, and the machine\'s clock', async () => {
  const { app: real, path: file } = await startTestCompany();
  const before = contentHash(file);
  for (const [route, input] of [['view', {}], ['forward', { to: 'day' }], ['progress', {}], ['cancel', {}], ['backToStart', {}]] as const) {
    expect(await real.refused(`timeMachine.${route}`, input)).toMatchObject({ code: 'DEMONSTRATION_ONLY', path: '' });
  }
  expect(contentHash(file)).toBe(before);
  await real.call('file.openDemonstration', {});
  await real.call('timeMachine.forward', { to: 'week' });
  await real.call('file.open', { path: file });
  await real.call('session.signIn', { email: 'ann@acme.example', password: 'correct horse battery' });
  const { entries } = await real.call('activity.page', { limit: 1 });
  expect(entries[0]?.at.slice(0, 10)).toBe('2026-03-15');
  await real.end();
});
