import { accessSync, existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { lockFile } from './fileLock.ts';
import { refuseFile } from './refusals.ts';
import { syncFolder, syncToDisk, verify } from './verifiedBackup.ts';

/**
 * Puts a copy in the place of a closed data file in one step: whenever the machine stops, the one or the other stands
 * there whole. Refuses with FILE_UNREADABLE where the copy is gone, DATA_FILE_DAMAGED where it is not whole,
 * DATA_FILE_IN_USE where the file is open; the file stays as it is.
 */
export function putBack(file: string, copy: string, { alreadyRead }: { readonly alreadyRead: boolean } = { alreadyRead: false }): void {
  const lock = lockFile(file);
  try {
    // What a file that was not closed well still holds beside it would be played into the copy.
    if (existsSync(`${file}-wal`)) throw refuseFile('DATA_FILE_IN_USE', file);
    if (!alreadyRead) check(copy);
    syncToDisk(copy);
    renameSync(copy, file);
    syncFolder(path.dirname(file));
  } catch (error) {
    throw error instanceof Refusal ? error : refuseFile('FILE_UNREADABLE', file, error);
  } finally {
    lock.release();
  }
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
