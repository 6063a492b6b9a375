import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Capability } from '../../shared/values/capabilities.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Finding } from '../domain/finding.ts';
import type { FileFacts, ReadThrough, WorkProgress } from '../services/ports/wholeFiles.ts';
import { APPLICATION_ID } from './applicationId.ts';
import { backupFolder, bytesOf, unfinishedCopy } from './backupFolder.ts';
import { readHeader } from './fileHeader.ts';
import { checkPieces } from './integrity.ts';
import { asRefusal, isDamage, isFolder, refuseFile, requireFreeName } from './refusals.ts';
import { makeWritable, removeDatabase, syncFolder, syncToDisk } from './verifiedBackup.ts';

/* Work on a whole data file, as the other thread does it: with connections of its own, which it closes. */

type Tell = (progress: WorkProgress) => void;

/** The stamp of a copy: no place knows it, so that a backup put back by hand is noticed (SPEC section 8). */
const BACKUP_STAMP = 'backup';

/** Pages that are copied in one piece. */
const PAGES_AT_ONCE = 2_000;

/** Copies a data file that may be open and written to meanwhile, reads the copy through, and gives it its name. */
export async function backUpFile(from: string, to: string, tell: Tell): Promise<void> {
  const unfinished = unfinishedCopy(to);
  makeFolder(from, to);
  requireFreeName(to);
  removeDatabase(unfinished);
  try {
    const source = new Database(from, { fileMustExist: true });
    try {
      await source.backup(unfinished, {
        progress: ({ totalPages, remainingPages }) => {
          tell({ part: 'copy', done: totalPages - remainingPages, total: totalPages });
          return PAGES_AT_ONCE;
        },
      });
    } finally {
      source.close();
    }
    markAsBackup(unfinished);
    const { findings } = readThrough(unfinished, tell);
    const damaged = findings.find(({ kind }) => kind === 'damaged');
    // What is wrong in the file itself is in its copy too, and a copy of it is still better than none.
    if (damaged !== undefined) throw refuseFile('DATA_FILE_DAMAGED', from);
    syncToDisk(unfinished);
    requireFreeName(to);
    renameSync(unfinished, to);
    syncFolder(path.dirname(to));
  } catch (error) {
    removeDatabase(unfinished);
    // What is wrong with the file itself was a finding.
    throw error instanceof Refusal ? error : refuseFile('FILE_UNREADABLE', to, error);
  }
}

/** The folder of backups is made where it is missing; any other one that is not there was mistyped. */
function makeFolder(from: string, to: string): void {
  const folder = path.dirname(to);
  try {
    if (folder === backupFolder(from)) mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', to, error);
  }
  if (!isFolder(folder)) throw refuseFile('FILE_UNREADABLE', to);
}

function markAsBackup(copy: string): void {
  const connection = new Database(copy, { fileMustExist: true });
  try {
    const known = connection.prepare("select 1 from sqlite_schema where type = 'table' and name = 'last_place'").get();
    if (known !== undefined) connection.prepare('update last_place set stamp = ?').run(BACKUP_STAMP);
  } finally {
    connection.close();
  }
}

/** Reads a data file through, in pieces, from one snapshot; nothing of it is changed. Throws what SQLite throws on a file it cannot read at all. */
export function readThrough(file: string, tell: Tell): ReadThrough {
  // Not opened read-only: such a connection leaves its -wal and -shm files behind.
  const connection = new Database(file, { fileMustExist: true });
  try {
    const findings = allFindings(connection, tell);
    return { facts: findings.some(({ kind }) => kind === 'damaged') ? NO_FACTS : factsOf(connection, file), findings };
  } finally {
    connection.close();
  }
}

/** A file so broken that SQLite reads no further is one finding. */
function allFindings(connection: Database.Database, tell: Tell): readonly Finding[] {
  try {
    connection.pragma('query_only = ON');
    connection.exec('begin');
    const check = checkPieces(connection);
    let step = check.next();
    while (step.done !== true) {
      tell(step.value);
      step = check.next();
    }
    return step.value;
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !isDamage(error)) throw error;
    return [{ kind: 'damaged', report: error.message }];
  }
}

const NO_FACTS: FileFacts = { fileId: '', companyName: '', bytes: 0, receipt: null, activity: null, ledger: 0, operators: new Map() };

function factsOf(connection: Database.Database, file: string): FileFacts {
  const company = connection.prepare<[], { fileId: string; companyName: string }>('select file_id fileId, name companyName from company').get();
  if (company === undefined) throw refuseFile('DATA_FILE_DAMAGED', file);
  return {
    ...company,
    bytes: bytesOf(file),
    receipt: connection.prepare<[], { number: number; hash: string }>('select number, hash from receipts order by number desc limit 1').get() ?? null,
    activity: connection.prepare<[], { sequence: number; hash: string; at: number }>('select sequence, hash, at from activity order by sequence desc limit 1').get() ?? null,
    ledger: connection.prepare<[], number>('select count(*) from minutes_ledger').pluck().get() ?? 0,
    operators: operatorsOf(connection),
  };
}

function operatorsOf(connection: Database.Database): FileFacts['operators'] {
  const rows = connection
    .prepare<[], { email: string; capability: Capability }>('select lower(email) email, capability from users join group_capabilities using (group_id) where active = 1')
    .all();
  return new Map([...Map.groupBy(rows, ({ email }) => email)].map(([email, own]) => [email, own.map(({ capability }) => capability)]));
}

/** Copies any file under a name beside the data file, after its header was looked at, and reads the copy through. */
export function bringFile(from: string, copy: string, latestVersion: number, tell: Tell): ReadThrough {
  removeDatabase(copy);
  try {
    tell({ part: 'copy', done: 0, total: 1 });
    refuseStrange(from, latestVersion);
    // What a file that was not closed well keeps beside it belongs to it.
    for (const part of ['', '-wal']) {
      if (part !== '' && !existsSync(`${from}${part}`)) continue;
      copyFileSync(`${from}${part}`, `${copy}${part}`);
      makeWritable(`${copy}${part}`);
    }
    const read = readThrough(copy, tell);
    // What a restore kept bears the stamp that its place knows: put back, it is one that has to be looked at, like any other.
    if (read.findings.length === 0) markAsBackup(copy);
    syncToDisk(copy);
    return read;
  } catch (error) {
    removeDatabase(copy);
    throw asRefusal(error, from);
  }
}

function refuseStrange(from: string, latestVersion: number): void {
  const header = readHeader(from);
  if (header.kind === 'notSqlite' || header.applicationId !== APPLICATION_ID) throw refuseFile('NOT_A_DATA_FILE', from);
  if (header.userVersion > latestVersion) throw refuseFile('DATA_FILE_TOO_NEW', from);
  const bytes = bytesOf(from);
  if (bytes < header.bytes && !existsSync(`${from}-wal`)) {
    throw new Refusal({
      code: 'DATA_FILE_DAMAGED',
      path: '',
      message: `This file was cut off: ${bytes.toLocaleString('en-US')} of its ${header.bytes.toLocaleString('en-US')} bytes are there. Nothing was changed.`,
      details: { file: from },
    });
  }
}
