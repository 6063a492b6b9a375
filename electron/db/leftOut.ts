import type Database from 'better-sqlite3';
import type { ReviewCopyRecord } from '../services/ports/review.ts';
import { REVIEW_COPY_ID } from './applicationId.ts';

/** What a link of a chain is once nothing else of its row is there. */
export interface LeftOutLink {
  readonly number: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** Two tables that review copies alone have, so that no migration makes them. `kind` is 'receipt' or 'activity'. */
export const REVIEW_COPY_TABLES = `
  create table review_copy (made_at integer not null, account_name text, active_users integer not null);
  create table left_out (kind text not null, number integer not null, previous_hash text not null, hash text not null, primary key (kind, number));
`;

/** By its header: any file could have tables of these names, and with them rows taken out of it would be missed by nobody. */
const isReviewCopy = (connection: Database.Database): boolean => connection.pragma('application_id', { simple: true }) === REVIEW_COPY_ID;

/** Receipts or activity entries that a review copy keeps by number and hashes alone, in their order; none in any other file. */
export function leftOutLinks(connection: Database.Database, kind: 'receipt' | 'activity'): readonly LeftOutLink[] {
  if (!isReviewCopy(connection)) return [];
  return connection.prepare<[string], LeftOutLink>('select number, previous_hash previousHash, hash from left_out where kind = ? order by number').all(kind);
}

/** What a review copy says of itself; null for any other file. */
export function readReviewCopy(connection: Database.Database): ReviewCopyRecord | null {
  if (!isReviewCopy(connection)) return null;
  const leftOut = (kind: string): string => `(select count(*) from left_out where kind = '${kind}')`;
  const row = connection
    .prepare<[], ReviewCopyRecord>(
      `select made_at madeAt, account_name accountName, active_users activeUsers,
        ${leftOut('receipt')} leftOutReceipts, ${leftOut('activity')} leftOutActivity from review_copy`,
    )
    .get();
  return row ?? null;
}
