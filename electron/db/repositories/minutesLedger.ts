import type { SQL } from 'drizzle-orm';
import { and, eq, gte, lt, min, sql } from 'drizzle-orm';
import type { MinutesLedger } from '../../services/ports/dataFile.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
import { minutesLedger as table } from '../schema/minutesLedger.ts';
import { fromScaled, MICROS, toScaled } from '../values/scaled.ts';
import type { RepositoryContext } from './common.ts';
import { given } from './common.ts';
import { fastRows } from './fastRows.ts';

/** Summed as whole micro-dollars by SQL, and carried as text: a sum may be larger than a JS number holds exactly. */
const total = (summed: SQL) => sql<string>`cast(coalesce(${summed}, 0) as text)`;
const stored = (text: string | null): bigint | null => (text === null ? null : toScaled(text, MICROS));

/** Dialer minutes (SPEC section 7). Sums are exact and never rounded here. */
export function createMinutesLedger({ db, writer }: RepositoryContext): MinutesLedger {
  const sum = total(sql`sum(${table.amount})`);
  const used = total(sql`-sum(${table.amount})`);
  const usage = and(eq(table.kind, 'usage'), gte(table.at, given('from')), lt(table.at, given('to')));
  const balance = db.select({ sum }).from(table).where(eq(table.accountId, given('accountId'))).prepare();
  const sumColumns = { accountId: billingAccounts.id, sum };
  const sumOfEach = db
    .select(sumColumns)
    .from(billingAccounts)
    .leftJoin(table, eq(table.accountId, billingAccounts.id))
    .groupBy(billingAccounts.id)
    .prepare();
  const balances = fastRows(sumOfEach, sumColumns);
  const usedColumns = { accountId: billingAccounts.id, used };
  const usageOfEach = db
    .select(usedColumns)
    .from(billingAccounts)
    .leftJoin(table, and(eq(table.accountId, billingAccounts.id), usage))
    .groupBy(billingAccounts.id)
    .prepare();
  const usageTotals = fastRows(usageOfEach, usedColumns);
  const usageBetween = db
    .select({ used })
    .from(table)
    .where(and(eq(table.accountId, given('accountId')), usage))
    .prepare();
  const firstUsageAt = db
    .select({ at: min(table.at) })
    .from(table)
    .where(and(eq(table.accountId, given('accountId')), eq(table.kind, 'usage')))
    .prepare();
  const append = db
    .insert(table)
    .values({
      accountId: given('accountId'),
      at: given('at'),
      kind: given('kind'),
      medium: given('medium'),
      quantity: given('quantity'),
      rate: given('rate'),
      amount: given('amount'),
      receiptNumber: given('receiptNumber'),
      note: given('note'),
    })
    .prepare();
  const dollars = (micros: string | undefined): string => fromScaled(micros ?? '0', MICROS);

  return {
    balance: (accountId) => dollars(balance.get({ accountId })?.sum),
    balances: () => new Map(balances().map((row) => [row.accountId, dollars(row.sum)])),
    usageTotals: (from, to) => new Map(usageTotals({ from, to }).map((row) => [row.accountId, dollars(row.used)])),
    usageBetween: (accountId, moments) =>
      moments.slice(1).map((to, index) => dollars(usageBetween.get({ accountId, from: moments[index], to })?.used)),
    firstUsageAt: (accountId) => firstUsageAt.get({ accountId })?.at ?? null,
    appendTx(tx, entries) {
      writer.demand(tx);
      for (const entry of entries) {
        append.run({ ...entry, quantity: stored(entry.quantity), rate: stored(entry.rate), amount: stored(entry.amount) });
      }
    },
  };
}
