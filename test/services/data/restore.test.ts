import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANN, PASSWORD, startTestCompany } from '../../support/signedInCompany.ts';
import type { TestCompany } from '../../support/signedInCompany.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash, runSql } from '../../support/testDatabase.ts';
import { accept, addCard, buy, buyCourse, buyMinutes, lookAndTurnOn, receipts } from './buying.ts';

const HOUR = 3_600_000;
let company: TestCompany;
let app: TestApplication;
let others: TestApplication[] = [];

beforeEach(async () => {
  company = await startTestCompany('2026-03-29T18:00:00.000Z');
  ({ app } = company);
  await addCard(app, company.accountId);
  await buyCourse(app, company.accountId);
});
afterEach(async () => {
  for (const other of others) await other.end();
  others = [];
  await app.end();
});

const backUp = async (path?: string): Promise<string> => (await app.call('data.backUp', path === undefined ? {} : { path })).path;
const fileSource = (path: string) => ({ kind: 'file', path }) as const;

async function restore(path: string): Promise<string> {
  const { lost } = await app.call('data.examine', { source: fileSource(path) });
  const { keptAs } = await app.call('data.restore', { source: fileSource(path), lost: { receipts: lost.receipts, activity: lost.activity } });
  return keptAs;
}

const TAKE_THE_LOCK = "try { new (require('better-sqlite3'))(process.argv[1], { timeout: 0 }).exec('begin exclusive'); console.log('taken'); } catch (error) { console.log(error.code); }";
const READ_AND_LEAVE = "const file = new (require('better-sqlite3'))(process.argv[1]); file.prepare('select count(*) from activity').get(); file.close();";

/** Runs until a moment, never away for two days. */
async function runUntil(which: TestApplication, moment: string): Promise<void> {
  while (which.clock.now() < Date.parse(moment)) {
    which.clock.advance(Math.min(40 * HOUR, Date.parse(moment) - which.clock.now()));
    await which.application.wake();
  }
  await signIn(which);
}

const signIn = (which: TestApplication) => which.call('session.signIn', { email: ANN.email, password: PASSWORD });

/** The same file in another place: a copy, opened by an application with settings and a gateway's record of its own. */
async function openCopy(copy: string, moment: string): Promise<TestApplication> {
  const other = await startTestApplication(moment, { demo: false, dataFile: copy }, dirname(copy));
  others.push(other);
  await signIn(other);
  return other;
}

const copyOf = (path: string): string => {
  const copy = join(mkdtempSync(join(tmpdir(), 'billing-desk-copy-')), 'acme.billing');
  copyFileSync(path, copy);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
  return copy;
};

describe('a restored file', () => {
  test('gets everything again that was bought since, under the same numbers and hashes, and then charges on', async () => {
    const backup = await backUp();
    await buy(app, company.accountId, { quantities: { crm: 3 } });
    await buyMinutes(app, company.accountId, '25.00');
    await addCard(app, company.accountId, '5555');
    await runUntil(app, '2026-04-01T18:00:00.000Z');
    const before = await receipts(app);
    const managed = await app.call('billingManager.view', { accountId: company.accountId });
    const { balance } = await app.call('minutes.view', { accountId: company.accountId });
    expect(before.map(({ kind }) => kind)).toEqual(['recurring', 'minutes', 'licensesAdded', 'products']);

    const examined = await app.call('data.examine', { source: fileSource(backup) });
    expect(examined).toMatchObject({ companyName: 'Acme', earlier: true, lost: { receipts: 3, firstReceipt: 2, lastReceipt: 4 } });
    const keptAs = await restore(backup);
    expect(readdirSync(dirname(keptAs))).toHaveLength(2);
    // It goes on with the restored file, the same operator at the screen.
    expect(await receipts(app)).toEqual(before.slice(3));
    expect((await app.call('activity.page', { limit: 1 })).entries[0]).toMatchObject({ what: 'Restored the data file from a backup', who: 'Ann Berg' });

    // Nothing is charged by itself, nor by anyone, until an operator has looked.
    expect((await app.call('charging.state', {})).stopped).toMatchObject({ reason: 'held' });
    app.clock.advance(4 * HOUR);
    await app.application.wake();
    await signIn(app);
    expect(await receipts(app)).toHaveLength(1);
    const { attention } = await app.call('summary.accounts', {});
    expect(attention[0]).toMatchObject({ id: 'chargingHeld', target: { to: 'page', page: 'data' } });
    const whileHeld = contentHash(company.path);
    expect(await app.refused('billingManager.accept', await accept(app, company.accountId, { products: [{ kind: 'training', description: '', quantity: 1, unitPrice: '5.00' }] }))).toMatchObject({ code: 'CHARGES_WAIT', path: '' });
    expect(contentHash(company.path)).toBe(whileHeld);

    const differences = await app.call('data.differences', {});
    expect(differences).toMatchObject({ held: 'otherCopy', count: 3, missingReceipts: 3 });
    expect(differences.lines.map(({ what, receiptNumber, total }) => [what, receiptNumber, total])).toEqual([
      ['receipt', 2, before[2]?.total],
      ['receipt', 3, '25.00'],
      ['receipt', 4, '150.00'],
    ]);
    expect(await app.refused('data.turnOn', { seen: 2 })).toMatchObject({ code: 'CHANGED_SINCE_OPENED', path: '/seen', details: { count: 3 } });
    expect(contentHash(company.path)).toBe(whileHeld);
    expect(await app.call('data.turnOn', { seen: 3 })).toEqual({ rebuilt: 3 });

    expect(await receipts(app)).toEqual(before);
    const after = await app.call('billingManager.view', { accountId: company.accountId });
    expect(after.licenses).toEqual(managed.licenses);
    expect(after.account.nextBillingDate).toBe('2026-05-01');
    expect((await app.call('minutes.view', { accountId: company.accountId })).balance).toBe(balance);
    expect((await app.call('activity.page', { limit: 2 })).entries).toContainEqual(expect.objectContaining({ what: 'Turned automatic charging on after looking at what differs from the gateway' }));
    // The backup is from more than two days ago: what is due since then is asked about as always. It is paid already.
    expect(await app.call('charging.state', {})).toMatchObject({ stopped: { reason: 'away' }, charges: [] });
    await app.call('charging.resume', { reason: 'away', total: '0.00' });
    expect(await receipts(app)).toEqual(before);
    await expect.poll(async () => (await verified())?.findings).toEqual([]);

    // The next billing date is charged once, and stays the file's own after a restart.
    await runUntil(app, '2026-05-01T18:00:00.000Z');
    expect((await receipts(app)).slice(1)).toEqual(before);
    app = await app.restart();
    await app.call('file.open', { path: company.path });
    await signIn(app);
    expect((await app.call('charging.state', {})).stopped).toBeNull();
  });

  test('is found again where the backup was read-only, and can be written', async () => {
    const backup = await backUp();
    const { mode } = statSync(company.path);
    chmodSync(backup, 0o444);
    await restore(backup);
    expect(statSync(company.path).mode).toBe(mode);
  });

  test('gets a receipt of zero again that was made right before', async () => {
    const backup = await backUp();
    await buy(app, company.accountId, { products: [{ kind: 'training', description: 'C', quantity: 1, unitPrice: '5.00' }, { kind: 'contractAdjustment', description: 'A', quantity: 1, unitPrice: '-5.00' }] });
    expect(readFileSync(join(app.folder, 'local-gateway.jsonl'), 'utf8')).toContain('"number":2');
    const before = await receipts(app);
    await restore(backup);
    expect((await lookAndTurnOn(app)).count).toBe(1);
    expect(await receipts(app)).toEqual(before);
  });

  test('a source that was added since pays for its receipts again, as a removed one', async () => {
    const backup = await backUp();
    await addCard(app, company.accountId, '5555');
    const { account, fundingSources } = await app.call('billingManager.view', { accountId: company.accountId });
    expect(fundingSources).toHaveLength(2);
    const wish = await accept(app, account.id, { products: [{ kind: 'consulting', description: 'Day', quantity: 1, unitPrice: '7.00' }] });
    await app.call('billingManager.accept', { ...wish, fundingSourceId: fundingSources[1]?.id });
    const before = await receipts(app);
    await restore(backup);
    await lookAndTurnOn(app);
    expect(await receipts(app)).toEqual(before);
    expect((await app.call('billingManager.view', { accountId: company.accountId })).fundingSources).toHaveLength(1);
  });

  test('put back by hand while Billing Desk was closed, or left unlooked at over a restart: it still asks', async () => {
    const backup = await backUp();
    await buyCourse(app, company.accountId);
    await app.call('file.close', {});
    copyFileSync(backup, company.path);
    for (let start = 0; start < 2; start += 1) {
      await app.call('file.open', { path: company.path });
      await signIn(app);
      expect((await app.call('data.differences', {})).held).toBe('otherCopy');
      await app.call('file.close', {});
    }
  });

  test('a payment whose receipt was never told is asked about, and gets the next number', async () => {
    const backup = await backUp();
    await buyCourse(app, company.accountId, '11.00');
    const before = await receipts(app);
    await app.call('file.close', {});
    const record = join(app.folder, 'local-gateway.jsonl');
    writeFileSync(record, readFileSync(record, 'utf8').split('\n').filter((line) => !line.includes('"number":2')).join('\n'));
    app = await app.restart();
    await app.call('file.open', { path: company.path });
    await signIn(app);
    // Told at the start, as after a crash between the commit and the telling.
    expect(readFileSync(record, 'utf8')).toContain('"number":2');
    await app.call('file.close', {});
    writeFileSync(record, readFileSync(record, 'utf8').split('\n').filter((line) => !line.includes('"number":2')).join('\n'));
    copyFileSync(backup, company.path);
    app = await app.restart();
    await app.call('file.open', { path: company.path });
    await signIn(app);
    expect((await lookAndTurnOn(app)).lines.map(({ what, total }) => [what, total])).toEqual([['payment', '11.00']]);
    expect((await receipts(app)).map(({ number, total, lines }) => [number, total, lines])).toEqual(before.map(({ number, total, lines }) => [number, total, lines]));
  });

  test('a copy that went its own way: what the other one bought follows under the next numbers, paid once each', async () => {
    const backup = await backUp();
    await buyCourse(app, company.accountId, '11.00');
    await app.call('file.close', {});
    const first = mkdtempSync(join(tmpdir(), 'billing-desk-first-'));
    copyFileSync(company.path, join(first, 'acme.billing'));
    copyFileSync(backup, company.path);
    // The copy is taken for the file itself, as where settings and record were put back with it: number 2 is given again.
    const known = Object.values(JSON.parse(readFileSync(join(app.folder, 'settings.json'), 'utf8')).places)[0] as string[];
    runSql(company.path, `update last_place set stamp = '${known[0] ?? ''}'`);
    const record = join(app.folder, 'local-gateway.jsonl');
    const whole = readFileSync(record, 'utf8');
    writeFileSync(record, '');
    app = await app.restart();
    await app.call('file.open', { path: company.path });
    await signIn(app);
    await buyCourse(app, company.accountId, '22.00');
    await app.call('file.close', {});
    writeFileSync(record, `${whole}\n${readFileSync(record, 'utf8')}`);
    app = await app.restart();
    await app.call('file.open', { path: company.path });
    await signIn(app);
    const { held, lines } = await lookAndTurnOn(app);
    expect([held, lines.map(({ what, receiptNumber, total }) => [what, receiptNumber, total])]).toEqual(['behindGateway', [['renumbered', 2, '11.00']]]);
    expect((await receipts(app)).map(({ number, total }) => [number, total])).toEqual([[3, '11.00'], [2, '22.00'], [1, '100.00']]);
  });
});

const verified = async () => {
  const view = await app.call('data.view', {});
  if (view.work === null && view.verified === null) await app.call('data.verify', {});
  return view.verified;
};

test('what a restore kept is looked at, too, once it is put back itself', async () => {
  const keptAs = await restore(await backUp());
  expect((await app.call('data.view', {})).held).toBe(true);
  await restore(keptAs);
  expect((await app.call('data.view', {})).held).toBe(true);
});

describe('a copied file', () => {
  test('opened elsewhere while it is open here: charges nothing until looked at, and this one goes on', async () => {
    app.clock.advance(60_000);
    await buy(app, company.accountId, { quantities: { crm: 2 } });
    const other = await openCopy(copyOf(company.path), '2026-03-29T18:00:00.000Z');
    for (const which of [app, other]) await runUntil(which, '2026-04-01T18:00:00.000Z');
    expect(await receipts(app)).toHaveLength(3);
    expect(await receipts(other)).toHaveLength(2);
    // Its own gateway has seen none of it: that is what an operator looks at there.
    const differences = await other.call('data.differences', {});
    expect(differences).toMatchObject({ held: 'elsewhere', missingReceipts: 0 });
    expect(differences.lines.map(({ what }) => what)).toEqual(['onlyInFile', 'onlyInFile']);
    await lookAndTurnOn(other);
    const { total } = await other.call('charging.state', {});
    if (total !== '0.00') await other.call('charging.resume', { reason: 'away', total });
    expect(await receipts(other)).toHaveLength(3);
  });

  test('beside the original, and brought back to where it was: each place asks for the copy it does not know', async () => {
    await app.call('file.close', {});
    const beside = join(dirname(company.path), 'beside.billing');
    copyFileSync(company.path, beside);
    await app.call('file.open', { path: beside });
    await signIn(app);
    expect((await app.call('data.differences', {})).held).toBe('elsewhere');
    await lookAndTurnOn(app);
    await app.call('file.open', { path: company.path });
    await signIn(app);
    expect((await app.call('data.differences', {})).held).toBeNull();
    await app.call('file.close', {});
    copyFileSync(beside, company.path);
    await app.call('file.open', { path: company.path });
    await signIn(app);
    expect((await app.call('data.differences', {})).held).toBe('otherCopy');
  });

  test('put back together with the settings: the gateway has a payment that it lacks', async () => {
    await app.call('file.close', {});
    const kept = mkdtempSync(join(tmpdir(), 'billing-desk-kept-'));
    const both = [company.path, join(app.folder, 'settings.json')];
    for (const [index, file] of both.entries()) copyFileSync(file, join(kept, String(index)));
    await app.call('file.open', { path: company.path });
    await signIn(app);
    await buyCourse(app, company.accountId, '33.00');
    const before = await receipts(app);
    await app.call('file.close', {});
    for (const [index, file] of both.entries()) copyFileSync(join(kept, String(index)), file);
    await app.call('file.open', { path: company.path });
    await signIn(app);
    expect((await app.call('data.differences', {})).held).toBe('behindGateway');
    await lookAndTurnOn(app);
    expect(await receipts(app)).toEqual(before);
  });
});

describe('nothing is restored, and nothing changes, from', () => {
  test('one in which the operator may do more than by now', async () => {
    const bob = await company.addOperator('Bob', 1);
    const backup = await backUp();
    const { groupId } = await app.call('groups.add', { commandId: crypto.randomUUID(), name: 'Keepers', capabilities: ['viewBilling', 'manageData'] });
    await app.call('users.edit', { userId: bob, firstName: 'Bob', lastName: 'Stone', email: 'bob@acme.example', accountId: company.accountId, groupId });
    await company.signIn('bob@acme.example');
    const before = contentHash(company.path);
    const source = fileSource(backup);
    expect(await app.refused('data.examine', { source })).toMatchObject({ code: 'NOT_ALLOWED', path: '/source' });
    expect(await app.refused('data.restore', { source, lost: { receipts: 9, activity: 9 } })).toMatchObject({ code: 'NOT_ALLOWED', path: '/source' });
    expect(contentHash(company.path)).toBe(before);
    await signIn(app);
    await restore(backup);
  });

  test('the open file itself, by whatever name, and what stands beside it: its locks and its log stay', async () => {
    const link = join(mkdtempSync(join(tmpdir(), 'link-')), 'other.billing');
    symlinkSync(company.path, link);
    for (const path of [company.path, link]) expect(await app.refused('data.examine', { source: fileSource(path) })).toMatchObject({ code: 'BAD_INPUT', path: '/source/path' });
    expect(await app.refused('data.examine', { source: fileSource(`${company.path}.lock`) })).toMatchObject({ code: 'NOT_A_DATA_FILE' });
    expect(await app.refused('file.openForReview', { path: `${company.path}.lock` })).toMatchObject({ code: 'NOT_A_DATA_FILE' });
    expect(await app.refused('file.open', { path: `${company.path}-wal` })).toMatchObject({ code: 'NOT_A_DATA_FILE' });
    // Another process takes neither the lock nor, as the last one to leave, the log.
    const tried = spawnSync(process.execPath, ['-e', TAKE_THE_LOCK, `${company.path}.lock`], { encoding: 'utf8' });
    expect(tried.stdout.trim()).toBe('SQLITE_BUSY');
    spawnSync(process.execPath, ['-e', READ_AND_LEAVE, company.path]);
    expect(existsSync(`${company.path}-wal`)).toBe(true);
    await app.call('accounts.add', { commandId: crypto.randomUUID(), name: 'Remote Office', billingDay: 1 });
  });
});

describe('a backup that is not what it should be is refused in words, and nothing changes', () => {
  let backup: string;
  let before: string;

  beforeEach(async () => {
    mkdirSync(join(app.folder, 'elsewhere'));
    backup = await backUp(join(app.folder, 'elsewhere', 'copy.billing'));
    before = contentHash(company.path);
  });
  afterEach(() => {
    expect(contentHash(company.path)).toBe(before);
    expect(readdirSync(dirname(company.path)).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  async function refusal() {
    const examined = await app.refused('data.examine', { source: fileSource(backup) });
    expect(await app.refused('data.restore', { source: fileSource(backup), lost: { receipts: 99, activity: 99 } })).toEqual(examined);
    return examined;
  }

  test('cut off', async () => {
    truncateSync(backup, 40_960);
    expect(await refusal()).toMatchObject({ code: 'DATA_FILE_DAMAGED', message: expect.stringMatching(/^This file was cut off: 40,960 of its [\d,]+ bytes are there\./) });
    truncateSync(backup, 60);
    expect(await refusal()).toMatchObject({ code: 'NOT_A_DATA_FILE' });
  });

  test('altered: a receipt, or its bytes', async () => {
    runSql(backup, "drop trigger receipts_no_update; update receipts set authorised_by = 'Someone else' where number = 1");
    expect(await refusal()).toMatchObject({ code: 'DATA_FILE_DAMAGED', path: '/source', message: 'This backup is damaged or was altered. Receipt 000001 was changed after it was written. What keeps the rows of "receipts" from being changed is gone. Nothing was changed.' });
    const bytes = readFileSync(backup);
    bytes.fill(0x5a, 4096 * 3, 4096 * 9);
    writeFileSync(backup, bytes);
    expect(await refusal()).toMatchObject({ code: 'DATA_FILE_DAMAGED', message: expect.stringContaining('The file itself is damaged') });
  });

  test('another company, no data file at all, not there, not in the list', async () => {
    const other = await startTestCompany('2026-03-29T18:00:00.000Z');
    others.push(other.app);
    const theirs = join(app.folder, 'theirs.billing');
    await other.app.call('data.backUp', { path: theirs });
    expect(await app.refused('data.examine', { source: fileSource(theirs) })).toMatchObject({ code: 'OTHER_COMPANY', path: '/source' });
    writeFileSync(theirs, 'x'.repeat(5000));
    expect(await app.refused('data.examine', { source: fileSource(theirs) })).toMatchObject({ code: 'NOT_A_DATA_FILE' });
    expect(await app.refused('data.examine', { source: fileSource('/nowhere.billing') })).toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(await app.refused('data.examine', { source: { kind: 'listed', path: '../copy.billing' } })).toMatchObject({ code: 'NOT_FOUND', path: '/source/path' });
  });

  test('more was bought than what was shown', async () => {
    expect(await app.refused('data.restore', { source: fileSource(backup), lost: { receipts: 0, activity: 0 } })).toMatchObject({ code: 'CHANGED_SINCE_OPENED', path: '/lost' });
  });

  test('a name that is taken, a folder that cannot be written', async () => {
    expect(await app.refused('data.backUp', { path: backup })).toMatchObject({ code: 'FILE_EXISTS' });
    appendFileSync(join(app.folder, 'plain'), 'A file');
    expect(await app.refused('data.backUp', { path: join(app.folder, 'plain', 'copy.billing') })).toMatchObject({ code: 'FILE_UNREADABLE' });
    mkdirSync(join(app.folder, 'folder.billing'));
    expect(await app.refused('data.backUp', { path: join(app.folder, 'folder.billing') })).toMatchObject({ code: 'FILE_EXISTS' });
    const mistyped = join(app.folder, 'mistyped');
    expect(await app.refused('data.backUp', { path: join(mistyped, 'copy.billing') })).toMatchObject({ code: 'FILE_UNREADABLE', message: `There is no folder ${mistyped}.` });
    expect(existsSync(mistyped)).toBe(false);
  });
});
