import type Database from 'better-sqlite3';
import type { SQL } from 'drizzle-orm';
import { and, asc, desc, eq, gte, lt, min, or, sql } from 'drizzle-orm';
import type { MinutesLedger } from '../../services/ports/minutes.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
import { minutesLedger as table } from '../schema/minutesLedger.ts';
import { usageImports } from '../schema/recharges.ts';
import { fromScaled, MICROS, toScaled } from '../values/scaled.ts';
import { blockInsert } from './blockInsert.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';
import { fastRows } from './fastRows.ts';
import { later } from './later.ts';
import { createRunningBalances } from './runningBalances.ts';

const DAY_MS = 86_400_000;

/** Summed as whole micro-dollars by SQL, and carried as text: a sum may be larger than a JS number holds exactly. */
const total = (summed: SQL) => sql<string>`cast(coalesce(${summed}, 0) as text)`;
const stored = (text: string | null): bigint | null => (text === null ? null : toScaled(text, MICROS));

/** Dialer minutes (SPEC section 7). Sums are exact and never rounded here. */
export function createMinutesLedger({ db, writer }: RepositoryContext, connection: Database.Database): MinutesLedger {
  const running = createRunningBalances({ db }, connection);
  const sum = total(sql`sum(${table.amount})`);
  const used = total(sql`-sum(${table.amount})`);
  const usage = and(eq(table.kind, 'usage'), gte(table.at, given('from')), lt(table.at, given('to')));
  const accountIds = later(db.select({ id: billingAccounts.id }).from(billingAccounts));
  // Each entry is read once and compared with nothing but the kind: the window is a range of the index, as what lies before and after it are.
  const inWindow = and(eq(table.accountId, billingAccounts.id), gte(table.at, given('from')), lt(table.at, given('to')));
  const ofWindow = sql`coalesce(sum(${table.amount}), 0)`;
  // Nearly all of it is usage: the little else is what is picked out.
  const usedInWindow = total(sql`coalesce(sum(${table.amount}) filter (where ${table.kind} <> 'usage'), 0) - ${ofWindow}`);
  const usedColumns = { accountId: billingAccounts.id, used: usedInWindow };
  const usageOfEach = later(db.select(usedColumns).from(billingAccounts).leftJoin(table, inWindow).groupBy(billingAccounts.id));
  const usageTotals = fastRows(usageOfEach, usedColumns);
  const usageBetween = later(
    db
      .select({ used })
      .from(table)
      .where(and(eq(table.accountId, given('accountId')), usage)),
  );
  const firstUsageAt = later(
    db
      .select({ at: min(table.at) })
      .from(table)
      .where(and(eq(table.accountId, given('accountId')), eq(table.kind, 'usage'))),
  );
  const outside = (range: SQL) => sql`coalesce((select sum(${table.amount}) from ${table} where ${table.accountId} = ${billingAccounts.id} and ${range}), 0)`;
  const totalColumns = {
    accountId: billingAccounts.id,
    sum: total(sql`${outside(lt(table.at, given('from')))} + ${ofWindow} + ${outside(gte(table.at, given('to')))}`),
    used: usedInWindow,
  };
  const everyTotal = later(db.select(totalColumns).from(billingAccounts).leftJoin(table, inWindow).groupBy(billingAccounts.id));
  const totals = fastRows(everyTotal, totalColumns);
  const mine = eq(table.accountId, given('accountId'));
  const sumOfKinds = later(db.select({ kind: table.kind, sum }).from(table).where(and(mine, lt(table.at, given('moment')))).groupBy(table.kind));
  const balanceBefore = later(db.select({ sum }).from(table).where(and(mine, lt(table.at, given('moment')))));
  const moved = later(db.select({ sum }).from(table).where(and(mine, gte(table.at, given('from')), lt(table.at, given('to')))));
  const hour = sql<number>`${table.at} / 3600000`;
  const usageByHour = later(db.select({ hour, used }).from(table).where(and(mine, usage)).groupBy(hour).orderBy(hour));
  const entryColumns = {
    id: table.id,
    accountId: table.accountId,
    at: table.at,
    kind: table.kind,
    medium: table.medium,
    quantity: table.quantity,
    rate: table.rate,
    amount: table.amount,
    receiptNumber: table.receiptNumber,
    note: table.note,
  };
  const beforeThis = or(lt(table.at, given('at')), and(eq(table.at, given('at')), lt(table.id, given('id'))));
  const pageOf = (kind: boolean) =>
    later(
      db
        .select(entryColumns)
        .from(table)
        .where(and(mine, kind ? eq(table.kind, given('kind')) : undefined, beforeThis))
        .orderBy(desc(table.at), desc(table.id))
        .limit(sql.placeholder('limit')),
    );
  const pages = { all: pageOf(false), ofKind: pageOf(true) };
  const identityColumns = {
    at: table.at,
    medium: sql<'call' | 'text'>`${table.medium}`,
    quantity: sql<number>`${table.quantity}`,
    rate: sql<number>`${table.rate}`,
  };
  const identities = later(
    db
      .select(identityColumns)
      .from(table)
      .where(and(mine, usage))
      .orderBy(asc(table.at), asc(table.medium), asc(table.quantity), asc(table.rate)),
  );
  const importColumns = {
    accountId: usageImports.accountId,
    at: usageImports.at,
    fileName: usageImports.fileName,
    contentHash: usageImports.contentHash,
    rows: usageImports.rows,
  };
  const importOf = later(
    db
      .select(importColumns)
      .from(usageImports)
      .where(and(eq(usageImports.accountId, given('accountId')), eq(usageImports.contentHash, given('contentHash')))),
  );
  const append = later(
    db
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
      }),
  );
  const usageRow = { accountId: given('accountId'), at: given('at'), kind: sql`'usage'`, medium: given('medium'), quantity: given('quantity'), rate: given('rate'), amount: given('amount'), receiptNumber: sql`null`, note: sql`''` };
  const appendUsage = blockInsert(connection, (rows) => db.insert(table).values(Array.from({ length: rows }, () => usageRow)).toSQL().sql);
  const dollars = (micros: string | bigint | undefined): string => fromScaled(micros ?? '0', MICROS);

  return {
    balance: (accountId) => dollars(running.of(accountId)),
    balances: () => {
      const balances = running.all();
      return new Map(accountIds.all().map(({ id }) => [id, dollars(balances.get(id))]));
    },
    sumsByKind: (accountId, before = Number.MAX_SAFE_INTEGER) => {
      const sums = new Map(sumOfKinds.all({ accountId, moment: before }).map((row) => [row.kind, row.sum]));
      return { purchases: dollars(sums.get('purchase')), adjustments: dollars(sums.get('adjustment')), usage: dollars(sums.get('usage')) };
    },
    usageTotals: (from, to) => new Map(usageTotals({ from, to }).map((row) => [row.accountId, dollars(row.used)])),
    usageBetween: (accountId, moments) =>
      moments.slice(1).map((to, index) => dollars(usageBetween.get({ accountId, from: moments[index], to })?.used)),
    firstUsageAt: (accountId) => firstUsageAt.get({ accountId })?.at ?? null,
    totals: (from, to) => {
      if (running.known()) {
        const balances = running.all();
        return new Map(usageTotals({ from, to }).map(({ accountId, used: inRange }) => [accountId, { balance: dollars(balances.get(accountId)), used: dollars(inRange) }]));
      }
      const every = totals({ from, to });
      running.keep(new Map(every.map((row) => [row.accountId, BigInt(row.sum)])));
      return new Map(every.map((row) => [row.accountId, { balance: dollars(row.sum), used: dollars(row.used) }]));
    },
    balanceBefore: (accountId, moment) => dollars(balanceBefore.get({ accountId, moment })?.sum),
    movedBetween: (accountId, moments) =>
      moments.slice(1).map((to, index) => dollars(moved.get({ accountId, from: moments[index], to })?.sum)),
    usageByHour: (accountId, from, to) => usageByHour.all({ accountId, from, to }).map((row) => ({ hour: row.hour, used: dollars(row.used) })),
    page: (accountId, kind, before, limit) => {
      const from = { accountId, limit, at: before?.at ?? Number.MAX_SAFE_INTEGER, id: before?.id ?? 0 };
      return kind === null ? pages.all.all(from) : pages.ofKind.all({ ...from, kind });
    },
    *usageIdentities(accountId, from, to) {
      // A day at a time: a year of a busy account is more than should be held at once.
      for (let start = from; start < to; start += DAY_MS) yield* identities.all({ accountId, from: start, to: Math.min(to, start + DAY_MS) });
    },
    appendUsageTx(tx, accountId, entries) {
      writer.demand(tx);
      // In the order of the table's columns, as the statement has them.
      appendUsage(entries, ({ at, medium, quantity, rate, amount }, values) => void values.push(accountId, at, medium, quantity, rate, amount));
    },
    importOf: (accountId, contentHash) => orNull(importOf.get({ accountId, contentHash })),
    insertImportTx(tx, imported) {
      writer.demand(tx);
      db.insert(usageImports).values(imported).run();
    },
    appendTx(tx, entries) {
      writer.demand(tx);
      for (const entry of entries) {
        append.run({ ...entry, quantity: stored(entry.quantity), rate: stored(entry.rate), amount: stored(entry.amount) });
      }
    },
  };
}
