import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wholePath } from '../../../electron/app/wholePath.ts';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { runSql } from '../../support/testDatabase.ts';

let app: TestApplication;

beforeEach(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z', { demo: false, dataFile: null });
});
afterEach(() => app.end());

const newCompany = () => ({
  commandId: randomUUID(),
  companyName: 'Müller & Sons',
  timeZone: 'Europe/Berlin',
  operator: { firstName: 'Ann', lastName: 'Berg', email: 'ann@example.com', password: 'correct horse battery' },
});

test('at first no file is open, and what needs one says so', async () => {
  expect(await app.call('app.state', {})).toMatchObject({ file: null, recentFiles: [] });
  expect(await app.refused('summary.accounts', {})).toMatchObject({ code: 'NO_DATA_FILE' });
});

test('a new company has its primary account, every license type at 0, its first operator signed in, and no receipts', async () => {
  const file = await app.call('file.create', newCompany());
  expect(file).toMatchObject({
    path: join(app.folder, 'muller-sons.billing'),
    companyName: 'Müller & Sons',
    demonstration: false,
    operator: { firstName: 'Ann', groupName: 'Billing Administrator' },
  });
  const { accounts, monthly } = await app.call('summary.accounts', {});
  expect(accounts).toMatchObject([{ name: 'Main account', primary: true, nextBillingDate: '2026-04-01', monthly: '0.00' }]);
  expect(monthly).toBe('0.00');
  const view = await app.call('billingManager.view', { accountId: accounts[0]?.id ?? 0 });
  expect(view.licenses.map(({ type, quantity }) => ({ type, quantity }))).toEqual(LICENSE_TYPES.map((type) => ({ type, quantity: 0 })));
  expect(await app.call('receipts.page', { filter: {}, limit: 10 })).toEqual({ receipts: [], count: 0, countIsExact: true, next: null, searchedBackTo: null });
  expect((await app.call('app.state', {})).recentFiles).toEqual([{ path: file.path, companyName: 'Müller & Sons' }]);
});

test('the same wish twice makes one company', async () => {
  const wish = newCompany();
  const first = await app.call('file.create', wish);
  expect(await app.call('file.create', wish)).toEqual(first);
  expect(existsSync(join(app.folder, 'muller-sons-2.billing'))).toBe(false);
});

test('a path that has a file is refused, and the file stays as it is', async () => {
  const path = join(app.folder, 'letter.txt');
  writeFileSync(path, 'Dear customer');
  expect(await app.refused('file.create', { ...newCompany(), path })).toMatchObject({ code: 'FILE_EXISTS', path: '/path' });
  expect(await app.refused('file.open', { path })).toMatchObject({ code: 'NOT_A_DATA_FILE' });
  expect(readFileSync(path, 'utf8')).toBe('Dear customer');
});

test('a name without a folder is a file of the data folder, wherever the application was started from', async () => {
  expect(process.cwd()).not.toBe(app.folder);
  expect(await app.call('file.create', { ...newCompany(), path: 'named.billing' })).toMatchObject({ path: join(app.folder, 'named.billing') });
  expect(await app.call('file.open', { path: 'named.billing' })).toMatchObject({ path: join(app.folder, 'named.billing') });
  await app.call('file.close', {});
  expect(await app.call('file.open', { path: './named.billing' })).toMatchObject({ path: join(app.folder, 'named.billing') });
  expect(await app.call('file.openForReview', { path: 'named.billing' })).toMatchObject({ path: join(app.folder, 'named.billing') });
  const folder = join(app.folder, 'mistyped');
  expect(await app.refused('file.create', { ...newCompany(), path: 'mistyped/named.billing' })).toMatchObject({ code: 'FILE_UNREADABLE', path: '/path', message: `There is no folder ${folder}.` });
});

test.each([
  ['copy.billing', '/data/copy.billing'],
  ['old/copy.billing', '/data/old/copy.billing'],
  ['/elsewhere/copy.billing', '/elsewhere/copy.billing'],
  ['~/copy.billing', '/home/ann/copy.billing'],
  ['~', '/home/ann'],
  ['~copy.billing', '/data/~copy.billing'],
])('"%s" as typed is the file %s', (typed, whole) => {
  expect(wholePath('/data', typed, '/home/ann')).toBe(whole);
});

test('a file that cannot be opened leaves the open one open', async () => {
  await app.call('file.openDemonstration', {});
  expect(await app.refused('file.open', { path: join(app.folder, 'nowhere.billing') })).toMatchObject({ code: 'FILE_UNREADABLE' });
  expect(await app.call('app.state', {})).toMatchObject({ file: { companyName: 'Company X', demonstration: true } });
});

test('the demonstration is made once and opened again after closing', async () => {
  const first = await app.call('file.openDemonstration', {});
  await app.call('file.close', {});
  expect(await app.call('app.state', {})).toMatchObject({ file: null });
  expect(await app.call('file.openDemonstration', {})).toEqual(first);
});

test.each([
  ['/companyName', { companyName: '   ' }],
  ['/timeZone', { timeZone: 'Mars/Olympus' }],
  ['/operator/email', { operator: { ...newCompany().operator, email: 'ann' } }],
  ['/operator/password', { operator: { ...newCompany().operator, password: 'short' } }],
  ['/operator/firstName', { operator: { ...newCompany().operator, firstName: '' } }],
])('a new company with a wrong %s is refused and makes no file', async (path, wrong) => {
  expect(await app.refused('file.create', { ...newCompany(), ...wrong })).toMatchObject({ code: 'BAD_INPUT', path });
  expect(existsSync(join(app.folder, 'muller-sons.billing'))).toBe(false);
});

test.each([
  ['/companyName', { companyName: 'Card 4242 4242 4242 4242' }],
  ['/operator/firstName', { operator: { ...newCompany().operator, firstName: '4242-4242-4242-4242' } }],
  ['/operator/lastName', { operator: { ...newCompany().operator, lastName: '4242.4242.4242.4242' } }],
  ['/operator/email', { operator: { ...newCompany().operator, email: '4242424242424242@x.example' } }],
])('a card number is kept nowhere, and makes no file: %s', async (path, change) => {
  const before = readdirSync(app.folder);
  expect(await app.refused('file.create', { ...newCompany(), ...change })).toMatchObject({ code: 'CARD_NUMBER', path });
  expect(readdirSync(app.folder)).toEqual(before);
});

test('the open file is the open file under whatever name it is asked for', async () => {
  const { path } = await app.call('file.create', newCompany());
  const link = join(app.folder, 'link.billing');
  symlinkSync(path, link);
  expect(await app.call('file.open', { path: link })).toMatchObject({ path, operator: { firstName: 'Ann' } });
});

test('a file of a time zone that is not known here is refused in words, and others open', async () => {
  const { path } = await app.call('file.create', newCompany());
  await app.call('file.close', {});
  runSql(path, "update company set time_zone = 'Europe/Berlinn'");
  expect(await app.refused('file.open', { path })).toMatchObject({ code: 'DATA_FILE_DAMAGED', message: expect.stringContaining('Europe/Berlinn') });
  expect(await app.call('app.state', {})).toMatchObject({ file: null });
  expect(await app.call('file.create', { ...newCompany(), companyName: 'Other' })).toMatchObject({ companyName: 'Other' });
});

test.each([
  ['Books.lock', 'BAD_INPUT'],
  ['Books-wal', 'BAD_INPUT'],
  [`${'a'.repeat(248)}.billing`, 'FILE_UNREADABLE'],
  ['a\u0000b.billing', 'FILE_UNREADABLE'],
])('no company is made as %j, and nothing is left of it', async (name, code) => {
  const before = readdirSync(app.folder);
  expect(await app.refused('file.create', { ...newCompany(), path: join(app.folder, name) })).toMatchObject({ code, path: '/path' });
  expect(readdirSync(app.folder)).toEqual(before);
});

test('another program that holds the file keeps it from being left and entered, and nobody from closing and opening it', async () => {
  const { path } = await app.call('file.create', newCompany());
  const other = new Database(path);
  other.exec('begin immediate');
  // It is logged, which throws here.
  await expect(app.call('file.close', {})).rejects.toThrow('file.close failed');
  other.close();
  expect(await app.call('app.state', {})).toMatchObject({ file: null });
  expect(await app.call('file.open', { path })).toMatchObject({ path });
}, 20_000);
