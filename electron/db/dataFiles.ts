import type Database from 'better-sqlite3';
import { Refusal } from '../../shared/errors.ts';
import { isTimeZoneName } from '../../shared/values/timeZone.ts';
import type { DataFile, DataFiles } from '../services/ports/dataFile.ts';
import type { CompanyRecord } from '../services/ports/records.ts';
import { assembleDataFile, readCompany } from './assembleDataFile.ts';
import { createDatabase, resolveNewFile } from './createDatabase.ts';
import { putBack } from './putBack.ts';
import { lockFile } from './fileLock.ts';
import type { FileLock } from './fileLock.ts';
import type { Migrations } from './migrations.ts';
import { loadMigrations } from './migrations.ts';
import { readReviewCopy } from './leftOut.ts';
import { clearLeftovers } from './leftovers.ts';
import { openDatabase, resolveFile } from './openDatabase.ts';
import { openForReview } from './openForReview.ts';
import { refuseFile } from './refusals.ts';

/** Refuses with DATA_FILE_DAMAGED a file without a company, or with one whose time zone is not known here. */
function requireCompany(connection: Database.Database, path: string): CompanyRecord {
  const company = readCompany(connection);
  if (company === null) throw refuseFile('DATA_FILE_DAMAGED', path);
  if (isTimeZoneName(company.timeZone)) return company;
  throw new Refusal({ code: 'DATA_FILE_DAMAGED', path: '', message: `The time zone of this file, ${company.timeZone}, is not known here, so it was not opened.`, details: { file: path } });
}

async function openLocked(path: string, lock: FileLock, migrations: Migrations, now: () => number): Promise<DataFile> {
  const connection = await openDatabase(path, migrations, now);
  try {
    const company = requireCompany(connection, path);
    return assembleDataFile(path, company, connection, () => { lock.release(); });
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Opens and makes data files with better-sqlite3, one process at a time on each.
 * @param migrationsFolder the folder drizzle-kit generates into
 * @param now epoch milliseconds, for the names of backups
 */
export function createDataFiles({ migrationsFolder, now }: { migrationsFolder: string; now: () => number }): DataFiles {
  const migrations = loadMigrations(migrationsFolder);
  /** Holds the lock while the work runs; a file that was opened keeps it until it is closed. */
  async function withLock(path: string, work: (lock: FileLock) => Promise<DataFile>): Promise<DataFile> {
    const lock = lockFile(path);
    try {
      return await work(lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }
  return {
    latestVersion: migrations.latest,
    resolve: (path) => resolveFile(path, 'read'),
    async open(path) {
      const real = resolveFile(path);
      return withLock(real, (lock) => {
        clearLeftovers(real);
        return openLocked(real, lock, migrations, now);
      });
    },
    async openForReview(path) {
      const real = resolveFile(path, 'read');
      const { connection, remove } = await openForReview(real, migrations);
      try {
        const company = requireCompany(connection, real);
        return assembleDataFile(real, company, connection, remove, { copy: readReviewCopy(connection) });
      } catch (error) {
        connection.close();
        remove();
        throw error;
      }
    },
    async create(path, company, fill) {
      const target = resolveNewFile(path);
      return withLock(target, (lock) => {
        createDatabase(target, migrations, company, fill);
        return openLocked(target, lock, migrations, now);
      });
    },
    putBack,
  };
}
