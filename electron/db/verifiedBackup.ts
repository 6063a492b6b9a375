import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { nextBackupPath, unfinishedCopy } from './backupFolder.ts';
import { asRefusal, isDamage, refuseFile } from './refusals.ts';

const OWNER_WRITES = 0o200;

/**
 * Copies an open file into a `backups` folder beside it, and gives the copy its name only when it has been read back
 * and found whole (HOUSE habit 9). Throws, leaving no copy, where that fails. Returns the copy's path.
 * @param at epoch milliseconds, for the name
 */
export async function backUpVerified(connection: Database.Database, file: string, at: number): Promise<string> {
  const target = nextBackupPath(file, at, 'migration');
  try {
    mkdirSync(path.dirname(target), { recursive: true });
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', target, error);
  }
  await copyVerified(connection, target);
  return target;
}

/**
 * Copies an open file under another name, which it is given only when the copy has been read back and found whole.
 * Throws where that fails; what stood under the name then still does.
 */
export async function copyVerified(connection: Database.Database, target: string): Promise<void> {
  const unfinished = unfinishedCopy(target);
  removeDatabase(unfinished);
  try {
    await connection.backup(unfinished);
    verify(unfinished);
    syncToDisk(unfinished);
    // What an older file of this name left beside it would be played into the new one.
    for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${target}${suffix}`, { force: true });
    renameSync(unfinished, target);
  } catch (error) {
    removeDatabase(unfinished);
    throw isDamage(error) ? error : asRefusal(error, target);
  }
}

/** Throws where a database is not whole. */
export function verify(copy: string): void {
  const connection = new Database(copy, { fileMustExist: true });
  try {
    const found = connection.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new Error(`The backup is not whole: ${String(found)}`);
  } finally {
    connection.close();
  }
}

/** Waits until the file's bytes are on the disk, so that a rename never names what is not there yet. */
export function syncToDisk(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A copy has the mode of its original, which may be read-only. */
export function makeWritable(copy: string): void {
  const { mode } = statSync(copy);
  if ((mode & OWNER_WRITES) === 0) chmodSync(copy, mode | OWNER_WRITES);
}

/** Makes the new name itself last. Windows cannot open a folder and needs no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes a database file that was never finished, with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}
