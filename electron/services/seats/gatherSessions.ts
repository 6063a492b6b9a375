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

/**
 * The sessions of a range, ready to be played, and who ran what. Those of the log come first, in the order in which they
 * were imported. Those that began before `start` say who holds a seat as the range begins.
 */
export interface GatheredSessions {
  readonly columns: SeatColumns;
  /** Per session its user, 0 for the system. */
  readonly userIds: Uint32Array;
  /** Per session the place of its tool in TOOLS. */
  readonly toolNumbers: Uint8Array;
  readonly log: number;
  readonly plans: number;
  /** The range, and past its last day what still runs. Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  /** The account's users, and whoever ran a session here and is in another account now. */
  readonly users: ReadonlyMap<number, UserRecord>;
}

/** A session that began earlier and still runs is found when it began at most so long before the range. */
export const LONGEST_SESSION_DAYS = 31;
/** As long as that many days of 24 hours, whatever the clocks do meanwhile. */
export const LONGEST_SESSION_MS = LONGEST_SESSION_DAYS * 86_400_000;

/** Sessions that are read without a turn for others: a few milliseconds of work. */
const AT_ONCE = 20_000;

/** Reads the sessions that run at any time in the range. Others get their turn; `step` is told how far it is before each stretch, and may throw to end it. */
export async function gatherSessions(file: DataFile, range: SessionRange, step: (done: number, total: number) => void): Promise<GatheredSessions> {
  const { timeZone } = file.company;
  const users = new Map(file.users.byAccount(range.accountId).map((user) => [user.id, user]));
  const start = startOfDay(range.from, timeZone);
  const end = startOfDay(addDays(range.to, 1), timeZone);
  const earliest = start - LONGEST_SESSION_MS;

  const planned =
    range.source === 'log'
      ? []
      : expandShifts(
          file.shiftPlans.byAccount(range.accountId).map((plan) => ({ ...plan, userIds: plan.userIds.filter((id) => users.get(id)?.active === true) })),
          range.from,
          range.to,
          timeZone,
        );
  const codeOf = codes(file, range.accountId, (userId) => {
    const user = users.has(userId) ? null : file.users.byId(userId);
    if (user !== null) users.set(userId, user);
  });
  const blocks = range.source === 'plans' ? [] : file.toolSessions.blocks(range.accountId, earliest, end);
  const total = blocks.reduce((sum, block) => sum + block.count, 0);
  const sessions = columnsFor(total + planned.length);
  let read = 0;
  let turn = 0;
  for (const block of blocks) {
    if (read >= turn) {
      await new Promise((resolve) => setImmediate(resolve));
      step(read, total);
      turn = read + AT_ONCE;
    }
    // Some of it may be outside, and a session may be over before the range.
    const { starts, ends, userIds, tools } = file.toolSessions.inBlock(block.id, earliest, end);
    starts.forEach((from, place) => {
      const to = ends[place] ?? 0;
      const userId = userIds[place] ?? 0;
      const tool = tools[place] ?? 0;
      if (to > start) sessions.add(userId, tool, from, to, codeOf(userId, tool));
    });
    read += block.count;
  }
  step(total, total);
  const log = sessions.count();
  for (const { userId, tool, start: from, end: to } of planned) sessions.add(userId, TOOL_NUMBER[tool], from, to, codeOf(userId, TOOL_NUMBER[tool]));
  const { columns, userIds, toolNumbers } = sessions.done();
  return {
    columns,
    userIds,
    toolNumbers,
    log,
    plans: planned.length,
    start,
    end: columns.ends.reduce((most, moment) => Math.max(most, moment), end),
    users,
  };
}

/** Looks each pair of user, 0 for the system, and tool, by its number, up once; `meet` is told of its user. */
function codes(file: DataFile, accountId: number, meet: (userId: number) => void): (userId: number, tool: number) => number {
  const holdings = new Map([...file.licenses.holdings(accountId)].map(([userId, types]) => [userId, new Set<LicenseType>(types)]));
  const known = new Map<number, number>();
  return (userId, tool) => {
    const pair = userId * TOOLS.length + tool;
    let code = known.get(pair);
    if (code === undefined) {
      code = toolCode(TOOLS[tool] ?? 'recording', holdings.get(userId));
      known.set(pair, code);
      meet(userId);
    }
    return code;
  };
}

/** Columns of at most so many sessions, filled one by one. */
function columnsFor(most: number) {
  const starts = new Float64Array(most);
  const ends = new Float64Array(most);
  const tools = new Uint8Array(most);
  const userIds = new Uint32Array(most);
  const toolNumbers = new Uint8Array(most);
  let count = 0;
  return {
    count: () => count,
    add(userId: number, toolNumber: number, start: number, end: number, code: number): void {
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
