import type { Tool } from '../../../shared/values/tools.ts';
import type { NewToolSession } from '../ports/seats.ts';

/** Sessions by columns, which a million of them fit into without a million objects. */
export function createSessionColumns() {
  const accountIds: number[] = [];
  const userIds: number[] = [];
  const tools: Tool[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  return {
    count: () => starts.length,
    add(accountId: number, userId: number | null, tool: Tool, start: number, end: number): void {
      accountIds.push(accountId);
      userIds.push(userId ?? 0);
      tools.push(tool);
      starts.push(start);
      ends.push(end);
    },
    *all(): Generator<NewToolSession> {
      for (const [index, tool] of tools.entries()) {
        const userId = userIds[index] ?? 0;
        yield { accountId: accountIds[index] ?? 0, userId: userId === 0 ? null : userId, tool, start: starts[index] ?? 0, end: ends[index] ?? 0 };
      }
    },
  };
}
