import type { z } from 'zod';
import type { lockout as lockoutSchema, seatContracts } from '../../../shared/contracts/seats.ts';
import { POOLED_TYPES } from '../../../shared/values/licenseTypes.ts';
import { TOOL_NAMES, TOOLS } from '../../../shared/values/tools.ts';
import type { LockoutCause, SeatCounts } from '../../domain/seatPool.ts';
import { deniedBy } from '../../domain/seatTimeline.ts';
import type { PlayedSeats } from '../ports/seats.ts';
import type { GatheredSessions } from './gatherSessions.ts';
import { causeInWords, SYSTEM } from './words.ts';

export type LockoutOutput = z.output<typeof lockoutSchema>;
export type LockoutFilter = z.output<(typeof seatContracts)['seats.lockouts']['input']>['filter'];

export type PlayWithLockouts = Pick<PlayedSeats, 'lockedOut' | 'causes'>;

/** What a cause's number stands for, as `PlayedSeats` carries it. */
export function causeOf(code: number): LockoutCause {
  const denied = deniedBy(code);
  if (denied !== null) return denied;
  const license = POOLED_TYPES[code];
  if (license === undefined) throw new Error(`No cause has the number ${code}`);
  return { cause: 'POOL_EMPTY', license };
}

/** How many lockouts have each cause. */
export function countCauses({ causes }: PlayWithLockouts): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  return counts;
}

/** The places, in the play's list, of the lockouts that pass the filter. A text is looked for in names and e-mail addresses. */
export function filterLockouts(sessions: GatheredSessions, { lockedOut, causes }: PlayWithLockouts, filter: LockoutFilter): Uint32Array {
  const wantedUsers = filter.text === undefined || filter.text.trim() === '' ? null : usersWith(sessions, filter.text.trim().toLowerCase());
  const wantedTool = filter.tool === undefined ? null : TOOLS.indexOf(filter.tool);
  const wantedCauses = filter.cause === undefined ? null : new Set([...new Set(causes)].filter((code) => causeOf(code).cause === filter.cause));
  const found = new Uint32Array(lockedOut.length);
  let count = 0;
  for (const [place, session] of lockedOut.entries()) {
    if (wantedTool !== null && sessions.toolNumbers[session] !== wantedTool) continue;
    if (wantedCauses !== null && !wantedCauses.has(causes[place] ?? 0)) continue;
    if (wantedUsers !== null && !wantedUsers.has(sessions.userIds[session] ?? 0)) continue;
    found[count] = place;
    count += 1;
  }
  return found.slice(0, count);
}

/** One lockout as it is shown. `quantities` are those it was played with. */
export function lockoutOutput(sessions: GatheredSessions, { lockedOut, causes }: PlayWithLockouts, place: number, quantities: SeatCounts): LockoutOutput {
  const session = lockedOut[place] ?? 0;
  const cause = causeOf(causes[place] ?? 0);
  const tool = TOOLS[sessions.toolNumbers[session] ?? 0] ?? TOOLS[0];
  return {
    who: nameOf(sessions, session),
    tool,
    toolName: TOOL_NAMES[tool],
    at: new Date(sessions.columns.starts[session] ?? 0).toISOString(),
    cause: cause.cause,
    license: cause.cause === 'NO_BASE_LICENSE' ? null : cause.license,
    sentence: causeInWords(cause, quantities),
  };
}

function nameOf({ userIds, users }: GatheredSessions, session: number): string {
  const user = users.get(userIds[session] ?? 0);
  return user === undefined ? SYSTEM : `${user.firstName} ${user.lastName}`;
}

/** 0 stands for the system. */
function usersWith({ users }: GatheredSessions, text: string): ReadonlySet<number> {
  const found = [...users.values()].filter(({ firstName, lastName, email }) => `${firstName} ${lastName} ${email}`.toLowerCase().includes(text));
  return new Set([...found.map(({ id }) => id), ...(SYSTEM.toLowerCase().includes(text) ? [0] : [])]);
}
