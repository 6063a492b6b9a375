import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import { anAccount, NOON, sessionColumns } from '../../support/builders.ts';
import { fillSmall, testDataFile } from '../../support/testDatabase.ts';

const MANY = 8_192 + 8;
const [FIRST, SECOND] = [1, 2];
let file: DataFile;

/** Session n from minute n on, for two minutes. */
const minute = (n: number): number => NOON + n * 60_000;

beforeAll(async () => {
  file = await testDataFile((empty, tx) => {
    fillSmall(empty, tx);
    empty.accounts.insertTx(tx, anAccount({ name: 'Other', primary: false }));
  });
  file.write((tx) => {
    for (const fileName of ['one.csv', 'two.csv', 'empty.csv']) file.toolSessions.insertLogTx(tx, { at: NOON, fileName });
    file.toolSessions.appendTx(tx, 1, FIRST, sessionColumns(Array.from({ length: MANY }, (_, n) => [minute(n), minute(n + 2), n % 2, 6])));
    file.toolSessions.appendTx(tx, 2, FIRST, sessionColumns([[minute(5), minute(6), 1, 0], [minute(20_000), minute(20_001), 1, 1]]));
    file.toolSessions.appendTx(tx, 2, SECOND, sessionColumns([[minute(7), minute(8), 0, 6]]));
  });
});
afterAll(() => { file.close(); });

const starts = (accountId: number, from: number, to: number): number[] =>
  file.toolSessions.blocks(accountId, from, to).flatMap(({ id }) => [...file.toolSessions.inBlock(id, from, to).starts]);

it('keeps at most 8,192 sessions in a session block', () => {
  expect(file.toolSessions.blocks(FIRST, 0, Infinity).map(({ count }) => count)).toEqual([8_192, MANY - 8_192, 2]);
});

it.each([
  ['across two blocks', minute(8_190), minute(8_194), [8_190, 8_191, 8_192, 8_193].map(minute)],
  ['in the order in which they were written', minute(4), minute(7), [4, 5, 6, 5].map(minute)],
  ['of a range without any, in the middle of a block', minute(10_000), minute(11_000), []],
  ['before all', 0, minute(0), []],
  ['from the last on', minute(20_000), Infinity, [minute(20_000)]],
])('reads the sessions that start in a range: %s', (_what, from, to, expected) => {
  expect(starts(FIRST, from, to)).toEqual(expected);
});

it('gives all of a session', () => {
  const [block] = file.toolSessions.blocks(SECOND, 0, Infinity);
  expect(file.toolSessions.inBlock(block?.id ?? 0, 0, Infinity)).toEqual(sessionColumns([[minute(7), minute(8), 0, 6]]));
});

it('knows accounts and logs by their session blocks', () => {
  const { toolSessions } = file;
  expect([toolSessions.lastStart(FIRST), toolSessions.lastStart(SECOND), toolSessions.lastStart(9)]).toEqual([minute(20_000), minute(7), null]);
  expect(toolSessions.accountsWithBlocks(minute(7), minute(8))).toEqual([FIRST, SECOND]);
  expect(toolSessions.accountsWithBlocks(minute(8), minute(9))).toEqual([FIRST]);
  expect(toolSessions.logs()).toEqual([
    { id: 3, at: NOON, fileName: 'empty.csv', sessions: 0, first: null, last: null },
    { id: 2, at: NOON, fileName: 'two.csv', sessions: 3, first: minute(5), last: minute(20_000) },
    { id: 1, at: NOON, fileName: 'one.csv', sessions: MANY, first: minute(0), last: minute(MANY - 1) },
  ]);
});

it('removes a log with its session blocks, whose ids are not given again', () => {
  const before = file.toolSessions.blocks(FIRST, 0, Infinity).map(({ id }) => id);
  file.write((tx) => { file.toolSessions.removeLogTx(tx, 2); });
  expect(starts(FIRST, minute(4), minute(7))).toEqual([4, 5, 6].map(minute));
  expect(file.toolSessions.lastStart(SECOND)).toBeNull();
  expect(file.toolSessions.inBlock(before.at(-1) ?? 0, 0, Infinity).starts).toHaveLength(0);
  file.write((tx) => { file.toolSessions.appendTx(tx, 3, SECOND, sessionColumns([[1, 2, 0, 6]])); });
  expect(before).not.toContain(file.toolSessions.blocks(SECOND, 0, Infinity)[0]?.id);
  expect(() => { file.write((tx) => { file.toolSessions.removeLogTx(tx, 2); }); }).toThrow('no such session log');
});
