import { POOLED_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType, PooledType } from '../../../shared/values/licenseTypes.ts';
import { TOOLS } from '../../../shared/values/tools.ts';
import { addDays } from '../../domain/localTime.ts';
import { byPool } from '../../domain/seatPool.ts';
import { planSeats } from '../../domain/seatPlan.ts';
import type { SeatSession } from '../../domain/seatTimeline.ts';
import type { UsageBounds } from '../usageWindow.ts';
import type { DataFile } from '../ports/dataFile.ts';
import { LONGEST_SESSION_MS } from './gatherSessions.ts';

/** A day with more sessions than this is left to the Seat Planner: the first screen must not wait for them. */
export const MOST_SESSIONS = 20_000;

export interface LockoutsOfDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Null: too many sessions to be played here. */
  readonly count: number | null;
  /** Of these, those for want of seats, and the pools that were empty. */
  readonly forSeats: number;
  readonly pools: readonly PooledType[];
}

/**
 * What the log of the day before `today` (from its beginning to that of `today`, epoch milliseconds) comes to with the
 * quantities as they are now, by account, so that it is gone once enough seats are bought. Sessions that began earlier
 * and still ran are played too. Accounts on which nobody was locked out are missing.
 */
export function lockoutsYesterday(file: DataFile, today: string, { lastDay: from, to }: Pick<UsageBounds, 'lastDay' | 'to'>): ReadonlyMap<number, LockoutsOfDay> {
  const day = addDays(today, -1);
  const found = new Map<number, LockoutsOfDay>();
  for (const accountId of file.toolSessions.accountsWithBlocks(from, to)) {
    const started = sessionsIn(file, accountId, from, to, from);
    const running = started === null ? null : sessionsIn(file, accountId, from - LONGEST_SESSION_MS, from, from);
    if (started === null || running === null) {
      found.set(accountId, { day, count: null, forSeats: 0, pools: [] });
      continue;
    }
    const sessions = [...running, ...started];
    const holdings = new Map([...file.licenses.holdings(accountId)].map(([userId, held]) => [String(userId), new Set<LicenseType>(held)]));
    const licenses = file.licenses.byAccount(accountId);
    const quantities = byPool((type) => licenses.find((license) => license.type === type)?.quantity ?? 0);
    const lockouts = planSeats(sessions, quantities, holdings).lockouts.filter(({ session }) => (sessions[session]?.start ?? 0) >= from);
    const empty = lockouts.flatMap((lockout) => (lockout.cause === 'POOL_EMPTY' ? [lockout.license] : []));
    const pools = new Set(empty);
    if (lockouts.length > 0) found.set(accountId, { day, count: lockouts.length, forSeats: empty.length, pools: POOLED_TYPES.filter((type) => pools.has(type)) });
  }
  return found;
}

/** The sessions of the account that start in [from, to) and end after `endAfter`; null where they are too many. */
function sessionsIn({ toolSessions }: DataFile, accountId: number, from: number, to: number, endAfter: number): readonly SeatSession[] | null {
  const sessions: SeatSession[] = [];
  for (const { id } of toolSessions.blocks(accountId, from, to)) {
    const { starts, ends, userIds, tools } = toolSessions.inBlock(id, from, to);
    for (const [place, start] of starts.entries()) {
      const end = ends[place] ?? start;
      if (end <= endAfter) continue;
      if (sessions.length === MOST_SESSIONS) return null;
      sessions.push({ user: String(userIds[place] ?? 0), tool: TOOLS[tools[place] ?? 0] ?? 'recording', start, end });
    }
  }
  return sessions;
}
