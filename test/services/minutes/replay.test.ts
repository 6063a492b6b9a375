import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BILLING_VIEWER } from '../../../shared/values/capabilities.ts';
import { emailOf, startTestCompany } from '../../support/signedInCompany.ts';
import type { TestCompany } from '../../support/signedInCompany.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { importFile, sendFile } from '../imports/sendFile.ts';

const SETTINGS = { reserveDays: 5, rechargeDays: 14, leastReserve: '0.00', leastRecharge: '0.00', divideByAge: false, everyCycles: 1 };

/** One call of 100 minutes at $0.02 each day at noon in Denver, the last on 14 March. */
const fileOf = (days: number, last = Date.UTC(2026, 2, 14, 18)): string =>
  ['time,kind,quantity,rate', ...Array.from({ length: days }, (_, index) => `${new Date(last - (days - 1 - index) * 86_400_000).toISOString().slice(0, 16)}Z,call,100,0.02`)].join('\n');

let company: TestCompany;
let hash = '';
beforeAll(async () => {
  company = await startTestCompany();
  const { app, accountId } = company;
  await importFile(app, fileOf(120), { kind: 'usage', accountId });
  await app.call('minutes.adjust', { commandId: randomUUID(), accountId, amount: '400.00', note: 'Opening balance' });
  await company.addOperator('Vera', BILLING_VIEWER.id);
  await company.signIn(emailOf('Vera'));
  hash = contentHash(company.path);
});
afterAll(() => company.app.end());

test('a reader plays 90 days of the account with other settings; nothing is written', async () => {
  const { app, accountId } = company;
  const played = await app.call('minutes.replay', { accountId, source: { kind: 'ledger', days: 90 }, opening: '30.00', settings: [SETTINGS, { ...SETTINGS, everyCycles: 6 }] });
  expect(played).toMatchObject({ opening: '30.00', used: '180.00' });
  expect([played.days[0], played.days.at(-1), played.days.length]).toEqual(['2025-12-15', '2026-03-14', 90]);
  const [today, five, slow] = played.plays;
  expect(today).toMatchObject({ settings: { ...SETTINGS, reserveDays: 7 }, lowest: '12.00', hoursAtZero: 0 });
  expect(five).toMatchObject({ settings: SETTINGS, lowest: '8.00', hoursAtZero: 0 });
  expect(slow?.settings.everyCycles).toBe(6);
  expect(today?.recharges[0]).toMatchObject({ reserve: '14.00', amount: '28.00' });
  expect(today?.balances).toHaveLength(90);
  expect(contentHash(company.path)).toBe(hash);
});

test('a file is played as the import reads it, and is never entered', async () => {
  const { app, accountId } = company;
  const { importId, dryRun } = await sendFile(app, fileOf(40), { kind: 'replay', accountId });
  expect(dryRun).toMatchObject({ rows: 40, added: 0, rejectedCount: 0 });
  const played = await app.call('minutes.replay', { accountId, source: { kind: 'file', importId }, opening: '10.00', settings: [{ ...SETTINGS, divideByAge: true }] });
  expect(played).toMatchObject({ used: '80.00', opening: '10.00' });
  expect(played.days).toHaveLength(40);
  // A young account: divided by 30 the reserve of the first days is a few cents.
  expect(played.plays[0]?.hoursAtZero).toBeGreaterThan(0);
  expect(played.plays[1]?.hoursAtZero).toBe(0);
  expect(await app.refused('import.apply', { importId, commandId: randomUUID() })).toMatchObject({ code: 'BAD_INPUT', path: '/importId' });
  expect(contentHash(company.path)).toBe(hash);
});

test('what cannot be played is refused with its place', async () => {
  const { app, accountId } = company;
  const ledger = { accountId, source: { kind: 'ledger' as const, days: 90 }, settings: [SETTINGS] };
  expect(await app.refused('minutes.replay', { ...ledger, accountId: 99 })).toMatchObject({ code: 'NOT_FOUND', path: '/accountId' });
  expect(await app.refused('minutes.replay', { ...ledger, settings: [{ ...SETTINGS, everyCycles: 0 }] })).toMatchObject({ code: 'BAD_INPUT', path: '/settings/0/everyCycles' });
  expect(await app.refused('minutes.replay', { ...ledger, settings: Array(5).fill(SETTINGS) })).toMatchObject({ code: 'BAD_INPUT', path: '/settings' });
  const long = await sendFile(app, fileOf(367), { kind: 'replay', accountId });
  expect(await app.refused('minutes.replay', { ...ledger, source: { kind: 'file', importId: long.importId } })).toMatchObject({ code: 'BAD_INPUT', path: '/source' });
  const bad = await sendFile(app, fileOf(30).replace('call,100', 'call,-100'), { kind: 'replay', accountId });
  expect(await app.refused('minutes.replay', { ...ledger, source: { kind: 'file', importId: bad.importId } })).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('One line is rejected') as string });
  expect(contentHash(company.path)).toBe(hash);
});

test('of 20,000 lines one is bad: the line is named, and nothing is entered', async () => {
  await company.signIn('ann@acme.example');
  const { app, accountId } = company;
  const before = await app.call('minutes.view', { accountId });
  const lines = ['time,kind,quantity,rate', ...Array.from({ length: 20_000 }, (_, index) => `2026-02-01 ${String(8 + (index % 10)).padStart(2, '0')}:00,call,${index === 15_431 ? '-1' : '1'},0.02`)];
  const { importId, dryRun } = await sendFile(app, lines.join('\n'), { kind: 'usage', accountId });
  expect(dryRun).toMatchObject({ rows: 20_000, rejectedCount: 1, rejected: [{ line: 15_433, reason: 'The quantity is no number above 0 such as 12.5, with six decimals at most.' }] });
  expect(await app.refused('import.apply', { importId, commandId: randomUUID() })).toMatchObject({ code: 'BAD_INPUT', path: '' });
  expect((await app.call('minutes.view', { accountId })).balance).toBe(before.balance);
});
