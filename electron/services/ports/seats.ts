import type { PooledType } from '../../../shared/values/licenseTypes.ts';
import type { SeatCounts } from '../../domain/seatPool.ts';
import type { SeatColumns } from '../../domain/seatTimeline.ts';
import type { UseSteps } from '../../domain/seatUse.ts';
import type { ShiftPlan } from '../../domain/shiftPlan.ts';
import type { Tx } from './transaction.ts';

/** Imported sessions of one account column by column (SPEC section 5), in order of start: epoch milliseconds, half-open. */
export interface SessionColumns {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** 0: the system's own recording. */
  readonly userIds: Uint32Array;
  /** The place of each tool in TOOLS. */
  readonly tools: Uint8Array;
}

/** A session block: some thousand sessions of one account and one import, which are written, read and removed together. */
export interface SessionBlockRecord {
  readonly id: number;
  readonly count: number;
}

export interface SessionLogRecord {
  readonly id: number;
  readonly at: number;
  readonly fileName: string;
  readonly sessions: number;
  /** The first and the last start; null where it has no sessions. */
  readonly first: number | null;
  readonly last: number | null;
}

export interface NewShiftPlan extends ShiftPlan {
  readonly accountId: number;
  readonly name: string;
}

export type ShiftPlanRecord = NewShiftPlan & { readonly id: number };

export interface ToolSessions {
  /** The account's session blocks of the time [from, to), in the order in which they were written. Of the first and last of them a part may be outside. */
  blocks(accountId: number, from: number, to: number): readonly SessionBlockRecord[];
  /** The sessions of a session block that start in [from, to); none where the block is not there any more. */
  inBlock(id: number, from: number, to: number): SessionColumns;
  /** Newest first. */
  logs(): readonly SessionLogRecord[];
  /** The last start on the account; null where it has no sessions. */
  lastStart(accountId: number): number | null;
  /** Accounts with a session block of the time [from, to). */
  accountsWithBlocks(from: number, to: number): readonly number[];
  insertLogTx(tx: Tx, log: { readonly at: number; readonly fileName: string }): number;
  /** Adds sessions of an account to a log, as session blocks of their own. */
  appendTx(tx: Tx, logId: number, accountId: number, sessions: SessionColumns): void;
  /** With all its sessions. */
  removeLogTx(tx: Tx, id: number): void;
}

export interface ShiftPlans {
  /** By start, then name. */
  byAccount(accountId: number): readonly ShiftPlanRecord[];
  insertTx(tx: Tx, plan: NewShiftPlan): number;
  updateTx(tx: Tx, plan: ShiftPlanRecord): void;
  removeTx(tx: Tx, id: number): void;
}

/** A play, small enough to be handed from one thread to another. */
export interface PlayedSeats {
  readonly peak: SeatCounts;
  readonly needed: SeatCounts;
  /** Per pool the position of the session that first needs as many; null where none does. */
  readonly neededBy: Readonly<Record<PooledType, number | null>>;
  /** Most held in each part of the time shown, per pool: with the quantities given, and with no limit. */
  readonly use: Readonly<Record<PooledType, readonly number[]>>;
  readonly wanted: Readonly<Record<PooledType, readonly number[]>>;
  /** Of each lockout the session's position, in the order in which they happen. */
  readonly lockedOut: Uint32Array;
  /** Of each lockout the place of the empty pool in POOLED_TYPES; or, from 128 up, why the user was denied, as `deniedBy` reads it. */
  readonly causes: Uint8Array;
}

/** Plays sessions in a thread of its own, so that a million of them holds nothing up. It keeps the sessions loaded last. */
export interface SeatPlayer {
  load(columns: SeatColumns): Promise<void>;
  play(quantities: SeatCounts, steps: UseSteps): Promise<PlayedSeats>;
  /** Drops what is loaded and under way; what waits for an answer is rejected. */
  stop(): void;
}
