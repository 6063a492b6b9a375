import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { backupFolder, backupOfUnfinished, bringingCopy, listBackups, removeBackup, unfinishedCopy } from './backupFolder.ts';
import { removeDatabase } from './verifiedBackup.ts';

/**
 * Removes what a crash left of work on a data file whose lock is held: copies that were never finished, and a second name
 * of the file itself, given by a restore that went no further. That one is no backup: it would change with the file.
 */
export function clearLeftovers(file: string): void {
  try {
    removeDatabase(bringingCopy(file));
    const folder = backupFolder(file);
    const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : [];
    const unfinished = new Set(names.flatMap((name) => backupOfUnfinished(file, name) ?? []));
    for (const backup of unfinished) removeDatabase(unfinishedCopy(path.join(folder, backup)));
    const own = identity(file);
    for (const backup of listBackups(file)) if (identity(backup.path) === own) removeBackup(backup);
  } catch {
    // What cannot be removed now does not keep anyone from the file; the next start tries again.
  }
}

function identity(file: string): string {
  const { dev, ino } = statSync(file, { bigint: true });
  return `${String(dev)}:${String(ino)}`;
}
