import { LICENSE_TYPES, type LicenseType } from '../../shared/values/licenseTypes.ts';
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

/** Sessions column by column: what a million of them costs least to keep, to send to another thread, and to sort. */
export interface SeatColumns {
  /** Whole numbers on one scale; each end after its start. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Per session what `toolCode` gives. */
  readonly tools: Uint8Array;
}

/** Sessions made ready to be played several times: sorted once. */
export interface SeatTimeline {
  /**
   * The sessions' positions in the input, in order of start. Below, a session is its place in this order, so that
   * playing runs through memory from front to back: with a million sessions that is most of the time it takes.
   */
  readonly order: Uint32Array;
  /** Per session the number of its tool, or why no quantity could let it start. */
  readonly tools: Uint8Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Starts and ends in the order in which they happen: 2 x the session, plus 1 for a start. */
  readonly events: Uint32Array;
}

/** Codes from here on say why a session is denied; below are the numbers of the tools. */
const FIRST_DENIED = 128;
const NO_BASE_LICENSE = 255;

/** The tool's number where its user may start it, else a code for why not (SPEC section 5). No `held`: the user holds nothing. */
export function toolCode(tool: Tool, held: ReadonlySet<LicenseType> | 'everything' | undefined): number {
  const cause = held === 'everything' ? null : deniedCause(tool, held);
  if (cause === null) return TOOL_NUMBER[tool];
  return deniedCode(cause);
}

/** The code of a cause, from 128 up. */
export function deniedCode(cause: DeniedCause): number {
  return cause.cause === 'NO_BASE_LICENSE' ? NO_BASE_LICENSE : FIRST_DENIED + LICENSE_TYPES.indexOf(cause.license);
}

/** Why a session with this code is denied; null where it is a tool's number. */
export function deniedBy(code: number): DeniedCause | null {
  if (code < FIRST_DENIED) return null;
  const license = LICENSE_TYPES[code - FIRST_DENIED];
  return license === undefined ? { cause: 'NO_BASE_LICENSE' } : { cause: 'NOT_ASSIGNED', license };
}

/** The same sessions by columns, each user's licenses looked at. */
export function seatColumns(sessions: readonly SeatSession[], holdings: Holdings): SeatColumns {
  const count = sessions.length;
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  const tools = new Uint8Array(count);
  sessions.forEach((session, position) => {
    starts[position] = session.start;
    ends[position] = session.end;
    tools[position] = toolCode(session.tool, holdings === 'everything' ? holdings : holdings.get(session.user));
  });
  return { starts, ends, tools };
}

/**
 * Puts sessions in order (SPEC section 5). Sessions are half-open, so that at one time ends come before starts; equal
 * starts keep the order of the input. Each end must be after its start.
 */
export function seatTimeline(columns: SeatColumns): SeatTimeline {
  const order = sortedIndexes(columns.starts);
  const starts = reordered(columns.starts, order);
  const ends = reordered(columns.ends, order);
  return { order, tools: columns.tools.map((_, place) => columns.tools[order[place] ?? 0] ?? 0), starts, ends, events: eventsOf(starts, ends) };
}

/**
 * Where the moments, in rising order, fall among the events: how many events happened by then. Ends at the very
 * moment count as before it, since who ends at 10:00 holds no seat at 10:00.
 */
export function eventsBefore({ starts, ends, events }: SeatTimeline, moments: Float64Array): Uint32Array {
  const happened = (index: number, moment: number): boolean => {
    const event = events[index] ?? 0;
    return event % 2 === 1 ? (starts[event >>> 1] ?? 0) < moment : (ends[event >>> 1] ?? 0) <= moment;
  };
  const counts = new Uint32Array(moments.length);
  let low = 0;
  for (const [position, moment] of moments.entries()) {
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (happened(middle, moment)) low = middle + 1;
      else high = middle;
    }
    counts[position] = low;
  }
  return counts;
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
function deniedCause(tool: Tool, held: ReadonlySet<LicenseType> | undefined): DeniedCause | null {
  const { needs } = TOOL_SEATS[tool];
  if (needs === null) return null;
  if (held === undefined || baseLicense(held) === null) return { cause: 'NO_BASE_LICENSE' };
  for (const license of needs) if (!held.has(license)) return { cause: 'NOT_ASSIGNED', license };
  return null;
}
