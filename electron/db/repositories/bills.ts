import { and, asc, eq, gte, max, sql } from 'drizzle-orm';
import type { Bills } from '../../services/ports/charging.ts';
import { bills as table } from '../schema/bills.ts';
import { CENTS, toScaled } from '../values/scaled.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given, orNull } from './common.ts';
import { later } from './later.ts';

/** Billing dates that were run, one an account and date (SPEC section 4). */
export function createBills({ db, writer }: RepositoryContext): Bills {
  const columns = {
    accountId: table.accountId,
    billingDate: table.billingDate,
    effect: table.effect,
    total: table.total,
    state: table.state,
    failedCycles: table.failedCycles,
    nextTryCycle: table.nextTryCycle,
  };
  const thisBill = and(eq(table.accountId, given('accountId')), eq(table.billingDate, given('billingDate')));
  const isOwed = eq(table.state, 'owed');
  const byDate = later(db.select(columns).from(table).where(thisBill));
  const lastDate = later(db.select({ date: max(table.billingDate) }).from(table).where(eq(table.accountId, given('accountId'))));
  const owedBy = later(
    db
      .select(columns)
      .from(table)
      .where(and(eq(table.accountId, given('accountId')), isOwed))
      .orderBy(asc(table.billingDate)),
  );
  const owed = later(db.select(columns).from(table).where(isOwed));
  const insert = later(
    db
      .insert(table)
      .values({
        accountId: given('accountId'),
        billingDate: given('billingDate'),
        effect: given('effect'),
        total: given('total'),
        state: given('state'),
        failedCycles: given('failedCycles'),
        nextTryCycle: given('nextTryCycle'),
      }),
  );
  const setPaid = later(
    db
      .update(table)
      .set({ state: sql`'paid'` })
      .where(and(thisBill, isOwed)),
  );

  const retry = { failedCycles: given('failedCycles'), nextTryCycle: given('nextTryCycle') };
  const setRetry = later(db.update(table).set(retry).where(and(thisBill, isOwed)));
  const failedOften = and(eq(table.accountId, given('accountId')), isOwed, gte(table.failedCycles, given('leastFailedCycles')));
  const setRetries = later(db.update(table).set(retry).where(failedOften));

  return {
    byDate: (accountId, billingDate) => orNull(byDate.get({ accountId, billingDate })),
    lastDate: (accountId) => lastDate.get({ accountId })?.date ?? null,
    owedBy: (accountId) => owedBy.all({ accountId }),
    // Put in order here: every cycle asks, mostly nothing is owed, and SQLite makes ready for sorting all the same.
    owed: () => owed.all().sort((a, b) => a.accountId - b.accountId || (a.billingDate < b.billingDate ? -1 : 1)),
    insertTx(tx, bill) {
      writer.demand(tx);
      insert.run({ ...bill, total: toScaled(bill.total, CENTS) });
    },
    setPaidTx(tx, accountId, billingDate) {
      writer.demand(tx);
      demandOneChanged(setPaid.run({ accountId, billingDate }), 'owed bill');
    },
    setRetryTx(tx, accountId, billingDate, { failedCycles, nextTryCycle }) {
      writer.demand(tx);
      demandOneChanged(setRetry.run({ accountId, billingDate, failedCycles, nextTryCycle }), 'owed bill');
    },
    setRetriesTx(tx, accountId, leastFailedCycles, { failedCycles, nextTryCycle }) {
      writer.demand(tx);
      setRetries.run({ accountId, leastFailedCycles, failedCycles, nextTryCycle });
    },
  };
}
