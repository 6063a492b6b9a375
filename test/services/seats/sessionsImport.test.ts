import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { importFile, sendFile } from '../imports/sendFile.ts';

let app: TestApplication;

beforeAll(async () => {
  app = await startTestApplication('2026-11-10T19:00:00.000Z');
});
afterAll(() => app.end());

const HEADER = 'user,account,tool,start,end\n';
const LEIF = 'leif.sandvarsson@company-x.example';
const hash = (): string => contentHash(`${app.folder}/demonstration.billing`);
const reasonFor = async (line: string): Promise<string | undefined> => (await sendFile(app, `${HEADER}${line}\n`, { kind: 'sessions' })).dryRun.rejected[0]?.reason;

describe('a session log', () => {
  test('is written as a whole, with its Activity entry, and removed as a whole', async () => {
    const before = (await app.call('seats.sessionLogs', {})).logs.length;
    const counts = await importFile(app, `${HEADER}${LEIF},,PowerDialer,2026-07-01 08:00,2026-07-01T12:00\n,Headquarters,Call Recording and Monitoring,2026-07-01 09:00,2026-07-01 09:30:15\n${LEIF.toUpperCase()},headquarters,powerdialer,2026-07-02T08:00-06:00,2026-07-02T18:00Z\n`, { kind: 'sessions' });
    expect(counts).toEqual({ added: 3, changed: 0, unchanged: 0 });
    const { logs } = await app.call('seats.sessionLogs', {});
    expect(logs).toHaveLength(before + 1);
    expect(logs[0]).toMatchObject({ fileName: 'file.csv', sessions: 3, first: '2026-07-01', last: '2026-07-02' });
    expect((await app.call('activity.page', { limit: 1 })).entries[0]).toMatchObject({ what: 'Imported the session log file.csv', changes: [{ label: 'Sessions', before: null, after: '3' }] });

    const { accounts } = await app.call('summary.accounts', {});
    const accountId = accounts.find(({ name }) => name === 'Headquarters')?.id ?? 0;
    const plan = await app.call('seats.plan', { accountId, from: '2026-07-01', to: '2026-07-02', source: 'log', requestId: randomUUID() });
    expect(plan.sessions).toEqual({ log: 3, plans: 0 });
    expect(plan.pools.map(({ peak }) => peak)).toEqual([1, 0, 0, 0, 1]);

    await app.call('seats.removeSessionLog', { id: logs[0]?.id ?? 0 });
    expect((await app.call('seats.sessionLogs', {})).logs).toHaveLength(before);
    expect(await app.refused('seats.removeSessionLog', { id: logs[0]?.id ?? 0 })).toMatchObject({ code: 'NOT_FOUND', path: '/id' });
  });

  test.each([
    ['nobody@example.com,,Fax,2026-07-01 08:00,2026-07-01 09:00', 'The user "nobody@example.com" is not known.'],
    [',Nowhere,recording,2026-07-01 08:00,2026-07-01 09:00', 'The account "Nowhere" is not known.'],
    [',,recording,2026-07-01 08:00,2026-07-01 09:00', 'The line names neither a user nor an account.'],
    [',Headquarters,Fax,2026-07-01 08:00,2026-07-01 09:00', 'Fax needs a user; only recording runs for an account alone.'],
    [`${LEIF},Remote Office,Fax,2026-07-01 08:00,2026-07-01 09:00`, `The user "${LEIF}" belongs to another account than "Remote Office".`],
    [`${LEIF},,Telex,2026-07-01 08:00,2026-07-01 09:00`, 'The tool "Telex" is not known.'],
    [`${LEIF},,Fax,2062-07-01 09:00,2062-07-01 10:00`, 'The start is still to come. A log is of sessions that were; those to come are planned as shifts.'],
    [`${LEIF},,Fax,2026-07-01 09:00,2026-07-01 09:00`, 'The end is not after the start.'],
    [`${LEIF},,Fax,2026-02-29 09:00,2026-03-01 09:00`, 'The start "2026-02-29 09:00" is not a real time.'],
    [`${LEIF},,Fax,1926-07-01 08:00,1926-07-01 09:00`, 'The start "1926-07-01 08:00" is before 1971.'],
    [`${LEIF},,Fax,2026-07-01 24:00,2026-07-02 09:00`, 'The start "2026-07-01 24:00" is not a real time.'],
    [`${LEIF},,Fax,2026-07-01 08:00,tomorrow`, 'The end "tomorrow" is no time such as 2026-03-08 14:05.'],
    [`${LEIF},,Fax,,2026-07-01 08:00`, 'The start is missing.'],
    [`${LEIF},,Fax,2026-03-08 02:30,2026-03-08 04:00`, 'The start "2026-03-08 02:30" does not exist: the clocks were set forward over it.'],
    [`${LEIF},,Fax,2026-07-01 08:00+25:00,2026-07-01 09:00`, 'The start "2026-07-01 08:00+25:00" has no real offset.'],
    [`${LEIF},,Fax,2026-07-01 08:00,2026-09-01 09:00`, 'The session lasts more than 31 days.'],
    [`=${LEIF},,Fax,2026-07-01 08:00,2026-07-01 09:00`, `The user "=${LEIF}" is not known.`],
  ])('%s is rejected', async (line, reason) => {
    const before = hash();
    expect(await reasonFor(line)).toBe(reason);
    expect(hash()).toBe(before);
  });

  test('in the hour the clocks show twice means the first, and says so', async () => {
    const { dryRun } = await sendFile(app, `${HEADER}${LEIF},,Fax,2026-11-01 01:10,2026-11-01 01:40\n`, { kind: 'sessions' });
    expect(dryRun.notes).toContain('1 session begins or ends in the hour in which the clocks were set back; the first of the two is meant.');
    expect(await reasonFor(`${LEIF},,Fax,2026-11-01 01:40,2026-11-01 01:10`)).toBe('The end is not after the start. The clocks were set back in that hour: write the times with their offset.');
    expect((await sendFile(app, `${HEADER}${LEIF},,Fax,2026-11-01T01:40-06:00,2026-11-01T01:10-07:00\n`, { kind: 'sessions' })).dryRun.added).toBe(1);
  });
});

test('the longest session there may be is played to its end, also where the clocks went forward meanwhile', async () => {
  const { accounts } = await app.call('summary.accounts', {});
  const accountId = accounts[0]?.id ?? 0;
  // Denver went forward on March 8: the 31 days before April 1 have 743 hours, and 31 days may have 744.
  expect(await importFile(app, `${HEADER},Headquarters,recording,2026-02-28T23:30-07:00,2026-04-01T00:20-06:00\n`, { kind: 'sessions' })).toMatchObject({ added: 1 });
  for (const day of ['2026-03-31', '2026-04-01']) {
    expect((await app.call('seats.plan', { accountId, from: day, to: day, source: 'log', requestId: randomUUID() })).sessions.log).toBe(1);
  }
});
