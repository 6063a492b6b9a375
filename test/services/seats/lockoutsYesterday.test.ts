import { expect, it } from 'vitest';
import { lockoutsYesterday, MOST_SESSIONS } from '../../../electron/services/seats/lockoutsYesterday.ts';
import { appendSessionsTx } from '../../../electron/services/seats/sessionColumns.ts';
import { usageBounds } from '../../../electron/services/usageWindow.ts';
import { aLicense, NOON } from '../../support/builders.ts';
import { testDataFile } from '../../support/testDatabase.ts';

it('counts the lockouts of a day, and says where its sessions are too many to be played', async () => {
  const file = await testDataFile();
  const minute = { accountId: 1, userId: null, tool: 'recording', start: NOON, end: NOON + 60_000 } as const;
  const add = (count: number): void =>
    file.write((tx) => {
      appendSessionsTx(tx, file.toolSessions, file.toolSessions.insertLogTx(tx, { at: NOON, fileName: `${count}.csv` }), Array.from({ length: count }, () => minute));
    });
  const of = () => lockoutsYesterday(file, '2026-03-16', usageBounds('2026-03-16', file.company.timeZone)).get(1);
  add(3);
  // Nothing is bought.
  expect(of()).toEqual({ day: '2026-03-15', count: 3, forSeats: 3, pools: ['flexPort'] });
  add(MOST_SESSIONS);
  expect(of()).toEqual({ day: '2026-03-15', count: null, forSeats: 0, pools: [] });
  file.close();
});

it('plays what began weeks ago and still runs, as the Seat Planner does', async () => {
  const file = await testDataFile();
  const hour = 3_600_000;
  file.write((tx) => {
    appendSessionsTx(tx, file.toolSessions, file.toolSessions.insertLogTx(tx, { at: NOON, fileName: 'long.csv' }), [
      { accountId: 1, userId: null, tool: 'recording', start: NOON - 20 * 24 * hour, end: NOON + 2 * hour },
      { accountId: 1, userId: null, tool: 'recording', start: NOON, end: NOON + hour },
    ]);
    file.licenses.saveTx(tx, aLicense({ type: 'flexPort', quantity: 1 }));
  });
  expect(lockoutsYesterday(file, '2026-03-16', usageBounds('2026-03-16', file.company.timeZone)).get(1)).toMatchObject({ count: 1, forSeats: 1 });
  file.close();
});
