import type { PooledType } from '../../shared/values/licenseTypes.ts';
import { TOOLS, type Tool } from '../../shared/values/tools.ts';
import { deniedBy, type DeniedCause, type SeatTimeline } from './seatTimeline.ts';
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
  /** Most seats held at one time in each part between two cuts, so that a chart of few parts loses no peak. */
  readonly use: readonly SeatCounts[];
}

/** A pool's seats while a timeline is played. */
interface Pool {
  readonly type: PooledType;
  readonly capacity: number;
  held: number;
  /** The most held since the last cut. */
  high: number;
}

const NO_CUTS = new Uint32Array();

/**
 * Plays sessions against pools of these sizes, `Infinity` for no limit (SPEC section 5). A tool takes all its seats
 * at once or none, and keeps the very seats it took until its end; a session locked out does not retry. `cuts` are
 * numbers of events in rising order, as `eventsBefore` gives them: n cuts make n + 1 parts of `use`.
 */
export function playSessions(timeline: SeatTimeline, capacities: SeatCounts, cuts: Uint32Array = NO_CUTS): SeatPlay {
  const { order, tools, events } = timeline;
  // No more seats than sessions can be held, so that "no limit" is an ordinary number below.
  const pools = byPool((type): Pool => ({ type, capacity: Math.min(capacities[type], order.length), held: 0, high: 0 }));
  const choices = choicesOf(pools);
  const holding = new Uint8Array(order.length);
  const lockouts: Lockout[] = [];
  const use: SeatCounts[] = [];
  const lockOut = (session: number, cause: LockoutCause): void => {
    lockouts.push({ session: order[session] ?? 0, ...cause });
  };
  const play = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      const event = events[index] ?? 0;
      const session = event >>> 1;
      const code = tools[session] ?? 0;
      const choice = choices[code];
      if (choice === undefined) {
        const cause = event % 2 === 1 ? deniedBy(code) : null;
        if (cause !== null) lockOut(session, cause);
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
  };

  let from = 0;
  for (const to of [...cuts, events.length]) {
    for (const pool of Object.values(pools)) pool.high = pool.held;
    play(from, to);
    use.push(byPool((type) => pools[type].high));
    from = to;
  }
  return { peak: byPool((type) => use.reduce((most, counts) => Math.max(most, counts[type]), 0)), lockouts, use };
}

export type SeatVerdict = { readonly kind: 'free'; readonly seats: readonly PooledType[] } | { readonly kind: 'empty'; readonly license: PooledType };

/** The seats a tool would take where so many of each pool are held, or the first pool that has none left (SPEC section 5). */
export function seatsFor(tool: Tool, held: SeatCounts, capacities: SeatCounts): SeatVerdict {
  const isFree = (type: PooledType): boolean => held[type] < capacities[type];
  const { takes, prefers } = TOOL_SEATS[tool];
  if (prefers !== null && isFree(prefers)) return { kind: 'free', seats: [prefers] };
  const empty = takes.find((type) => !isFree(type));
  return empty === undefined ? { kind: 'free', seats: takes } : { kind: 'empty', license: empty };
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
    if (pool.held > pool.high) pool.high = pool.held;
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
export function byPool<T>(value: (type: PooledType) => T): Record<PooledType, T> {
  return {
    powerDialer: value('powerDialer'),
    flexPort: value('flexPort'),
    inbound: value('inbound'),
    fax: value('fax'),
    recordingPort: value('recordingPort'),
  };
}
