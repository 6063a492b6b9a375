import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { TOOLS } from '../../../shared/values/tools.ts';
import { addDays, startOfDay } from '../../domain/localTime.ts';
import type { SeatColumns } from '../../domain/seatTimeline.ts';
import { toolCode } from '../../domain/seatTimeline.ts';
import { TOOL_NUMBER } from '../../domain/seatTools.ts';
import { expandShifts } from '../../domain/shiftPlan.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { UserRecord } from '../ports/records.ts';

export interface SessionRange {
  readonly accountId: number;
  /** Days in the company's time zone, both included. */
  readonly from: string;
  readonly to: string;
  readonly source: 'both' | 'log' | 'plans';
}

/** The sessions of a range, ready to be played, and who ran what. Those of the log come first, in order of start. */
export interface GatheredSessions {
  readonly columns: SeatColumns;
  /** Per session its user, 0 for the system. */
  readonly userIds: Float64Array;
  /** Per session the place of its tool in TOOLS. */
  readonly toolNumbers: Uint8Array;
  readonly log: number;
  readonly plans: number;
  /** From the first to the last moment that is played, the range included. Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly users: ReadonlyMap<number, UserRecord>;
}

/** A session that began earlier and still runs is found when it began at most so long before the range. */
export const LONGEST_SESSION_DAYS = 31;

const WINDOW = 20_000;

/**
 * Reads the sessions that run at any time in the range. A window of rows at a time, so that others get their turn;
 * `step` is told how far it is before each, and may throw to end it.
 */
export async function gatherSessions(file: DataFile, range: SessionRange, step: (done: number, total: number) => void): Promise<GatheredSessions> {
  const { timeZone } = file.company;
  const users = new Map(file.users.byAccount(range.accountId).map((user) => [user.id, user]));
  const codeOf = codes(file, range.accountId);
  const start = startOfDay(range.from, timeZone);
  const end = startOfDay(addDays(range.to, 1), timeZone);
  const earliest = startOfDay(addDays(range.from, -LONGEST_SESSION_DAYS), timeZone);

  const planned =
    range.source === 'log'
      ? []
      : expandShifts(
          file.shiftPlans.byAccount(range.accountId).map((plan) => ({ ...plan, userIds: plan.userIds.filter((id) => users.get(id)?.active === true) })),
          range.from,
          range.to,
          timeZone,
        );
  const total = range.source === 'plans' ? 0 : file.toolSessions.count(range.accountId, earliest, end);
  const sessions = columnsFor(total + planned.length);
  let after = { start: earliest, id: 0 };
  for (let read = 0; read < total;) {
    step(read, total);
    const rows = file.toolSessions.page({ accountId: range.accountId, from: after.start, to: end, afterId: after.id, limit: WINDOW });
    for (const { userId, tool, start: from, end: to } of rows) if (to > start) sessions.add(userId ?? 0, TOOL_NUMBER[tool], from, to, codeOf(userId, tool));
    const last = rows.at(-1);
    if (last === undefined) break;
    after = { start: last.start, id: last.id };
    read += rows.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  step(total, total);
  const log = sessions.count();
  for (const { userId, tool, start: from, end: to } of planned) sessions.add(userId, TOOL_NUMBER[tool], from, to, codeOf(userId, tool));
  const { columns, userIds, toolNumbers } = sessions.done();
  return {
    columns,
    userIds,
    toolNumbers,
    log,
    plans: planned.length,
    start: columns.starts.reduce((least, moment) => Math.min(least, moment), start),
    end: columns.ends.reduce((most, moment) => Math.max(most, moment), end),
    users,
  };
}

/** Looks each pair of user and tool up once. */
function codes(file: DataFile, accountId: number): (userId: number | null, tool: (typeof TOOLS)[number]) => number {
  const holdings = new Map([...file.licenses.holdings(accountId)].map(([userId, types]) => [userId, new Set<LicenseType>(types)]));
  const known = new Map<number, number>();
  return (userId, tool) => {
    const pair = (userId ?? 0) * TOOLS.length + TOOL_NUMBER[tool];
    let code = known.get(pair);
    if (code === undefined) {
      code = toolCode(tool, userId === null ? undefined : holdings.get(userId));
      known.set(pair, code);
    }
    return code;
  };
}

/** Columns of at most so many sessions, filled one by one. */
function columnsFor(most: number) {
  const starts = new Float64Array(most);
  const ends = new Float64Array(most);
  const tools = new Uint8Array(most);
  const userIds = new Float64Array(most);
  const toolNumbers = new Uint8Array(most);
  let count = 0;
  return {
    count: () => count,
    add(userId: number, toolNumber: number, start: number, end: number, code: number): void {
      // What came in while this was read is for the next time.
      if (count === most) return;
      starts[count] = start;
      ends[count] = end;
      tools[count] = code;
      userIds[count] = userId;
      toolNumbers[count] = toolNumber;
      count += 1;
    },
    done: () => ({
      columns: { starts: starts.slice(0, count), ends: ends.slice(0, count), tools: tools.slice(0, count) },
      userIds: userIds.slice(0, count),
      toolNumbers: toolNumbers.slice(0, count),
    }),
  };
}
