import { lstatSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import type { ErrorCode } from '../../shared/errors.ts';
import { Refusal } from '../../shared/errors.ts';

const SENTENCES = {
  FILE_UNREADABLE: 'This file cannot be read or written. Check that it is there and that you may use it and its folder.',
  NOT_A_DATA_FILE: 'This file was not made by Billing Desk. Choose a data file or a review copy.',
  DATA_FILE_TOO_NEW: 'This file was made by a newer version of Billing Desk. Update Billing Desk to open it.',
  DATA_FILE_DAMAGED: 'This file is damaged and was not opened. Move it to another folder, with its "-wal" file if there is one, and put a copy of a backup in its place: backups are in the folder "backups" beside it.',
  DATA_FILE_IN_USE: 'This file is open in another Billing Desk, or another program holds it. Close it there first.',
  REVIEW_ONLY: 'This is a review copy: it opens for review only, and nothing in it can be changed.',
  FILE_EXISTS: 'There is already a file of this name. Choose another name, or open it.',
} as const satisfies Partial<Record<ErrorCode, string>>;

/** What is wrong with a path itself, or with where it is; null where that is not it. */
function whyUnreadable(file: string, cause: unknown): string | null {
  if (['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(codeOf(cause))) return `There is no space left on the disk for ${file}.`;
  const folder = path.dirname(file);
  if (!isFolder(folder)) return `There is no folder ${folder}.`;
  return isFolder(file) ? `This is a folder, not a file: ${file}.` : null;
}

/**
 * Refuses with FILE_EXISTS a name that a new database cannot have: a file has it, or a log of one that was there stands beside
 * it, which SQLite would play into whatever takes the name.
 */
export function requireFreeName(target: string): void {
  for (const name of [target, `${target}-wal`, `${target}-journal`]) {
    const found = entryOf(name);
    if (found !== undefined && (name === target || found.size > 0)) throw refuseFile('FILE_EXISTS', name);
  }
}

/** Refuses with FILE_UNREADABLE a name that no file can have, such as one that is too long. */
function entryOf(name: string): Stats | undefined {
  try {
    return lstatSync(name, { throwIfNoEntry: false });
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', name, error);
  }
}

/** What keeps SQLite from a file that may well be whole. A short read is none of these: the file ends too early. */
const OUT_OF_REACH = /^SQLITE_(CANTOPEN|READONLY|FULL|PERM|NOMEM|AUTH|IOERR(?!_SHORT_READ|_CORRUPTFS))/;
/** Codes of SQLite, or of the operating system, such as ENOSPC; Node's own begin with ERR_. */
const OF_THE_SYSTEM = /^(SQLITE_|E[A-Z0-9]+$)/;
const HELD = /^SQLITE_(BUSY|LOCKED|PROTOCOL)/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** True where an error of SQLite says that the file itself is broken, not that it is out of reach or held. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_') && !OUT_OF_REACH.test(code) && !HELD.test(code);
}

/** The refusal for what the system or SQLite said of a file; anything else, a mistake of ours, comes through as it is. */
export function asRefusal(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (error instanceof Refusal || !OF_THE_SYSTEM.test(code)) return error;
  if (isDamage(error)) return refuseFile('DATA_FILE_DAMAGED', file, error);
  return refuseFile(HELD.test(code) ? 'DATA_FILE_IN_USE' : 'FILE_UNREADABLE', file, error);
}

function whyTaken(file: string): string | null {
  return /-(wal|journal)$/.test(file) ? `What another file of this name has left is still there, ${file}. Choose another name.` : null;
}

export function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
}

/** A refusal of a whole data file, with its one sentence; the file's path stands in the details. */
export function refuseFile(code: keyof typeof SENTENCES, file: string, cause?: unknown): Refusal {
  const why = code === 'FILE_UNREADABLE' ? whyUnreadable(file, cause) : code === 'FILE_EXISTS' ? whyTaken(file) : null;
  const refusal = new Refusal({ code, path: '', message: why ?? SENTENCES[code], details: { file } });
  refusal.cause = cause;
  return refusal;
}
