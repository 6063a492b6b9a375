import { and, asc, desc, eq, exists, gte, lt, max, min, sum } from 'drizzle-orm';
import type { ToolSessions } from '../../services/ports/seats.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
import { sessionBlocks as table, sessionImports } from '../schema/sessions.ts';
import { packSessions, sessionBlockHash, SESSIONS_IN_BLOCK, unpackSessions } from '../values/sessionBlock.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given } from './common.ts';
import { later } from './later.ts';

const NOTHING = new Uint8Array();

/** The imported session logs (SPEC section 5), kept in session blocks. */
export function createToolSessions({ db, writer }: RepositoryContext): ToolSessions {
  const inTime = and(gte(table.lastStart, given('from')), lt(table.firstStart, given('to')));
  const blocks = later(
    db
      .select({ id: table.id, count: table.count })
      .from(table)
      .where(and(eq(table.accountId, given('accountId')), inTime))
      .orderBy(asc(table.id)),
  );
  const content = later(db.select({ content: table.content }).from(table).where(eq(table.id, given('id'))));
  const logs = later(
    db
      .select({ id: sessionImports.id, at: sessionImports.at, fileName: sessionImports.fileName })
      .from(sessionImports)
      .orderBy(desc(sessionImports.id)),
  );
  const extents = later(
    db
      .select({ importId: table.importId, sessions: sum(table.count).mapWith(Number), first: min(table.firstStart), last: max(table.lastStart) })
      .from(table)
      .groupBy(table.importId),
  );
  const last = later(db.select({ at: max(table.lastStart) }).from(table).where(eq(table.accountId, given('accountId'))));
  // Asked account by account, for the index begins with the account.
  const blocksOf = db.select({ id: table.id }).from(table).where(and(eq(table.accountId, billingAccounts.id), inTime));
  const withBlocks = later(db.select({ id: billingAccounts.id }).from(billingAccounts).where(exists(blocksOf)).orderBy(asc(billingAccounts.id)));
  const insert = later(
    db
      .insert(table)
      .values({
        importId: given('importId'),
        accountId: given('accountId'),
        firstStart: given('firstStart'),
        lastStart: given('lastStart'),
        count: given('count'),
        hash: given('hash'),
        content: given('content'),
      }),
  );

  return {
    blocks: (accountId, from, to) => blocks.all({ accountId, from, to }),
    inBlock: (id, from, to) => unpackSessions(content.get({ id })?.content ?? NOTHING, from, to),
    logs: () => {
      const known = new Map(extents.all().map((extent) => [extent.importId, extent]));
      return logs.all().map((log) => {
        const extent = known.get(log.id);
        return { ...log, sessions: extent?.sessions ?? 0, first: extent?.first ?? null, last: extent?.last ?? null };
      });
    },
    lastStart: (accountId) => last.get({ accountId })?.at ?? null,
    accountsWithBlocks: (from, to) => withBlocks.all({ from, to }).map(({ id }) => id),
    insertLogTx(tx, log) {
      writer.demand(tx);
      return db.insert(sessionImports).values(log).returning({ id: sessionImports.id }).get().id;
    },
    appendTx(tx, importId, accountId, sessions) {
      writer.demand(tx);
      const { starts } = sessions;
      for (let from = 0; from < starts.length; from += SESSIONS_IN_BLOCK) {
        const to = Math.min(from + SESSIONS_IN_BLOCK, starts.length);
        const packed = packSessions(sessions, from, to);
        insert.run({ importId, accountId, firstStart: starts[from], lastStart: starts[to - 1], count: to - from, hash: sessionBlockHash(packed), content: packed });
      }
    },
    removeLogTx(tx, id) {
      writer.demand(tx);
      db.delete(table).where(eq(table.importId, id)).run();
      demandOneChanged(db.delete(sessionImports).where(eq(sessionImports.id, id)).run(), 'session log');
    },
  };
}
