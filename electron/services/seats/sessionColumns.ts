import type { Tool } from '../../../shared/values/tools.ts';
import { TOOL_NUMBER } from '../../domain/seatTools.ts';
import { sortedIndexes } from '../../domain/sortedIndexes.ts';
import type { SessionColumns, ToolSessions } from '../ports/seats.ts';
import type { Tx } from '../ports/transaction.ts';

/** One session of a log (SPEC section 5): epoch milliseconds, half-open. No user: the system's own recording. */
export interface NewToolSession {
  readonly accountId: number;
  readonly userId: number | null;
  readonly tool: Tool;
  readonly start: number;
  readonly end: number;
}

/** Sessions of one account. The columns are longer than `count`, to have room for more. */
interface Growing {
  readonly accountId: number;
  columns: SessionColumns;
  count: number;
  /** They came in order of start so far; the last of them starts at `last`. */
  inOrder: boolean;
  last: number;
}

const FIRST_ROOM = 256;

/** Sessions by account and column, which a million of them fit into without a million objects. */
export function createSessionColumns() {
  const accounts = new Map<number, Growing>();
  let count = 0;
  // Mostly a session is of the account of the one before.
  let latest: Growing | null = null;

  function growingOf(accountId: number): Growing {
    if (latest?.accountId === accountId) return latest;
    latest = accounts.get(accountId) ?? { accountId, columns: emptyColumns(FIRST_ROOM), count: 0, inOrder: true, last: 0 };
    accounts.set(accountId, latest);
    return latest;
  }

  return {
    count: () => count,
    add(accountId: number, userId: number | null, tool: Tool, start: number, end: number): void {
      const growing = growingOf(accountId);
      const place = growing.count;
      if (place === growing.columns.starts.length) growing.columns = withRoom(growing.columns, 2 * place);
      const { starts, ends, userIds, tools } = growing.columns;
      starts[place] = start;
      ends[place] = end;
      userIds[place] = userId ?? 0;
      tools[place] = TOOL_NUMBER[tool];
      growing.count = place + 1;
      if (start < growing.last) growing.inOrder = false;
      growing.last = start;
      count += 1;
    },
    /** Appends all of them to a log of the file, each account's in order of start; equal starts as they were added. */
    appendTo(tx: Tx, sessions: ToolSessions, logId: number): void {
      for (const { accountId, columns, count: held, inOrder } of accounts.values()) {
        const all = firstOf(columns, held);
        sessions.appendTx(tx, logId, accountId, inOrder ? all : reordered(all, sortedIndexes(all.starts)));
      }
    },
  };
}

/** Appends some sessions to a log of the file. */
export function appendSessionsTx(tx: Tx, sessions: ToolSessions, logId: number, added: readonly NewToolSession[]): void {
  const columns = createSessionColumns();
  for (const { accountId, userId, tool, start, end } of added) columns.add(accountId, userId, tool, start, end);
  columns.appendTo(tx, sessions, logId);
}

function emptyColumns(room: number): SessionColumns {
  return { starts: new Float64Array(room), ends: new Float64Array(room), userIds: new Uint32Array(room), tools: new Uint8Array(room) };
}

function withRoom({ starts, ends, userIds, tools }: SessionColumns, room: number): SessionColumns {
  const larger = emptyColumns(room);
  larger.starts.set(starts);
  larger.ends.set(ends);
  larger.userIds.set(userIds);
  larger.tools.set(tools);
  return larger;
}

function firstOf({ starts, ends, userIds, tools }: SessionColumns, count: number): SessionColumns {
  return { starts: starts.subarray(0, count), ends: ends.subarray(0, count), userIds: userIds.subarray(0, count), tools: tools.subarray(0, count) };
}

function reordered({ starts, ends, userIds, tools }: SessionColumns, order: Uint32Array): SessionColumns {
  return {
    starts: starts.map((_, place) => starts[order[place] ?? 0] ?? 0),
    ends: ends.map((_, place) => ends[order[place] ?? 0] ?? 0),
    userIds: userIds.map((_, place) => userIds[order[place] ?? 0] ?? 0),
    tools: tools.map((_, place) => tools[order[place] ?? 0] ?? 0),
  };
}
