import type { LicenseType, PooledType } from '../../shared/values/licenseTypes.ts';
import type { Tool } from '../../shared/values/tools.ts';
import { byPool, seatsFor, type LockoutCause, type SeatCounts } from './seatPool.ts';
import { deniedBy, toolCode } from './seatTimeline.ts';

/** A tool that runs now, and the very seats it holds until it ends. */
export interface BoardSession {
  readonly id: number;
  /** Null: the system's own recording. */
  readonly userId: number | null;
  readonly tool: Tool;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly seats: readonly PooledType[];
}

/** A tool that could not start. */
export type BoardLockout = { readonly id: number; readonly userId: number | null; readonly tool: Tool; readonly at: number } & LockoutCause;

/** The tools of one billing account that somebody started by hand, and the lockouts, newest first. */
export interface SeatBoard {
  readonly sessions: readonly BoardSession[];
  readonly lockouts: readonly BoardLockout[];
  readonly nextId: number;
}

export const EMPTY_BOARD: SeatBoard = { sessions: [], lockouts: [], nextId: 1 };

/** Lockouts that are kept; the oldest go first. */
const LOCKOUTS_KEPT = 50;

export interface BoardStart {
  readonly userId: number | null;
  readonly tool: Tool;
  readonly at: number;
  /** What the user holds. */
  readonly held: ReadonlySet<LicenseType>;
}

/** Seats held now, per pool. */
export function seatsHeld({ sessions }: SeatBoard): SeatCounts {
  return byPool((type) => sessions.reduce((held, { seats }) => held + (seats.includes(type) ? 1 : 0), 0));
}

/** Starts a tool by the rules that `playSessions` plays by (SPEC section 5), or locks its user out. */
export function startTool(board: SeatBoard, { userId, tool, at, held }: BoardStart, capacities: SeatCounts): SeatBoard {
  const id = board.nextId;
  const lockOut = (cause: LockoutCause): SeatBoard => ({
    ...board,
    lockouts: [{ id, userId, tool, at, ...cause }, ...board.lockouts].slice(0, LOCKOUTS_KEPT),
    nextId: id + 1,
  });
  const denied = deniedBy(toolCode(tool, held));
  if (denied !== null) return lockOut(denied);
  const verdict = seatsFor(tool, seatsHeld(board), capacities);
  if (verdict.kind === 'empty') return lockOut({ cause: 'POOL_EMPTY', license: verdict.license });
  return { ...board, sessions: [...board.sessions, { id, userId, tool, since: at, seats: verdict.seats }], nextId: id + 1 };
}

/** Ends a tool, which frees its seats. The same board where no such tool runs. */
export function endTool(board: SeatBoard, id: number): SeatBoard {
  return board.sessions.some((session) => session.id === id) ? { ...board, sessions: board.sessions.filter((session) => session.id !== id) } : board;
}
