import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import { gatherSessions } from '../../../electron/services/seats/gatherSessions.ts';
import { appendSessionsTx } from '../../../electron/services/seats/sessionColumns.ts';
import { startingRange } from '../../../electron/services/seats/startingRange.ts';
import { anAccount, NOON } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
let file: DataFile;

/** A session of a number of hours, so many hours after noon of 15 March 2026, the file's morning. */
const recording = (hour: number, hours: number) => ({ accountId: 1, userId: null, tool: 'recording', start: NOON + hour * HOUR_MS, end: NOON + (hour + hours) * HOUR_MS }) as const;

beforeAll(async () => {
  file = await testDataFile();
  file.write((tx) => {
    const [first, second] = ['first.csv', 'second.csv'].map((fileName) => file.toolSessions.insertLogTx(tx, { at: NOON, fileName }));
    // Out of order, and one that runs from ten days before into the range.
    appendSessionsTx(tx, file.toolSessions, first ?? 0, [recording(5, 1), { ...recording(1, 3), userId: 1, tool: 'fax' }, recording(-240, 242), recording(-240, 1), recording(48, 1)]);
    appendSessionsTx(tx, file.toolSessions, second ?? 0, [recording(1, 9)]);
  });
});
afterAll(() => { file.close(); });

const gather = (from: string, to: string, step: (done: number, total: number) => void = () => undefined) => gatherSessions(file, { accountId: 1, from, to, source: 'log' }, step);
const hours = (moments: Float64Array): number[] => Array.from(moments, (moment) => (moment - NOON) / HOUR_MS);

it('finds what runs at any time of the range, also what began before it, in the order of import and start', async () => {
  const { columns, userIds, toolNumbers, log, start, end } = await gather('2026-03-15', '2026-03-15');
  expect(hours(columns.starts)).toEqual([-240, 1, 5, 1]);
  expect(hours(columns.ends)).toEqual([2, 4, 6, 10]);
  expect([...userIds]).toEqual([0, 1, 0, 0]);
  expect([...toolNumbers]).toEqual([6, 5, 6, 6]);
  expect(log).toBe(4);
  expect([start, end]).toEqual([NOON - 6 * HOUR_MS, NOON - 6 * HOUR_MS + DAY_MS]);
});

it('finds nothing in a range between them', async () => {
  expect((await gather('2026-03-10', '2026-03-10')).log).toBe(1);
  expect((await gather('2026-02-01', '2026-02-02')).log).toBe(0);
});

it('names whoever ran a session and is in another account now', async () => {
  const moved = file.write((tx) => file.accounts.insertTx(tx, anAccount({ name: 'Elsewhere', primary: false })));
  const user = file.users.byId(1);
  if (user === null) throw new Error('Account 1 has its user');
  file.write((tx) => { file.users.updateTx(tx, { ...user, accountId: moved }); });
  const { users, userIds } = await gather('2026-03-15', '2026-03-15');
  expect([...userIds]).toContain(1);
  expect(users.get(1)?.email).toBe(user.email);
});

it('tells how far it is, and is ended by who it tells', async () => {
  const told: number[][] = [];
  await gather('2026-03-15', '2026-03-15', (...progress) => told.push(progress));
  expect(told).toEqual([[0, 6], [6, 6]]);
  await expect(gather('2026-03-15', '2026-03-15', () => { throw new Error('Enough'); })).rejects.toThrow('Enough');
});

it('begins with the last two weeks of the log, none of them to come', () => {
  expect(startingRange(file, 1, NOON + 10 * DAY_MS)).toEqual({ from: '2026-03-04', to: '2026-03-17', source: 'log' });
  expect(startingRange(file, 1, NOON)).toEqual({ from: '2026-03-02', to: '2026-03-15', source: 'log' });
});
