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
