import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Accounts } from '../../services/ports/dataFile.ts';
import { billingAccounts as table } from '../schema/billingAccounts.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given, orNull } from './common.ts';
import { fastRows } from './fastRows.ts';
import { later } from './later.ts';

/** Billing accounts (SPEC section 1). Functions that change one throw where there is none of that id. */
export function createAccounts({ db, writer }: RepositoryContext): Accounts {
  const everyAccount = later(db.select().from(table).orderBy(desc(table.primary), sql`${table.name} collate nocase`, asc(table.id)));
  const all = fastRows(everyAccount, getTableColumns(table));
  const byId = later(db.select().from(table).where(eq(table.id, given('id'))));
  const touch = later(
    db
      .update(table)
      .set({ revision: sql`${table.revision} + 1` })
      .where(eq(table.id, given('id')))
      .returning({ revision: table.revision }),
  );
  const setPeriod = later(
    db
      .update(table)
      .set({ periodStart: given('periodStart'), nextBillingDate: given('nextBillingDate') })
      .where(eq(table.id, given('id'))),
  );

  return {
    all: () => all(),
    byId: (id) => orNull(byId.get({ id })),
    insertTx(tx, account) {
      writer.demand(tx);
      return db.insert(table).values({ ...account, revision: 0 }).returning({ id: table.id }).get().id;
    },
    touchTx(tx, id) {
      writer.demand(tx);
      const row = orNull(touch.get({ id }));
      if (row === null) throw new Error('There is no such billing account.');
      return row.revision;
    },
    touchAllTx(tx) {
      writer.demand(tx);
      db.update(table).set({ revision: sql`${table.revision} + 1` }).run();
    },
    setTermsTx(tx, id, { name, billingDay, periodStart, nextBillingDate }) {
      writer.demand(tx);
      demandOneChanged(db.update(table).set({ name, billingDay, periodStart, nextBillingDate }).where(eq(table.id, id)).run(), 'billing account');
    },
    setPeriodTx(tx, id, period) {
      writer.demand(tx);
      const { periodStart, nextBillingDate } = period;
      demandOneChanged(setPeriod.run({ id, periodStart, nextBillingDate }), 'billing account');
    },
    setPastDueTx(tx, id, pastDue) {
      writer.demand(tx);
      demandOneChanged(db.update(table).set({ pastDue }).where(eq(table.id, id)).run(), 'billing account');
    },
    setRechargeTx(tx, id, { autoRecharge, reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge }) {
      writer.demand(tx);
      const set = { autoRecharge, reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge };
      demandOneChanged(db.update(table).set(set).where(eq(table.id, id)).run(), 'billing account');
    },
  };
}
