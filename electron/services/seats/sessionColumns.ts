import type { Tool } from '../../../shared/values/tools.ts';
import type { NewToolSession } from '../ports/seats.ts';

interface Columns {
  readonly userIds: number[];
  readonly tools: Tool[];
  readonly starts: number[];
  readonly ends: number[];
}

/** Sessions by columns, which a million of them fit into without a million objects. */
export function createSessionColumns() {
  // Account by account, as the file's index has them: a log that goes by start is then written at the end of each.
  const accounts = new Map<number, Columns>();
  let count = 0;

  function columnsOf(accountId: number): Columns {
    let columns = accounts.get(accountId);
    if (columns === undefined) {
      columns = { userIds: [], tools: [], starts: [], ends: [] };
      accounts.set(accountId, columns);
    }
    return columns;
  }

  return {
    count: () => count,
    add(accountId: number, userId: number | null, tool: Tool, start: number, end: number): void {
      const { userIds, tools, starts, ends } = columnsOf(accountId);
      count += 1;
      userIds.push(userId ?? 0);
      tools.push(tool);
      starts.push(start);
      ends.push(end);
    },
    /** Account by account, each in the order in which they were added. */
    *all(): Generator<NewToolSession> {
      for (const [accountId, { userIds, tools, starts, ends }] of accounts) {
        for (const [index, tool] of tools.entries()) {
          const userId = userIds[index] ?? 0;
          yield { accountId, userId: userId === 0 ? null : userId, tool, start: starts[index] ?? 0, end: ends[index] ?? 0 };
        }
      }
    },
  };
}
