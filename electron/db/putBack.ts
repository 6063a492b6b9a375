import { accessSync, chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { unfinishedCopy } from './backupFolder.ts';
import { lockFile } from './fileLock.ts';
import { refuseFile } from './refusals.ts';
import { syncFolder, syncToDisk, verify } from './verifiedBackup.ts';

/**
 * Puts a copy in the place of a closed data file in one step: whenever the machine stops, the one or the other stands
 * there whole. Refuses with FILE_UNREADABLE where the copy is gone, DATA_FILE_DAMAGED where it is not whole,
 * DATA_FILE_IN_USE where the file is open; the file stays as it is. Where it is kept, what is kept is the very file; a
 * crash before the copy has its name leaves a second name of it, which `clearLeftovers` removes.
 */
export function putBack(file: string, copy: string, { alreadyRead, keepAs = null }: { readonly alreadyRead: boolean; readonly keepAs?: string | null } = { alreadyRead: false }): void {
  const lock = lockFile(file);
  try {
    // What a file that was not closed well still holds beside it would be played into the copy.
    if (existsSync(`${file}-wal`)) throw refuseFile('DATA_FILE_IN_USE', file);
    if (!alreadyRead) check(copy);
    syncToDisk(copy);
    takeModeOf(file, copy);
    if (keepAs !== null) keep(file, keepAs);
    giveName(copy, file, keepAs);
    syncFolder(path.dirname(file));
  } catch (error) {
    throw error instanceof Refusal ? error : refuseFile('FILE_UNREADABLE', file, error);
  } finally {
    lock.release();
  }
}

/** Under another name too; a copy where the disk knows no second names. */
function keep(file: string, kept: string): void {
  mkdirSync(path.dirname(kept), { recursive: true });
  try {
    linkSync(file, kept);
  } catch {
    const unfinished = unfinishedCopy(kept);
    copyFileSync(file, unfinished);
    syncToDisk(unfinished);
    renameSync(unfinished, kept);
  }
  syncFolder(path.dirname(kept));
}

function giveName(copy: string, file: string, kept: string | null): void {
  try {
    renameSync(copy, file);
  } catch (error) {
    if (kept !== null) rmSync(kept, { force: true });
    throw error;
  }
}

/** Whoever could read and write the file still can, and nobody else. */
function takeModeOf(file: string, copy: string): void {
  const { mode } = statSync(file);
  if (statSync(copy).mode !== mode) chmodSync(copy, mode);
}

function check(copy: string): void {
  try {
    accessSync(copy);
  } catch (error) {
    throw refuseFile('FILE_UNREADABLE', copy, error);
  }
  try {
    verify(copy);
  } catch (error) {
    throw refuseFile('DATA_FILE_DAMAGED', copy, error);
  }
}
