import { existsSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { connect, hasTables, passesQuickCheck } from './connection.ts';
import type { Migrations } from './migrations.ts';
import { versionOf } from './migrations.ts';
import { guard, refuseForeign } from './openDatabase.ts';
import { makePrivateFolder } from './privateFolder.ts';
import { refuseFile } from './refusals.ts';
import { makeWritable } from './verifiedBackup.ts';

export interface ReviewedDatabase {
  readonly connection: Database.Database;
  /** Removes the private copy; call it once the connection has closed. */
  readonly remove: () => void;
}

/**
 * Opens a file to look at only. SQLite reads a private copy in the system's temporary folder, never the file: even to
 * read, it would make files beside one in WAL mode, and a log that a crash left behind, or an older schema, can only be
 * brought up by writing. So any file is reviewed, on a read-only disk, or while someone works in it elsewhere; what is
 * shown is how it was when it was opened.
 */
export async function openForReview(file: string, migrations: Migrations): Promise<ReviewedDatabase> {
  refuseForeign(file, migrations.latest);
  const folder = guardFolder(file);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = path.join(folder, 'review.billing');
    await copyStill(file, copy);
    guard(file, () => bringUp(file, copy, migrations));
    const connection = guard(file, () => new Database(copy, { readonly: true, fileMustExist: true }));
    for (const setting of ['query_only = ON', 'trusted_schema = OFF', 'cell_size_check = ON']) connection.pragma(setting);
    return { connection, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function guardFolder(file: string): string {
  try {
    return makePrivateFolder('review');
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', file, error);
  }
}

/** Takes what the write-ahead log holds into the copy, migrates it, and leaves it in a mode that can be read without writing. */
function bringUp(file: string, copy: string, migrations: Migrations): void {
  const connection = connect(copy);
  try {
    if (!passesQuickCheck(connection)) throw refuseFile('DATA_FILE_DAMAGED', file);
    if (versionOf(connection) > migrations.latest) throw refuseFile('DATA_FILE_TOO_NEW', file);
    if (versionOf(connection) < migrations.latest) migrations.apply(connection);
    if (!hasTables(connection, migrations.tables)) throw refuseFile('DATA_FILE_DAMAGED', file);
    connection.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
}

/** What SQLite keeps beside a file that was not closed; without it, the last changes would be missing. */
const PARTS = ['', '-wal', '-journal'];
const TRIES = 20;
const BETWEEN_TRIES_MS = 100;

/** Copies a file that someone may be writing to: again, until nothing of it changed meanwhile. */
async function copyStill(file: string, copy: string): Promise<void> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const before = fingerprint(file);
    try {
      for (const part of PARTS) {
        rmSync(`${copy}${part}`, { force: true });
        if (!existsSync(`${file}${part}`)) continue;
        await copyFile(`${file}${part}`, `${copy}${part}`);
        makeWritable(`${copy}${part}`);
      }
    } catch (error) {
      if (fingerprint(file) === before) throw refuseFile('FILE_UNREADABLE', file, error);
    }
    if (fingerprint(file) === before) return;
    await wait(BETWEEN_TRIES_MS);
  }
  throw refuseFile('DATA_FILE_IN_USE', file);
}

function fingerprint(file: string): string {
  return PARTS.map((part) => {
    const found = statSync(`${file}${part}`, { throwIfNoEntry: false, bigint: true });
    return found === undefined ? '' : `${String(found.ino)}:${String(found.size)}:${String(found.mtimeNs)}`;
  }).join(' ');
}
