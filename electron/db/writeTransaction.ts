import type Database from 'better-sqlite3';
import { Refusal } from '../../shared/errors.ts';
import { REVIEW_SENTENCE } from '../../shared/values/review.ts';
import type { Tx } from '../services/ports/transaction.ts';
import { asRefusal, isDamage } from './refusals.ts';

/** The one way to write: runs work in a transaction, and tells whether a token belongs to the one that is open. */
export interface Writer {
  write<T>(work: (tx: Tx) => T): T;
  /** Throws where the transaction of this token is over, for then the statement would commit by itself. */
  demand(tx: Tx): void;
}

/**
 * Work runs synchronously between BEGIN IMMEDIATE and COMMIT: all of it is written, or, where it throws or returns a
 * promise, none (better-sqlite3 refuses the promise). One transaction never runs inside another. `path`: as it is named
 * where the disk is full (FILE_UNREADABLE) or another program holds the file (DATA_FILE_IN_USE).
 */
export function createWriter(connection: Database.Database, path: string): Writer {
  let open: Tx | null = null;
  // The token carries nothing; only its identity counts, and its type cannot be made otherwise.
  const newToken = (): Tx => Object.freeze({}) as Tx;
  // Made once: it takes as long as a small write.
  const run = connection.transaction((work: () => unknown) => work());
  return {
    write(work) {
      if (connection.inTransaction) throw new Error('A write was begun inside another one.');
      const token = newToken();
      open = token;
      try {
        // The work's own result comes through.
        return run.immediate(() => work(token)) as ReturnType<typeof work>;
      } catch (error) {
        // A full disk, or another program that holds the file, is no mistake of ours; what the file's rules refuse is.
        throw isDamage(error) ? error : asRefusal(error, path);
      } finally {
        open = null;
      }
    },
    demand(tx) {
      if (tx !== open) throw new Error('A write came outside its transaction.');
    },
  };
}

/** For a file open for review: refuses every write with READ_ONLY. The gate refuses such calls before; this is the second door. */
export function refusingWriter(): Writer {
  const refuse = (): never => {
    throw new Refusal({ code: 'READ_ONLY', path: '', message: REVIEW_SENTENCE });
  };
  return { write: refuse, demand: refuse };
}
