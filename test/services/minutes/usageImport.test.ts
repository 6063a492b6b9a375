import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { viewOf } from '../charges/billing.ts';

let app: TestApplication;
beforeEach(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
});
afterEach(() => app.end());

const accountId = async (): Promise<number> => (await viewOf(app, 'Headquarters')).account.id;
const balance = async (): Promise<string> => (await app.call('minutes.view', { accountId: await accountId() })).balance;

async function check(content: string) {
  const bytes = Buffer.from(content);
  const { importId } = await app.call('import.begin', { kind: 'usage', accountId: await accountId(), fileName: 'march.csv', bytes: bytes.length });
  await app.call('import.chunk', { importId, index: 0, base64: bytes.toString('base64') });
  return { importId, dryRun: await app.call('import.finish', { importId }) };
}

const FILE = 'time,kind,quantity,rate\n2026-03-14 09:00,call,12.5,\n2026-03-14 09:00,call,12.5,\n2026-03-14T10:00-06:00,text,3,0.01\n';

test('enters what the dry run says, at the price book’s rate, in one go; the same line twice is two calls', async () => {
  const before = Number(await balance());
  const { importId, dryRun } = await check(FILE);
  expect(dryRun).toMatchObject({ rows: 3, added: 3, unchanged: 0, rejectedCount: 0 });
  expect(Number(await balance())).toBe(before);
  await app.call('import.apply', { importId, commandId: randomUUID() });
  expect(Number(await balance())).toBeCloseTo(before - 0.53, 6);
  const { entries } = await app.call('activity.page', { limit: 1 });
  expect(entries[0]).toMatchObject({ what: 'Imported usage from march.csv: 3 entries' });
});

test('knows the same file when it comes again, and the same lines in another one', async () => {
  const { importId } = await check(FILE);
  await app.call('import.apply', { importId, commandId: randomUUID() });
  const after = await balance();
  const again = await check(FILE);
  expect(again.dryRun).toMatchObject({ added: 0, unchanged: 3, notes: ['The same usage was imported before, from march.csv.'] });
  const other = await check(`${FILE}2026-03-14 11:00,call,1,0.02\n2026-03-14 09:00,call,12.5,\n`);
  // Three times the same line now, and two of them are there.
  expect(other.dryRun).toMatchObject({ added: 2, unchanged: 3, notes: [] });
  await app.call('import.apply', { importId: other.importId, commandId: randomUUID() });
  expect(Number(await balance())).toBeCloseTo(Number(after) - 0.27, 6);
});

test('one bad line of many: nothing is written, and each line is told', async () => {
  const hash = contentHash(`${app.folder}/demonstration.billing`);
  const { importId, dryRun } = await check(
    ['time,kind,quantity,rate', '2026-03-14 09:00,call,1,0.02', '2026-03-16 09:00,call,1,0.02', '2026-03-14 09:00,call,-1,0.02', '2026-03-14 09:00,call,1,0', '2026-03-08 02:30,call,1,0.02', '2026-02-30 02:30,call,1,0.02', '2026-03-14 09:00,fax,1,0.02', '2026-03-14 09:00,call,999999999,8999999'].join('\n'),
  );
  expect(dryRun.rejected.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9]);
  expect(dryRun.rejected.map(({ reason }) => reason)).toEqual([
    'The time is in the future.',
    'The quantity is no number above 0 such as 12.5, with six decimals at most.',
    'The rate is no number above 0 such as 0.02, with six decimals at most.',
    'The time "2026-03-08 02:30" does not exist: the clocks were set forward over it.',
    'The time "2026-02-30 02:30" is not a real time.',
    'The kind is neither "call" nor "text".',
    'Quantity times rate is more than one entry can hold.',
  ]);
  expect(await app.refused('import.apply', { importId, commandId: randomUUID() })).toMatchObject({ code: 'BAD_INPUT' });
  expect(contentHash(`${app.folder}/demonstration.billing`)).toBe(hash);
});
