import type { PooledType } from '../../shared/values/licenseTypes.ts';
import type { DeniedCause, SeatTimeline } from './seatTimeline.ts';
import { TOOL_SEATS, TOOLS } from './seatTools.ts';

export type SeatCounts = Readonly<Record<PooledType, number>>;

export type LockoutCause = DeniedCause | { readonly cause: 'POOL_EMPTY'; readonly license: PooledType };

/** A session that could not start; `session` is its position in the input. */
export type Lockout = { readonly session: number } & LockoutCause;

export interface SeatPlay {
  /** Most seats held at one time, per pool. */
  readonly peak: SeatCounts;
  /** In the order in which they happen. */
  readonly lockouts: readonly Lockout[];
}

/** A pool's seats while a timeline is played. */
interface Pool {
  readonly type: PooledType;
  readonly capacity: number;
  held: number;
  peak: number;
}

/**
 * Plays sessions against pools of these sizes, `Infinity` for no limit (SPEC section 5). A tool takes all its seats
 * at once or none, and keeps the very seats it took until its end; a session locked out does not retry.
 */
export function playSessions(timeline: SeatTimeline, capacities: SeatCounts): SeatPlay {
  const { events, tools, denied } = timeline;
  // No more seats than sessions can be held, so that "no limit" is an ordinary number below.
  const pools = byPool((type): Pool => ({ type, capacity: Math.min(capacities[type], tools.length), held: 0, peak: 0 }));
  const choices = choicesOf(pools);
  const choiceOf = (session: number): Choice => {
    const choice = choices[tools[session] ?? 0];
    if (choice === undefined) throw new RangeError(`Session ${session} runs an unknown tool`);
    return choice;
  };
  const holding = new Uint8Array(tools.length);
  const lockouts: Lockout[] = [];

  for (const event of events) {
    const session = event >>> 1;
    if (event % 2 === 0) {
      const held = holding[session];
      if (held === USUAL) release(choiceOf(session).usual);
      else if (held === PREFERRED) release(choiceOf(session).preferred);
      continue;
    }
    const cause = denied[session] ?? null;
    if (cause !== null) {
      lockouts.push({ session, ...cause });
      continue;
    }
    const { preferred, usual } = choiceOf(session);
    if (preferred.length > 0 && firstEmpty(preferred) === null) {
      take(preferred);
      holding[session] = PREFERRED;
      continue;
    }
    const empty = firstEmpty(usual);
    if (empty === null) {
      take(usual);
      holding[session] = USUAL;
    } else {
      lockouts.push({ session, cause: 'POOL_EMPTY', license: empty.type });
    }
  }
  return { peak: byPool((type) => pools[type].peak), lockouts };
}

const USUAL = 1;
const PREFERRED = 2;

/** The seats a tool may take: those it prefers, if it has any and all are free, else the usual ones. */
interface Choice {
  readonly preferred: readonly Pool[];
  readonly usual: readonly Pool[];
}

function choicesOf(pools: Readonly<Record<PooledType, Pool>>): readonly Choice[] {
  return TOOLS.map((tool) => {
    const { takes, prefers } = TOOL_SEATS[tool];
    return { preferred: prefers === null ? [] : [pools[prefers]], usual: takes.map((type) => pools[type]) };
  });
}

function take(seats: readonly Pool[]): void {
  for (const pool of seats) {
    pool.held += 1;
    if (pool.held > pool.peak) pool.peak = pool.held;
  }
}

function release(seats: readonly Pool[]): void {
  for (const pool of seats) pool.held -= 1;
}

function firstEmpty(seats: readonly Pool[]): Pool | null {
  for (const pool of seats) if (pool.held >= pool.capacity) return pool;
  return null;
}

/** One value for each of the five pools. */
function byPool<T>(value: (type: PooledType) => T): Record<PooledType, T> {
  return {
    powerDialer: value('powerDialer'),
    flexPort: value('flexPort'),
    inbound: value('inbound'),
    fax: value('fax'),
    recordingPort: value('recordingPort'),
  };
}
