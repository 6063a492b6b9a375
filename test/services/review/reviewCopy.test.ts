import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { contracts } from '../../../shared/contracts/index.ts';
import type { Output, RouteName } from '../../../shared/contracts/index.ts';
import { sampleInput } from '../../support/sampleInput.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';

type State = Output<'review.copyState'>;

let app: TestApplication;
let source: string;

/** Waits for the copy under way. */
async function finished(): Promise<State> {
  for (;;) {
    const state = await app.call('review.copyState', {});
    if (state.state !== 'running') return state;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

beforeAll(async () => {
  app = await startTestApplication('2026-03-16T18:00:00.000Z');
  source = (await app.call('app.state', {})).file?.path ?? '';
});
afterAll(() => app.end());

test('a copy of one account is made beside the work, and the data file is not changed', async () => {
  const before = contentHash(source);
  const { accounts } = await app.call('summary.accounts', {});
  const account = accounts.find(({ name }) => name === 'Remote Office');
  await app.call('review.beginCopy', { path: 'remote.billing', accountId: account?.id ?? 0 });
  expect(await app.call('review.copyState', {})).toMatchObject({ state: 'running', steps: 4, step: 1 });
  expect((await app.refused('review.beginCopy', { path: 'other.billing', accountId: null })).code).toBe('ALREADY_USED');
  const done = await finished();
  expect(done).toMatchObject({ state: 'done', path: join(app.folder, 'remote.billing') });
  expect(contentHash(source)).toBe(before);
  expect(readdirSync(app.folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('it opens for review only; every page of it answers, though its account is not the primary one', async () => {
  const path = join(app.folder, 'remote.billing');
  expect(await app.refused('file.open', { path })).toMatchObject({ code: 'REVIEW_ONLY', details: { file: path } });
  const bytes = readFileSync(path);
  const opened = await app.call('file.openForReview', { path });
  expect(opened.review?.copy).toMatchObject({ accountName: 'Remote Office' });
  expect(opened.review?.copy?.leftOutReceipts).toBeGreaterThan(10);
  await app.call('data.verify', {});
  await vi.waitFor(async () => expect((await app.call('data.view', {})).verified).toMatchObject({ findings: [] }));
  const accountId = (await app.call('summary.accounts', {})).accounts[0]?.id ?? 0;
  // Its keys are the routes' names.
  for (const route of Object.keys(contracts) as RouteName[]) {
    if (route.startsWith('file.')) continue;
    const input = sampleInput(contracts[route].input);
    const asked = typeof input === 'object' && input !== null && 'accountId' in input ? { ...input, accountId } : input;
    const answer = await app.application.invoke(route, asked);
    expect([route, answer.ok ? null : answer.error.code]).not.toEqual([route, 'INTERNAL']);
  }
  for (const route of ['summary.accounts', 'storage.view', 'prices.book', 'groups.list', 'charging.state'] as const) await app.call(route, {});
  for (const route of ['billingManager.view', 'minutes.view'] as const) await app.call(route, { accountId });
  const { receipts } = await app.call('receipts.page', { filter: {}, limit: 200 });
  const numbers = receipts.map(({ number }) => number);
  // Older and newer step over what is left out.
  const middle = numbers[3] ?? 0;
  expect(await app.call('receipts.detail', { number: middle })).toMatchObject({ older: numbers[4], newer: numbers[2] });
  expect((await app.refused('receipts.detail', { number: middle - 1 })).code).toBe('NOT_FOUND');
  expect(readFileSync(path).equals(bytes)).toBe(true);
  await app.call('file.open', { path: source });
});

test('nothing that exists is overwritten, least of all the open file, by whatever name', async () => {
  const link = join(app.folder, 'link.billing');
  symlinkSync(source, link);
  writeFileSync(join(app.folder, 'taken.billing'), 'mine');
  expect((await app.refused('review.beginCopy', { path: source, accountId: null })).code).toBe('FILE_EXISTS');
  for (const path of [link, 'taken.billing']) {
    await app.call('review.beginCopy', { path, accountId: null });
    expect(await finished()).toMatchObject({ state: 'failed', failure: { code: 'FILE_EXISTS' } });
  }
  expect(readFileSync(join(app.folder, 'taken.billing'), 'utf8')).toBe('mine');
  await app.call('summary.accounts', {});
});

test('a copy that was stopped leaves nothing', async () => {
  const before = readdirSync(app.folder).toSorted();
  await app.call('review.beginCopy', { path: 'stopped.billing', accountId: null });
  await app.call('review.cancelCopy', {});
  expect(await finished()).toMatchObject({ state: 'failed', failure: { code: 'CANCELLED' } });
  expect(readdirSync(app.folder).toSorted()).toEqual(before);
});

test('an unknown account and a folder that is not there are refused', async () => {
  expect(await app.refused('review.beginCopy', { path: 'x.billing', accountId: 999 })).toMatchObject({ code: 'NOT_FOUND', path: '/accountId' });
  await app.call('review.beginCopy', { path: join('none', 'x.billing'), accountId: null });
  expect(await finished()).toMatchObject({ state: 'failed', failure: { code: 'FILE_UNREADABLE' } });
});

test('a copy of one account names no other one by the name that it had before', async () => {
  const { accounts } = await app.call('summary.accounts', {});
  const accountId = accounts.find(({ primary }) => primary)?.id ?? 0;
  const { accountId: other } = await app.call('accounts.add', { commandId: randomUUID(), name: 'Quillfeather', billingDay: 1 });
  await app.call('minutes.adjust', { commandId: randomUUID(), accountId, amount: '5.00', note: 'Moved over from Quillfeather' });
  await app.call('accounts.change', { accountId: other, name: 'Northgate', billingDay: 1 });
  await app.call('review.beginCopy', { path: 'primary.billing', accountId });
  const made = await finished();
  if (made.state !== 'done') throw new Error(JSON.stringify(made));
  const bytes = readFileSync(made.path).toString('latin1');
  for (const name of ['Northgate', 'Quillfeather']) expect(bytes).not.toContain(name);
});
