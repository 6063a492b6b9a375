import { POOLED_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType, PooledType } from '../../../shared/values/licenseTypes.ts';
import { addDays, startOfDay } from '../../domain/localTime.ts';
import { byPool } from '../../domain/seatPool.ts';
import { planSeats } from '../../domain/seatPlan.ts';
import type { UsageBounds } from '../usageWindow.ts';
import type { DataFile } from '../ports/dataFile.ts';

/** A day with more than this many sessions is left to the Seat Planner: the first screen must not wait for it. */
const MOST_SESSIONS = 20_000;

export interface LockoutsOfDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly count: number;
  /** Of these, those that more seats would have avoided, by pool. */
  readonly pools: readonly PooledType[];
}

/**
 * What the log of the day before `today` (from its beginning to that of `today`, epoch milliseconds) comes to with the quantities as they are now, by account, so that it is gone
 * once enough seats are bought. Sessions that began a day earlier and still ran are played too. Accounts on which
 * nobody was locked out are missing.
 */
export function lockoutsYesterday(file: DataFile, today: string, { lastDay: from, to }: Pick<UsageBounds, 'lastDay' | 'to'>): ReadonlyMap<number, LockoutsOfDay> {
  const day = addDays(today, -1);
  const { timeZone } = file.company;
  const found = new Map<number, LockoutsOfDay>();
  for (const accountId of file.toolSessions.accountsWithStarts(from, to)) {
    const rows = file.toolSessions.page({ accountId, from: startOfDay(addDays(day, -1), timeZone), to, afterId: 0, limit: MOST_SESSIONS + 1 });
    if (rows.length > MOST_SESSIONS) continue;
    const sessions = rows.filter(({ end }) => end > from).map(({ userId, ...session }) => ({ ...session, user: String(userId ?? '') }));
    const holdings = new Map([...file.licenses.holdings(accountId)].map(([userId, held]) => [String(userId), new Set<LicenseType>(held)]));
    const licenses = file.licenses.byAccount(accountId);
    const quantities = byPool((type) => licenses.find((license) => license.type === type)?.quantity ?? 0);
    const lockouts = planSeats(sessions, quantities, holdings).lockouts.filter(({ session }) => (sessions[session]?.start ?? 0) >= from);
    const pools = new Set(lockouts.flatMap((lockout) => (lockout.cause === 'POOL_EMPTY' ? [lockout.license] : [])));
    if (lockouts.length > 0) found.set(accountId, { day, count: lockouts.length, pools: POOLED_TYPES.filter((type) => pools.has(type)) });
  }
  return found;
}
