import type { PooledType } from '../../shared/values/licenseTypes.ts';
import { TOOLS } from '../../shared/values/tools.ts';
import { DENIED, type DeniedCause, type SeatTimeline } from './seatTimeline.ts';
import { TOOL_SEATS } from './seatTools.ts';

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
  const { order, tools, events, denied } = timeline;
  // No more seats than sessions can be held, so that "no limit" is an ordinary number below.
  const pools = byPool((type): Pool => ({ type, capacity: Math.min(capacities[type], order.length), held: 0, peak: 0 }));
  const choices = choicesOf(pools);
  const holding = new Uint8Array(order.length);
  const lockouts: Lockout[] = [];
  const lockOut = (session: number, cause: LockoutCause): void => {
    lockouts.push({ session: order[session] ?? 0, ...cause });
  };

  for (const event of events) {
    const session = event >>> 1;
    const choice = choices[tools[session] ?? DENIED];
    if (choice === undefined) {
      const cause = event % 2 === 1 ? denied.get(order[session] ?? 0) : undefined;
      if (cause !== undefined) lockOut(session, cause);
    } else if (event % 2 === 0) {
      if (holding[session] === USUAL) release(choice.usual);
      else if (holding[session] === PREFERRED) release(choice.preferred);
    } else if (choice.preferred.length > 0 && firstEmpty(choice.preferred) === null) {
      take(choice.preferred);
      holding[session] = PREFERRED;
    } else {
      const empty = firstEmpty(choice.usual);
      if (empty === null) {
        take(choice.usual);
        holding[session] = USUAL;
      } else {
        lockOut(session, { cause: 'POOL_EMPTY', license: empty.type });
      }
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
