import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ReviewCopyRecord } from '../../services/ports/review.ts';
import { later } from './later.ts';
import type { Writer } from '../writeTransaction.ts';

/** What every repository is made from: the statements' database, and the guard of the open transaction. */
export interface RepositoryContext {
  readonly db: BetterSQLite3Database;
  readonly writer: Writer;
  /** What the file leaves out where it is a review copy; null for any other. */
  readonly reviewCopy: ReviewCopyRecord | null;
}

/**
 * A value given when a prepared statement runs, bound as it is: money must be whole cents or micro-dollars by then,
 * truth 0 or 1. (A bare placeholder in an INSERT would pass through the column's own conversion, which fails on null.)
 */
export function given(name: string): SQL {
  return sql`${sql.placeholder(name)}`;
}

/** The row of a lookup, as the ports say "none": null. */
export function orNull<T>(row: T | undefined): T | null {
  return row ?? null;
}

/** Throws where a change found no row to change. */
export function demandOneChanged(result: { readonly changes: number }, what: string): void {
  if (result.changes !== 1) throw new Error(`There is no such ${what}.`);
}

/** The highest number that a table ever gave, which SQLite keeps apart from its rows: a row that is gone leaves its gap. */
export function highestGiven(db: BetterSQLite3Database, table: 'activity' | 'receipts'): () => number {
  const read = later(db.select({ seq: sql<number>`seq` }).from(sql`sqlite_sequence`).where(sql`name = ${table}`));
  return () => read.get()?.seq ?? 0;
}
