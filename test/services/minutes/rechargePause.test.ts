import { expect, it } from 'vitest';
import { endRechargePauseTx, retryRechargeTx } from '../../../electron/services/minutes/rechargePause.ts';
import { testDataFile } from '../../support/testDatabase.ts';

const state = { accountId: 1, dueSince: 5, roundCycle: null, failedCycles: 4, nextTryCycle: 90 };

it('a purchase that succeeds ends a pause: the next try is in the next cycle, counted anew', async () => {
  const file = await testDataFile();
  file.write((tx) => {
    file.recharges.saveStateTx(tx, state);
    endRechargePauseTx(tx, file, 1, 100);
  });
  expect(file.recharges.stateOf(1)).toEqual({ ...state, failedCycles: 0, nextTryCycle: 101 });
});

it('a purchase leaves retries that are not paused as they are; a changed source begins them anew', async () => {
  const file = await testDataFile();
  const waiting = { ...state, failedCycles: 3, nextTryCycle: 104 };
  file.write((tx) => {
    file.recharges.saveStateTx(tx, waiting);
    endRechargePauseTx(tx, file, 1, 100);
  });
  expect(file.recharges.stateOf(1)).toEqual(waiting);
  file.write((tx) => {
    retryRechargeTx(tx, file, 1, 100);
  });
  expect(file.recharges.stateOf(1)).toEqual({ ...state, failedCycles: 0, nextTryCycle: 101 });
});

it('cycles missed are one row; one of them that is run after all is taken out of it', async () => {
  const file = await testDataFile();
  const row = { accountId: 1, cycle: 10, lastCycle: 20, decision: 'missed', reason: 'Billing Desk was not running.', balance: null, reserve: null, amount: null } as const;
  file.write((tx) => {
    file.recharges.recordTx(tx, row);
    file.recharges.takeOutOfMissedTx(tx, 1, 10);
    file.recharges.recordTx(tx, { ...row, lastCycle: 10, decision: 'notDue', reason: 'Enough.', balance: '5.000001', reserve: '4.00' });
  });
  expect(file.recharges.cycles(1, null, 9)).toEqual([
    { ...row, cycle: 11 },
    { ...row, lastCycle: 10, decision: 'notDue', reason: 'Enough.', balance: '5.000001', reserve: '4.00' },
  ]);
  expect(file.recharges.ranIn(1, 10)?.decision).toBe('notDue');
  expect(file.recharges.ranIn(1, 15)).toBeNull();
  expect(file.recharges.cycles(1, 11, 9)).toHaveLength(1);
});

it('cycles among the missed ones that are run after all, in any order, leave the others missed', async () => {
  const file = await testDataFile();
  const missed = { accountId: 1, cycle: 10, lastCycle: 20, decision: 'missed', reason: 'Billing Desk was not running.', balance: null, reserve: null, amount: null } as const;
  const rowsAfter = (...cycles: readonly number[]): string[] => {
    file.write((tx) => {
      for (const cycle of cycles) {
        file.recharges.takeOutOfMissedTx(tx, 1, cycle);
        file.recharges.recordTx(tx, { ...missed, cycle, lastCycle: cycle, decision: 'notDue', reason: 'Enough.', balance: '5.00', reserve: '4.00' });
      }
    });
    return file.recharges.cycles(1, null, 20).map(({ cycle, lastCycle, decision }) => `${cycle}-${lastCycle} ${decision}`);
  };
  file.write((tx) => file.recharges.recordTx(tx, missed));
  expect(rowsAfter(13)).toEqual(['14-20 missed', '13-13 notDue', '10-12 missed']);
  expect(rowsAfter(11, 12)).toEqual(['14-20 missed', '13-13 notDue', '12-12 notDue', '11-11 notDue', '10-10 missed']);
  expect(rowsAfter(20, 10, 14)).toEqual(['20-20 notDue', '15-19 missed', '14-14 notDue', '13-13 notDue', '12-12 notDue', '11-11 notDue', '10-10 notDue']);
});

it('a row within those of the missed, as an earlier version left it, stays when one before it is run after all', async () => {
  const file = await testDataFile();
  const missed = { accountId: 1, cycle: 12, lastCycle: 20, decision: 'missed', reason: 'Billing Desk was not running.', balance: null, reserve: null, amount: null } as const;
  file.write((tx) => {
    file.recharges.recordTx(tx, { ...missed, cycle: 13, lastCycle: 13, decision: 'notDue', reason: 'Enough.' });
    file.recharges.recordTx(tx, missed);
    file.recharges.takeOutOfMissedTx(tx, 1, 12);
    file.recharges.recordTx(tx, { ...missed, lastCycle: 12, decision: 'notDue', reason: 'Enough.' });
  });
  expect(file.recharges.cycles(1, null, 20).map(({ cycle, lastCycle }) => [cycle, lastCycle])).toEqual([[14, 20], [13, 13], [12, 12]]);
});
