import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { APPLICATION_ID, REVIEW_COPY_ID } from './applicationId.ts';
import { applySettings, connect, hasTables, passesQuickCheck } from './connection.ts';
import { readHeader } from './fileHeader.ts';
import type { Migrations } from './migrations.ts';
import { versionOf } from './migrations.ts';
import { asRefusal, refuseFile } from './refusals.ts';
import { requireOwnLog } from './requireOwnLog.ts';
import { backUpVerified } from './verifiedBackup.ts';

/** The file's one true path, so that two names of one file share one lock. Refuses with FILE_UNREADABLE. */
export function resolveFile(path: string, access: 'read' | 'write' = 'write'): string {
  try {
    const real = realpathSync(path);
    accessSync(real, access === 'read' ? constants.R_OK : constants.R_OK | constants.W_OK);
    if (statSync(real).isFile()) return real;
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', path, error);
  }
  throw refuseFile('FILE_UNREADABLE', path);
}

/**
 * Opens a data file whose lock is held, after its checks: ours, no newer than this application, whole. An older one is
 * backed up and migrated. Refuses with FILE_UNREADABLE, NOT_A_DATA_FILE, DATA_FILE_TOO_NEW, REVIEW_ONLY,
 * DATA_FILE_DAMAGED; a migration that fails throws its own error. In every case the file stays as it was.
 */
export async function openDatabase(path: string, migrations: Migrations, now: () => number): Promise<Database.Database> {
  if (refuseForeign(path, migrations.latest) === 'reviewCopy') throw refuseFile('REVIEW_ONLY', path);
  await requireOwnLog(path);
  const connection = guard(path, () => connect(path));
  try {
    guard(path, () => {
      if (!passesQuickCheck(connection)) throw refuseFile('DATA_FILE_DAMAGED', path);
      applySettings(connection);
    });
    const version = versionOf(connection);
    // The header may be behind what a crashed newer application left in the write-ahead log.
    if (version > migrations.latest) throw refuseFile('DATA_FILE_TOO_NEW', path);
    // Statements are prepared when they first run: none would miss its table now.
    if (version === migrations.latest && !hasTables(connection, migrations.tables)) throw refuseFile('DATA_FILE_DAMAGED', path);
    if (version < migrations.latest) {
      await backUpVerified(connection, path, now());
      migrations.apply(connection);
      connection.pragma('wal_checkpoint(TRUNCATE)');
      applySettings(connection);
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Looks at the header alone, so that SQLite neither changes a file that is not ours nor leaves anything beside it. */
export function refuseForeign(path: string, latest: number): 'dataFile' | 'reviewCopy' {
  const header = readOrRefuse(path);
  const reviewCopy = header.kind === 'sqlite' && header.applicationId === REVIEW_COPY_ID;
  if (header.kind === 'notSqlite' || (header.applicationId !== APPLICATION_ID && !reviewCopy)) throw refuseFile('NOT_A_DATA_FILE', path);
  if (header.userVersion > latest) throw refuseFile('DATA_FILE_TOO_NEW', path);
  return reviewCopy ? 'reviewCopy' : 'dataFile';
}

function readOrRefuse(path: string): ReturnType<typeof readHeader> {
  try {
    return readHeader(path);
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', path, error);
  }
}

/** SQLite's errors on a file of ours, before anything is written, mean that it is damaged, held or out of reach. */
export function guard<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw asRefusal(error, path);
  }
}
