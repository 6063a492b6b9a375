import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import type { Tool } from '../../shared/values/tools.ts';
import { baseLicense } from './licenseRules.ts';
import { TOOL_NUMBER, TOOL_SEATS } from './seatTools.ts';
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

/** Why no quantity could let a session start (SPEC section 5). */
export type DeniedCause =
  | { readonly cause: 'NO_BASE_LICENSE' }
  | { readonly cause: 'NOT_ASSIGNED'; readonly license: LicenseType };

/** Sessions made ready to be played several times: sorted once, each user's licenses looked up once. */
export interface SeatTimeline {
  /**
   * The sessions' positions in the input, in order of start. Below, a session is its place in this order, so that
   * playing runs through memory from front to back: with a million sessions that is most of the time it takes.
   */
  readonly order: Uint32Array;
  /** Per session the number of its tool, or DENIED. */
  readonly tools: Uint8Array;
  /** Starts and ends in the order in which they happen: 2 x the session, plus 1 for a start. */
  readonly events: Uint32Array;
  /** Why the denied sessions are, by position in the input. */
  readonly denied: ReadonlyMap<number, DeniedCause>;
}

/** In place of a tool's number: no quantity could let the session start. */
export const DENIED = 255;

/**
 * Puts sessions in order and looks up who may start what (SPEC section 5). Sessions are half-open, so that at one
 * time ends come before starts; equal starts keep the order of the input. Each end must be after its start.
 */
export function seatTimeline(sessions: readonly SeatSession[], holdings: Holdings): SeatTimeline {
  const count = sessions.length;
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  const tools = new Uint8Array(count);
  const denied = new Map<number, DeniedCause>();
  sessions.forEach((session, position) => {
    const cause = holdings === 'everything' ? null : deniedCause(session, holdings);
    if (cause !== null) denied.set(position, cause);
    starts[position] = session.start;
    ends[position] = session.end;
    tools[position] = cause === null ? TOOL_NUMBER[session.tool] : DENIED;
  });
  const order = sortedIndexes(starts);
  return {
    order,
    tools: tools.map((_, place) => tools[order[place] ?? 0] ?? DENIED),
    events: eventsOf(reordered(starts, order), reordered(ends, order)),
    denied,
  };
}

function reordered(values: Float64Array, order: Uint32Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let place = 0; place < order.length; place += 1) result[place] = values[order[place] ?? 0] ?? 0;
  return result;
}

/** Merges starts, which rise, with ends. */
function eventsOf(starts: Float64Array, ends: Float64Array): Uint32Array {
  const count = starts.length;
  const byEnd = sortedIndexes(ends);
  const events = new Uint32Array(2 * count);
  let ended = 0;
  for (let started = 0; started < count; ended += 1) {
    const ending = byEnd[ended] ?? 0;
    const end = ends[ending] ?? Infinity;
    for (; started < count && (starts[started] ?? 0) < end; started += 1) events[started + ended] = 2 * started + 1;
    events[started + ended] = 2 * ending;
  }
  for (; ended < count; ended += 1) events[count + ended] = 2 * (byEnd[ended] ?? 0);
  return events;
}

/** Base license first, then each license the tool needs in its order; `recording` is the system's own and needs none. */
function deniedCause(session: SeatSession, holdings: ReadonlyMap<string, ReadonlySet<LicenseType>>): DeniedCause | null {
  const { needs } = TOOL_SEATS[session.tool];
  if (needs === null) return null;
  const held = holdings.get(session.user);
  if (held === undefined || baseLicense(held) === null) return { cause: 'NO_BASE_LICENSE' };
  for (const license of needs) if (!held.has(license)) return { cause: 'NOT_ASSIGNED', license };
  return null;
}
