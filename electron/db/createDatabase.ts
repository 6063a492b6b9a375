import { realpathSync, renameSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../../shared/errors.ts';
import type { DataFile } from '../services/ports/dataFile.ts';
import type { Tx } from '../services/ports/transaction.ts';
import type { CompanyRecord } from '../services/ports/records.ts';
import { assembleDataFile, insertCompany } from './assembleDataFile.ts';
import { applySettings } from './connection.ts';
import { isBesideName } from './fileHeader.ts';
import type { Migrations } from './migrations.ts';
import { asRefusal, isDamage, refuseFile, requireFreeName } from './refusals.ts';
import { removeDatabase, syncFolder, syncToDisk } from './verifiedBackup.ts';

/** Where a new file will stand, its folder resolved. Refuses with FILE_EXISTS, FILE_UNREADABLE where the folder is missing, or BAD_INPUT a name that SQLite keeps for itself. */
export function resolveNewFile(file: string): string {
  let folder: string;
  try {
    folder = realpathSync(path.dirname(file));
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', file, error);
  }
  const target = path.join(folder, path.basename(file));
  requireDataFileName(target);
  requireFreeName(target);
  return target;
}

function requireDataFileName(target: string): void {
  if (!isBesideName(target)) return;
  throw new Refusal({ code: 'BAD_INPUT', path: '', message: 'Choose a name that does not end in .lock, -wal, -shm or -journal: files of these names stand beside a data file that is open.', details: { file: target } });
}

/**
 * Makes a file whose lock is held: under a temporary name, filled in one transaction, written through to the disk,
 * then renamed, so that it exists whole or not at all, whenever the machine stops. What `fill` throws comes through.
 */
export function createDatabase(
  target: string,
  migrations: Migrations,
  company: CompanyRecord,
  fill: (file: DataFile, tx: Tx) => void,
): void {
  const unfinished = path.join(path.dirname(target), `.${path.basename(target)}.unfinished`);
  // What an interrupted attempt left behind; the lock says that nobody works on it.
  removeDatabase(unfinished);
  try {
    build(unfinished, target, migrations, company, fill);
    syncToDisk(unfinished);
    requireFreeName(target);
    renameSync(unfinished, target);
    syncFolder(path.dirname(target));
  } catch (error) {
    // What the new file's own rules refuse is a mistake of ours, no damage.
    throw isDamage(error) ? error : asRefusal(error, target);
  } finally {
    removeDatabase(unfinished);
  }
}

function build(
  unfinished: string,
  target: string,
  migrations: Migrations,
  company: CompanyRecord,
  fill: (file: DataFile, tx: Tx) => void,
): void {
  const connection = openNew(unfinished, target);
  try {
    applySettings(connection);
    migrations.apply(connection);
    const file = assembleDataFile(target, company, connection, () => undefined);
    file.write((tx) => {
      insertCompany(connection, company);
      fill(file, tx);
    });
    connection.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    connection.close();
  }
}

function openNew(unfinished: string, target: string): Database.Database {
  try {
    return new Database(unfinished);
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', target, error);
  }
}
