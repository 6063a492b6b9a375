import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { contracts } from '../../../shared/contracts/index.ts';
import type { RouteName } from '../../../shared/contracts/index.ts';
import { sampleInput } from '../../support/sampleInput.ts';
import { startTestCompany } from '../../support/signedInCompany.ts';
import type { TestCompany } from '../../support/signedInCompany.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';

const bytesHash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const WEEK_LATER = '2026-04-02T09:00:00.000Z';

let company: TestCompany;
/** The file in a folder of its own, as if it had come by mail. */
let path: string;
let reviewer: TestApplication;

beforeAll(async () => {
  company = await startTestCompany();
  await company.app.call('funding.add', { commandId: '7b3e0f64-6c1e-4f0e-9a53-0f2f6f3f7a11', accountId: company.accountId, firstName: 'Ann', lastName: 'Berg', source: { kind: 'card', institution: 'Visa', lastFour: '4242', expires: '2029-01', holder: 'Ann Berg' } });
  const folder = join(company.app.folder, 'mail');
  mkdirSync(folder);
  path = join(folder, 'company.billing');
  // While it is open, the last changes are in the write-ahead log alone.
  for (const part of ['', '-wal']) copyFileSync(`${company.path}${part}`, `${path}${part}`);
  reviewer = await startTestApplication(WEEK_LATER, { demo: false, dataFile: null });
});
afterAll(async () => {
  await reviewer.end();
  await company.app.end();
});

test('a file with a hot log is opened without a password, with all that the log holds; bytes and folder stay as they were', async () => {
  const before = [bytesHash(path), bytesHash(`${path}-wal`), readdirSync(join(path, '..'))];
  const file = await reviewer.call('file.openForReview', { path });
  expect(file).toMatchObject({ path, companyName: 'Acme', review: { copy: null }, operator: { firstName: 'Reviewer', capabilities: ['viewBilling', 'makeScenarios'] } });
  const view = await reviewer.call('billingManager.view', { accountId: company.accountId });
  expect(view.fundingSources).toHaveLength(1);
  await reviewer.call('file.close', {});
  expect([bytesHash(path), bytesHash(`${path}-wal`), readdirSync(join(path, '..'))]).toEqual(before);
});

describe('while it is open for review', () => {
  beforeAll(async () => {
    await reviewer.call('file.openForReview', { path });
  });

  // What opens another file, or closes this one, has its own tests.
  const walked = (Object.keys(contracts) as RouteName[]).filter((route) => !route.startsWith('file.'));

  test('every route that changes a data file is refused with one code, every other leaves the bytes as they were', async () => {
    const before = [bytesHash(path), bytesHash(`${path}-wal`)];
    const codes = new Set<string>();
    for (const route of walked) {
      const answer = await reviewer.application.invoke(route, sampleInput(contracts[route].input));
      const code = answer.ok ? 'answered' : answer.error.code;
      codes.add(code);
      if (contracts[route].writes) expect([route, code]).toEqual([route, 'READ_ONLY']);
      expect([route, code]).not.toEqual([route, 'INTERNAL']);
    }
    expect(codes).toContain('answered');
    expect([bytesHash(path), bytesHash(`${path}-wal`)]).toEqual(before);
  });

  test.each(['summary.accounts', 'prices.book', 'storage.view', 'groups.list', 'charging.state', 'seats.sessionLogs'] as const)('%s is shown', async (route) => {
    await reviewer.call(route, {});
  });

  test('what only changes the screen is allowed, and needs no password', async () => {
    await reviewer.call('session.lock', {});
    reviewer.clock.advance(24 * 3_600_000);
    expect((await reviewer.call('app.state', {})).file?.operator).toMatchObject({ firstName: 'Reviewer' });
    expect((await reviewer.refused('session.signIn', { email: 'ann@acme.example', password: 'x' })).code).toBe('READ_ONLY');
    expect((await reviewer.refused('users.grantableGroups', {})).code).toBe('READ_ONLY');
  });

  test('the whole file is verified, and its folder is nobody\'s to see', async () => {
    expect(await reviewer.call('data.view', {})).toMatchObject({ path, backups: [], lastBackup: null, held: false });
    const before = [bytesHash(path), bytesHash(`${path}-wal`), readdirSync(join(path, '..'))];
    reviewer.clock.advance(60_000);
    const at = new Date(reviewer.clock.now()).toISOString();
    await reviewer.call('data.verify', {});
    await vi.waitFor(async () => expect((await reviewer.call('data.view', {})).verified).toMatchObject({ at, findings: [], findingCount: 0 }));
    expect([bytesHash(path), bytesHash(`${path}-wal`), readdirSync(join(path, '..'))]).toEqual(before);
    expect((await reviewer.refused('data.examine', { source: { kind: 'file', path } })).code).toBe('READ_ONLY');
  });

  test('a scenario is made of an account, and compared with today', async () => {
    const before = bytesHash(path);
    await reviewer.call('scenarios.start', { accountId: company.accountId });
    expect(bytesHash(path)).toBe(before);
  });

  test('a draft is previewed, and nothing is charged by itself on a billing date', async () => {
    const preview = await reviewer.call('billingManager.preview', { accountId: company.accountId, draft: { quantities: { crm: 5 }, assignments: [], products: [] } });
    expect(preview.chargedNow.total).toBe('233.33');
    const before = bytesHash(path);
    await reviewer.application.wake();
    expect((await reviewer.call('receipts.page', { filter: {}, limit: 10 })).count).toBe(0);
    expect(bytesHash(path)).toBe(before);
  });
});

test('a file that is open to work with elsewhere is reviewed as it is now, and its own work goes on', async () => {
  const file = await reviewer.call('file.openForReview', { path: company.path });
  expect(file.review).toEqual({ copy: null });
  await company.app.call('users.add', { firstName: 'Later', lastName: 'Stone', email: 'later@acme.example', accountId: company.accountId, groupId: null });
  expect((await reviewer.call('users.page', { filter: {}, limit: 10 })).count).toBe(1);
});

test("one's own open file is reviewed too; opened normally again it asks for the password", async () => {
  const own = await startTestCompany();
  const reviewed = await own.app.call('file.openForReview', { path: own.path });
  expect(reviewed.review).not.toBeNull();
  const opened = await own.app.call('file.open', { path: own.path });
  expect(opened).toMatchObject({ review: null, operator: null });
  await own.app.end();
});

test("one's own open file stays open where no copy of it can be made", async () => {
  const own = await startTestCompany();
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = join(own.app.folder, 'nowhere');
  try {
    expect(await own.app.refused('file.openForReview', { path: own.path })).toMatchObject({ code: 'FILE_UNREADABLE' });
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
  expect((await own.app.call('app.state', {})).file).toMatchObject({ path: own.path, review: null, operator: { firstName: 'Ann' } });
  await own.app.end();
});

test('a file and folder that cannot be written are reviewed', async () => {
  const folder = join(company.app.folder, 'mail');
  chmodSync(path, 0o444);
  chmodSync(folder, 0o555);
  await reviewer.call('file.openForReview', { path });
  // SQLite writes to the private copy while it is opened, which only root may do in a read-only one.
  const copies = readdirSync(tmpdir()).filter((name) => name.startsWith(`billing-desk-review-${process.pid}-`));
  expect(copies.length).toBeGreaterThan(0);
  for (const copy of copies) expect(statSync(join(tmpdir(), copy, 'review.billing')).mode & 0o200).toBe(0o200);
  await reviewer.call('file.close', {});
  chmodSync(folder, 0o755);
});

test('what is no data file is refused, and the open one stays open', async () => {
  await reviewer.call('file.openForReview', { path });
  expect((await reviewer.refused('file.openForReview', { path: join(company.app.folder, 'settings.json') })).code).toBe('NOT_A_DATA_FILE');
  expect((await reviewer.refused('file.openForReview', { path: join(company.app.folder, 'none.billing') })).code).toBe('FILE_UNREADABLE');
  expect((await reviewer.call('app.state', {})).file?.path).toBe(path);
});
