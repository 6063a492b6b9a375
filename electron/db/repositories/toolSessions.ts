import type Database from 'better-sqlite3';
import { and, asc, count, desc, eq, exists, gt, gte, lt, max, min, or, sql } from 'drizzle-orm';
import type { ToolSessions } from '../../services/ports/seats.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
import { sessionImports, toolSessions as table } from '../schema/sessions.ts';
import { blockInsert } from './blockInsert.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given } from './common.ts';
import { fastRows } from './fastRows.ts';

const columns = { id: table.id, userId: table.userId, tool: table.tool, start: table.startAt, end: table.endAt };

/** The imported session logs (SPEC section 5). */
export function createToolSessions({ db, writer }: RepositoryContext, connection: Database.Database): ToolSessions {
  const inRange = and(eq(table.accountId, given('accountId')), gte(table.startAt, given('from')), lt(table.startAt, given('to')));
  const counted = db.select({ sessions: count() }).from(table).where(inRange).prepare();
  const page = db
    .select(columns)
    .from(table)
    .where(and(inRange, or(gt(table.startAt, given('from')), gt(table.id, given('afterId')))))
    .orderBy(asc(table.startAt), asc(table.id))
    .limit(sql.placeholder('limit'))
    .prepare();
  const rows = fastRows(page, columns);
  const logs = db
    .select({ id: sessionImports.id, at: sessionImports.at, fileName: sessionImports.fileName })
    .from(sessionImports)
    .orderBy(desc(sessionImports.id))
    .prepare();
  const extents = db
    .select({ importId: table.importId, sessions: count(), first: min(table.startAt), last: max(table.startAt) })
    .from(table)
    .groupBy(table.importId)
    .prepare();
  const last = db.select({ at: table.startAt }).from(table).where(eq(table.accountId, given('accountId'))).orderBy(desc(table.startAt)).limit(1).prepare();
  // Asked account by account, for the index begins with the account.
  const startsOf = db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.accountId, billingAccounts.id), gte(table.startAt, given('from')), lt(table.startAt, given('to'))));
  const withStarts = db.select({ id: billingAccounts.id }).from(billingAccounts).where(exists(startsOf)).orderBy(asc(billingAccounts.id)).prepare();
  const placed = { importId: given('importId'), accountId: given('accountId'), userId: given('userId'), tool: given('tool'), startAt: given('startAt'), endAt: given('endAt') };
  const insert = blockInsert(connection, (rows) => db.insert(table).values(Array.from({ length: rows }, () => placed)).toSQL().sql);

  return {
    count: (accountId, from, to) => counted.get({ accountId, from, to })?.sessions ?? 0,
    page: ({ accountId, from, to, afterId, limit }) => rows({ accountId, from, to, afterId, limit }),
    logs: () => {
      const known = new Map(extents.all().map((extent) => [extent.importId, extent]));
      return logs.all().map((log) => {
        const extent = known.get(log.id);
        return { ...log, sessions: extent?.sessions ?? 0, first: extent?.first ?? null, last: extent?.last ?? null };
      });
    },
    lastStart: (accountId) => last.get({ accountId })?.at ?? null,
    accountsWithStarts: (from, to) => withStarts.all({ from, to }).map(({ id }) => id),
    insertLogTx(tx, log) {
      writer.demand(tx);
      return db.insert(sessionImports).values(log).returning({ id: sessionImports.id }).get().id;
    },
    appendTx(tx, importId, sessions) {
      writer.demand(tx);
      // In the order of the table's columns, as the statement has them.
      insert(sessions, ({ accountId, userId, tool, start, end }, values) => void values.push(importId, accountId, userId, tool, start, end));
    },
    removeLogTx(tx, id) {
      writer.demand(tx);
      db.delete(table).where(eq(table.importId, id)).run();
      demandOneChanged(db.delete(sessionImports).where(eq(sessionImports.id, id)).run(), 'session log');
    },
  };
}
