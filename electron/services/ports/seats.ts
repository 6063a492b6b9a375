import type { PooledType } from '../../../shared/values/licenseTypes.ts';
import type { Tool } from '../../../shared/values/tools.ts';
import type { SeatCounts } from '../../domain/seatPool.ts';
import type { SeatColumns } from '../../domain/seatTimeline.ts';
import type { UseSteps } from '../../domain/seatUse.ts';
import type { ShiftPlan } from '../../domain/shiftPlan.ts';
import type { Tx } from './transaction.ts';

/** One session of the imported log (SPEC section 5): epoch milliseconds, half-open. No user: the system's own recording. */
export interface NewToolSession {
  readonly accountId: number;
  readonly userId: number | null;
  readonly tool: Tool;
  readonly start: number;
  readonly end: number;
}

export type ToolSessionRecord = Omit<NewToolSession, 'accountId'> & { readonly id: number };

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
  /** Sessions of the account that start in [from, to). */
  count(accountId: number, from: number, to: number): number;
  /** The same in order of start, in windows: `from` and `afterId` are start and id of the last one before. */
  page(window: { readonly accountId: number; readonly from: number; readonly to: number; readonly afterId: number; readonly limit: number }): readonly ToolSessionRecord[];
  /** Newest first. */
  logs(): readonly SessionLogRecord[];
  /** The last start on the account; null where it has no sessions. */
  lastStart(accountId: number): number | null;
  /** Accounts on which a session starts in [from, to). */
  accountsWithStarts(from: number, to: number): readonly number[];
  insertLogTx(tx: Tx, log: { readonly at: number; readonly fileName: string }): number;
  appendTx(tx: Tx, logId: number, sessions: Iterable<NewToolSession>): void;
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
