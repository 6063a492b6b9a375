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
  /** Per pool the session, by its position in the input, whose start first made it as many; null where none did. */
  readonly peakBy: Readonly<Record<PooledType, number | null>>;
  /** In the order in which they happen. */
  readonly lockouts: readonly Lockout[];
  /** Most seats held at one time in each part, so that a chart of few parts loses no peak. */
  readonly use: readonly SeatCounts[];
}

/** A pool's seats while a timeline is played. */
interface Pool {
  readonly type: PooledType;
  readonly capacity: number;
  held: number;
  /** The most held in the part that is played. */
  high: number;
  /** The most held in all parts, and the session that first made it as many; -1 where none did. */
  most: number;
  mostBy: number;
}

/** All in one part. */
const WHOLE = Uint32Array.of(0);

/**
 * Plays sessions against pools of these sizes, `Infinity` for no limit (SPEC section 5). A tool takes all its seats
 * at once or none, and keeps the very seats it took until its end; a session locked out does not retry.
 *
 * `parts` are numbers of events in rising order, as `eventsBefore` gives them, one for each part of `use`: how many
 * events happened before it. What happened before the first part says who holds a seat as it begins, and counts for
 * nothing else.
 */
export function playSessions(timeline: SeatTimeline, capacities: SeatCounts, parts: Uint32Array = WHOLE): SeatPlay {
  const { order, tools, events } = timeline;
  // No more seats than sessions can be held, so that "no limit" is an ordinary number below.
  const pools = byPool((type): Pool => ({ type, capacity: Math.min(capacities[type], order.length), held: 0, high: 0, most: 0, mostBy: -1 }));
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
        take(choice.preferred, session);
        holding[session] = PREFERRED;
      } else {
        const empty = firstEmpty(choice.usual);
        if (empty === null) {
          take(choice.usual, session);
          holding[session] = USUAL;
        } else {
          lockOut(session, { cause: 'POOL_EMPTY', license: empty.type });
        }
      }
    }
  };

  play(0, parts[0] ?? events.length);
  lockouts.length = 0;
  for (const pool of Object.values(pools)) {
    pool.most = pool.held;
    pool.mostBy = -1;
  }
  for (const [part, from] of parts.entries()) {
    for (const pool of Object.values(pools)) pool.high = pool.held;
    play(from, parts[part + 1] ?? events.length);
    use.push(byPool((type) => pools[type].high));
  }
  return { peak: byPool((type) => pools[type].most), peakBy: byPool((type) => order[pools[type].mostBy] ?? null), lockouts, use };
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

function take(seats: readonly Pool[], session: number): void {
  for (const pool of seats) {
    pool.held += 1;
    if (pool.held <= pool.high) continue;
    pool.high = pool.held;
    if (pool.held <= pool.most) continue;
    pool.most = pool.held;
    pool.mostBy = session;
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
