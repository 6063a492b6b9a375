import { existsSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { refuseFile } from './refusals.ts';

/** Says that this process, and no other, has the data file open. */
export interface FileLock {
  release(): void;
}

const identity = (path: string): string | null => {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? null : `${String(found.dev)}:${String(found.ino)}`;
};

/** Whether two paths, of files that may not be there, are one file under whatever names. */
export function isSameFile(one: string, other: string): boolean {
  const found = identity(one);
  return found !== null && found === identity(other);
}

const isBusy = (error: unknown): boolean => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

/**
 * Takes the lock of a data file: an empty SQLite file beside it ("NAME.lock"), held in an exclusive transaction, so
 * that the operating system frees it with the process, however that ends. Locking the data file itself would also
 * shut out a reader who only looks, such as a backup tool. Refuses with DATA_FILE_IN_USE or FILE_UNREADABLE.
 */
export function lockFile(path: string): FileLock {
  const lockPath = `${path}.lock`;
  for (;;) {
    const before = identityOf(path, lockPath);
    if (before === null) {
      makeLockFile(path, lockPath);
      continue;
    }
    const connection = takeLock(path, lockPath);
    // The last holder removes the lock file as it leaves, and a lock on a file no longer there shuts nobody out.
    if (identity(lockPath) === before) return { release: () => { releaseLock(connection, lockPath); } };
    connection.close();
  }
}

/** A name that is too long, or that no file can have, is told before anything is made. */
function identityOf(path: string, lockPath: string): string | null {
  try {
    return identity(lockPath);
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', path, error);
  }
}

function makeLockFile(path: string, lockPath: string): void {
  try {
    // Only where there is none: closing a file that this process has locked would free the lock (POSIX).
    writeFileSync(lockPath, '', { flag: 'wx' });
  } catch (error) {
    if (!existsSync(lockPath)) throw refuseFile('FILE_UNREADABLE', path, error);
  }
}

function takeLock(path: string, lockPath: string): Database.Database {
  let connection: Database.Database | null = null;
  try {
    connection = new Database(lockPath, { timeout: 0 });
    connection.exec('BEGIN EXCLUSIVE');
    return connection;
  } catch (error) {
    connection?.close();
    throw refuseFile(isBusy(error) ? 'DATA_FILE_IN_USE' : 'FILE_UNREADABLE', path, error);
  }
}

function releaseLock(connection: Database.Database, lockPath: string): void {
  // Windows removes no open file; there the empty file stays, which does no harm.
  if (process.platform !== 'win32' && existsSync(lockPath) && statSync(lockPath).size === 0) unlinkSync(lockPath);
  connection.close();
}
