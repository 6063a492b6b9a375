import { POOLED_TYPES, type LicenseType, type PooledType } from '../../shared/values/licenseTypes.ts';
import { baseLicense } from './licenseRules.ts';
import { TOOL_SEATS, TOOLS, type Tool } from './seatTools.ts';
import { sortedIndexes } from './sortedIndexes.ts';

/** Someone ran a tool from `start` until just before `end`: whole numbers on one scale, minutes or milliseconds. */
export interface SeatSession {
  readonly user: string;
  readonly tool: Tool;
  readonly start: number;
  readonly end: number;
}

/** Who holds what. A user who is missing holds nothing. `everything`: each user holds every license. */
export type Holdings = 'everything' | ReadonlyMap<string, ReadonlySet<LicenseType>>;

export type SeatCounts = Readonly<Record<PooledType, number>>;

export type LockoutCause =
  | { readonly cause: 'NO_BASE_LICENSE' }
  | { readonly cause: 'NOT_ASSIGNED'; readonly license: LicenseType }
  | { readonly cause: 'POOL_EMPTY'; readonly license: PooledType };

/** `session` is the position in the input of the session that could not start. */
export type Lockout = { readonly session: number } & LockoutCause;

export interface SeatPlay {
  /** Most seats held at one time, per pool. */
  readonly peak: SeatCounts;
  /** In the order in which they happen. */
  readonly lockouts: readonly Lockout[];
}

/** Sessions made ready to be played several times: sorted once, and each user's entitlement looked up once. */
export interface SeatTimeline {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly byStart: Uint32Array;
  readonly byEnd: Uint32Array;
  /** Per session the position of its tool in TOOLS. */
  readonly tools: Uint8Array;
  /** Sessions that no quantity could let start. */
  readonly denied: ReadonlyMap<number, LockoutCause>;
}

const POOL_NUMBER: SeatCounts = { powerDialer: 0, flexPort: 1, inbound: 2, fax: 3, recordingPort: 4 };

/** Per tool the alternatives it may take, in order of preference, each a list of pool numbers. */
const TAKES: readonly (readonly (readonly number[])[])[] = TOOLS.map((tool) => {
  const { takes, prefers } = TOOL_SEATS[tool];
  const usual = takes.map((pool) => POOL_NUMBER[pool]);
  return prefers === null ? [usual] : [[POOL_NUMBER[prefers]], usual];
});

const NOTHING: readonly number[] = [];

/** Sorts sessions and looks up who may start what (SPEC section 5). Each session's end must be after its start. */
export function seatTimeline(sessions: readonly SeatSession[], holdings: Holdings): SeatTimeline {
  const starts = Float64Array.from(sessions, (session) => session.start);
  const ends = Float64Array.from(sessions, (session) => session.end);
  const denied = new Map<number, LockoutCause>();
  for (const [index, session] of sessions.entries()) {
    const cause = holdings === 'everything' ? null : deniedBecause(session, holdings);
    if (cause !== null) denied.set(index, cause);
  }
  return {
    starts,
    ends,
    byStart: sortedIndexes(starts),
    byEnd: sortedIndexes(ends),
    tools: Uint8Array.from(sessions, (session) => TOOLS.indexOf(session.tool)),
    denied,
  };
}

/**
 * Plays sessions against pools of these sizes, `Infinity` for no limit (SPEC section 5). Sessions are half-open: an
 * end frees its seats before a start at the same time takes any; equal starts keep the order of the input. A tool
 * takes all its seats or none; a session locked out does not retry.
 */
export function playSessions(timeline: SeatTimeline, capacities: SeatCounts): SeatPlay {
  const { starts, ends, byStart, byEnd, tools, denied } = timeline;
  const capacity = Float64Array.from(POOLED_TYPES, (pool) => capacities[pool]);
  const held = new Float64Array(POOLED_TYPES.length);
  const peak = new Float64Array(POOLED_TYPES.length);
  // Per session 1 + the number of the alternative it took; 0: it holds nothing.
  const taken = new Uint8Array(starts.length);
  const lockouts: Lockout[] = [];
  let ended = 0;

  for (const session of byStart) {
    const now = at(starts, session);
    for (; ended < byEnd.length; ended += 1) {
      const ending = at(byEnd, ended);
      if (at(ends, ending) > now) break;
      const choice = at(taken, ending);
      if (choice > 0) for (const pool of seatsOf(tools, ending, choice)) held[pool] = at(held, pool) - 1;
    }

    const cause = denied.get(session);
    if (cause !== undefined) {
      lockouts.push({ session, ...cause });
      continue;
    }
    let empty = -1;
    for (const [choice, seats] of (TAKES[at(tools, session)] ?? []).entries()) {
      empty = -1;
      for (const pool of seats) {
        if (at(held, pool) >= at(capacity, pool)) {
          empty = pool;
          break;
        }
      }
      if (empty >= 0) continue;
      taken[session] = choice + 1;
      for (const pool of seats) {
        const count = at(held, pool) + 1;
        held[pool] = count;
        if (count > at(peak, pool)) peak[pool] = count;
      }
      break;
    }
    const license = POOLED_TYPES[empty];
    if (license !== undefined) lockouts.push({ session, cause: 'POOL_EMPTY', license });
  }
  return { peak: countsOf(peak), lockouts };
}

function deniedBecause(session: SeatSession, holdings: ReadonlyMap<string, ReadonlySet<LicenseType>>): LockoutCause | null {
  const { needs } = TOOL_SEATS[session.tool];
  if (needs === null) return null;
  const held = holdings.get(session.user);
  if (held === undefined || baseLicense(held) === null) return { cause: 'NO_BASE_LICENSE' };
  const missing = needs.find((license) => !held.has(license));
  return missing === undefined ? null : { cause: 'NOT_ASSIGNED', license: missing };
}

function seatsOf(tools: Uint8Array, session: number, choice: number): readonly number[] {
  return TAKES[at(tools, session)]?.[choice - 1] ?? NOTHING;
}

function countsOf(perPool: Float64Array): SeatCounts {
  return {
    powerDialer: at(perPool, POOL_NUMBER.powerDialer),
    flexPort: at(perPool, POOL_NUMBER.flexPort),
    inbound: at(perPool, POOL_NUMBER.inbound),
    fax: at(perPool, POOL_NUMBER.fax),
    recordingPort: at(perPool, POOL_NUMBER.recordingPort),
  };
}

// Every index here comes from the arrays' own length; the zero is for the type checker.
function at(values: Float64Array | Uint32Array | Uint8Array, index: number): number {
  return values[index] ?? 0;
}
