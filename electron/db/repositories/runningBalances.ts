import type Database from 'better-sqlite3';
import { and, eq, gt, max, sql } from 'drizzle-orm';
import { minutesLedger as table } from '../schema/minutesLedger.ts';
import type { RepositoryContext } from './common.ts';
import { given } from './common.ts';
import { later } from './later.ts';

/** Balances of accounts in whole micro-dollars; an account without an entry has none. */
export interface RunningBalances {
  of(accountId: number): bigint;
  all(): ReadonlyMap<number, bigint>;
  /** False until all entries were summed once: `all` then reads the whole ledger. */
  known(): boolean;
  /** What a statement of its own summed just now, over all entries. */
  keep(balances: ReadonlyMap<number, bigint>): void;
}

/**
 * Balances that need not be summed anew each time they are asked for. The ledger only grows, so what was summed once stays,
 * and only entries after it are read. In a transaction, which may yet be undone, they are read and not kept.
 */
export function createRunningBalances({ db }: Pick<RepositoryContext, 'db'>, connection: Database.Database): RunningBalances {
  const sum = sql<string>`cast(coalesce(sum(${table.amount}), 0) as text)`;
  const after = gt(table.id, given('after'));
  const everySum = later(db.select({ accountId: table.accountId, sum }).from(table).groupBy(table.accountId));
  // By the entries' own order: few of them are new, and the index begins with the account.
  const newSums = later(db.select({ accountId: table.accountId, sum }).from(table).where(after).groupBy(sql`+${table.accountId}`));
  const newSum = later(db.select({ sum }).from(table).where(and(after, eq(sql`+${table.accountId}`, given('accountId')))));
  const sumOf = later(db.select({ sum }).from(table).where(eq(table.accountId, given('accountId'))));
  const last = later(db.select({ id: max(table.id) }).from(table));
  let kept: ReadonlyMap<number, bigint> | null = null;
  let upTo = 0;

  function keep(balances: ReadonlyMap<number, bigint>): void {
    if (connection.inTransaction) return;
    kept = balances;
    upTo = last.get()?.id ?? 0;
  }
  function all(): ReadonlyMap<number, bigint> {
    const balances = new Map(kept);
    for (const each of kept === null ? everySum.all() : newSums.all({ after: upTo })) {
      balances.set(each.accountId, (balances.get(each.accountId) ?? 0n) + BigInt(each.sum));
    }
    keep(balances);
    return balances;
  }

  return {
    all,
    keep,
    known: () => kept !== null,
    of: (accountId) => {
      if (kept === null) return BigInt(sumOf.get({ accountId })?.sum ?? 0);
      // Outside of a transaction what is new is kept, so that it is read once.
      if (!connection.inTransaction) return all().get(accountId) ?? 0n;
      return (kept.get(accountId) ?? 0n) + BigInt(newSum.get({ accountId, after: upTo })?.sum ?? 0);
    },
  };
}
