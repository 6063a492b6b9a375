import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { FundingSources } from '../../services/ports/dataFile.ts';
import { fundingSources as table } from '../schema/payments.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given, orNull } from './common.ts';
import { fastRows } from './fastRows.ts';
import { later } from './later.ts';

/** The highest place the file knows. */
const LAST_POSITION = 1_000_000;

/** Funding sources in their order; removed ones are found by id alone, for the charges that name them (SPEC section 8). */
export function createFundingSources({ db, writer }: RepositoryContext): FundingSources {
  const columns = {
    id: table.id,
    accountId: table.accountId,
    position: table.position,
    kind: table.kind,
    institution: table.institution,
    lastFour: table.lastFour,
    expires: table.expires,
    holder: table.holder,
    refused: table.refused,
  };
  const inUse = isNull(table.removedAt);
  const all = fastRows(later(db.select(columns).from(table).where(inUse).orderBy(asc(table.accountId), asc(table.position))), columns);
  const byAccount = later(
    db
      .select(columns)
      .from(table)
      .where(and(eq(table.accountId, given('accountId')), inUse))
      .orderBy(asc(table.position)),
  );
  const byId = later(db.select(columns).from(table).where(eq(table.id, given('id'))));

  return {
    all: () => all(),
    byAccount: (accountId) => byAccount.all({ accountId }),
    byId: (id) => orNull(byId.get({ id })),
    idOf(accountId, { kind, institution, lastFour }) {
      const same = and(eq(table.accountId, accountId), eq(table.kind, kind), eq(table.institution, institution), eq(table.lastFour, lastFour));
      return db.select({ id: table.id }).from(table).where(same).orderBy(desc(table.id)).limit(1).get()?.id ?? null;
    },
    insertTx(tx, source) {
      writer.demand(tx);
      return db.insert(table).values({ ...source, refused: false }).returning({ id: table.id }).get().id;
    },
    setRefusedTx(tx, id) {
      writer.demand(tx);
      demandOneChanged(db.update(table).set({ refused: true }).where(eq(table.id, id)).run(), 'funding source');
    },
    setOrderTx(tx, ids) {
      writer.demand(tx);
      // Out of the way first: the file refuses two sources in one place, also for a moment.
      for (const first of [LAST_POSITION - ids.length, 1]) {
        for (const [index, id] of ids.entries()) {
          demandOneChanged(db.update(table).set({ position: first + index }).where(and(eq(table.id, id), inUse)).run(), 'funding source');
        }
      }
    },
    removeTx(tx, id, at) {
      writer.demand(tx);
      demandOneChanged(db.update(table).set({ removedAt: at }).where(and(eq(table.id, id), inUse)).run(), 'funding source');
    },
  };
}
