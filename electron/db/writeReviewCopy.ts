import Database from 'better-sqlite3';
import type { ReviewCopyOrder, ReviewCopyStep } from '../services/ports/review.ts';
import { REVIEW_COPY_ID } from './applicationId.ts';
import { checkIntegrity } from './integrity.ts';
import type { Finding } from '../domain/finding.ts';
import { REVIEW_COPY_TABLES } from './leftOut.ts';
import { emptiedAlways, reduceToAccount } from './reduceToAccount.ts';
import { syncToDisk } from './verifiedBackup.ts';

export interface ReviewCopyFiles {
  /** Where rows are taken out; holds everything until it is removed. Nothing is there yet. */
  readonly working: string;
  /** The copy, until it is known to be whole. Nothing is there yet. */
  readonly unfinished: string;
}

/**
 * Writes a review copy of a file that may be open (SPEC section 15): everything, or one account's part, without password
 * hashes, marked so that it opens for review only. Rows are taken out of a working copy, and only what is left of that is
 * written again, so that nothing taken out stands in the result's free space. Gives what the checks of the result find;
 * empty: it is whole. Blocks until it is done: run it in a thread of its own.
 */
export function writeReviewCopy(order: ReviewCopyOrder, { working, unfinished }: ReviewCopyFiles, onStep: (step: ReviewCopyStep) => void): readonly Finding[] {
  onStep('copying');
  vacuumInto(order.source, working);
  onStep('leavingOut');
  leaveOut(working, order);
  onStep('compacting');
  vacuumInto(working, unfinished);
  syncToDisk(unfinished);
  onStep('checking');
  const copy = new Database(unfinished, { readonly: true, fileMustExist: true });
  try {
    return checkIntegrity(copy);
  } finally {
    copy.close();
  }
}

/** Also of a file in use: SQLite reads one moment of it. */
function vacuumInto(source: string, target: string): void {
  const connection = new Database(source, { readonly: true, fileMustExist: true });
  try {
    connection.prepare('vacuum into ?').run(target);
  } finally {
    connection.close();
  }
}

function leaveOut(working: string, { accountId, madeAt }: ReviewCopyOrder): void {
  const connection = new Database(working, { fileMustExist: true });
  try {
    // Of no use to anyone if the machine stops, so nothing need be safe.
    for (const setting of ['journal_mode = OFF', 'synchronous = OFF', 'foreign_keys = OFF']) connection.pragma(setting);
    connection.pragma(`application_id = ${String(REVIEW_COPY_ID)}`);
    const triggers = connection.prepare<[], { name: string; sql: string }>("select name, sql from sqlite_schema where type = 'trigger'").all();
    connection.transaction(() => {
      for (const { name } of triggers) connection.exec(`drop trigger "${name}"`);
      connection.exec(REVIEW_COPY_TABLES);
      connection
        .prepare('insert into review_copy select ?, (select name from billing_accounts where id = ?), (select count(*) from users where active = 1)')
        .run(madeAt, accountId);
      for (const table of emptiedAlways) connection.exec(`delete from "${table}"`);
      if (accountId !== null) reduceToAccount(connection, accountId);
      connection.exec('update users set password_hash = null, wrong_tries = 0, next_try_at = 0');
      for (const { sql } of triggers) connection.exec(sql);
    })();
  } finally {
    connection.close();
  }
}
