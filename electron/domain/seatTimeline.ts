import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import { baseLicense } from './licenseRules.ts';
import { TOOL_NUMBER, TOOL_SEATS, type Tool } from './seatTools.ts';
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
  /** Starts and ends in the order in which they happen: 2 x the session's position, plus 1 for a start. */
  readonly events: Uint32Array;
  /** Per session the number of its tool: packed, because playing jumps about in it a million times. */
  readonly tools: Uint8Array;
  /** Per session; null where it may start if its seats are free. */
  readonly denied: readonly (DeniedCause | null)[];
}

/**
 * Puts sessions in order and looks up who may start what (SPEC section 5). Sessions are half-open, so that at one
 * time ends come before starts; equal starts keep the order of the input. Each end must be after its start.
 */
export function seatTimeline(sessions: readonly SeatSession[], holdings: Holdings): SeatTimeline {
  return {
    events: eventsOf(sessions),
    tools: toolNumbers(sessions),
    denied: sessions.map((session) => (holdings === 'everything' ? null : deniedCause(session, holdings))),
  };
}

function toolNumbers(sessions: readonly SeatSession[]): Uint8Array {
  const numbers = new Uint8Array(sessions.length);
  sessions.forEach((session, index) => {
    numbers[index] = TOOL_NUMBER[session.tool];
  });
  return numbers;
}

function eventsOf(sessions: readonly SeatSession[]): Uint32Array {
  const count = sessions.length;
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  sessions.forEach((session, index) => {
    starts[index] = session.start;
    ends[index] = session.end;
  });
  const byEnd = sortedIndexes(ends);
  const events = new Uint32Array(2 * count);
  let written = 0;
  let ended = 0;
  const endsUntil = (time: number): void => {
    for (; ended < count; ended += 1) {
      const session = byEnd[ended] ?? 0;
      if ((ends[session] ?? 0) > time) return;
      events[written++] = 2 * session;
    }
  };
  for (const session of sortedIndexes(starts)) {
    endsUntil(starts[session] ?? 0);
    events[written++] = 2 * session + 1;
  }
  endsUntil(Infinity);
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
