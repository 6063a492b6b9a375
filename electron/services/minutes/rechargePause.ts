import { afterSourceChange, isPaused } from '../../domain/retryAfterDecline.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';

/** A purchase succeeded: a paused automatic recharge is tried again from the next cycle on (SPEC section 7). */
export function endRechargePauseTx(tx: Tx, file: DataFile, accountId: number, cycle: number): void {
  const state = file.recharges.stateOf(accountId);
  if (state !== null && isPaused(state)) file.recharges.saveStateTx(tx, { ...state, ...afterSourceChange(cycle) });
}

/** A funding source changed: what was declined is tried again from the next cycle on, counted anew (SPEC section 7). */
export function retryRechargeTx(tx: Tx, file: DataFile, accountId: number, cycle: number): void {
  const state = file.recharges.stateOf(accountId);
  if (state !== null && state.failedCycles > 0) file.recharges.saveStateTx(tx, { ...state, ...afterSourceChange(cycle) });
}
