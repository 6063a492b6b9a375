import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { BACKUP_REASONS } from '../../shared/values/backups.ts';
import type { BackupReason } from '../../shared/values/backups.ts';
import type { BackupFile } from '../services/ports/wholeFiles.ts';

/** Where a data file's backups lie: beside it, so that they move with it. */
export function backupFolder(file: string): string {
  return path.join(path.dirname(file), 'backups');
}

/** A path in the folder that no file has: the data file's name, the moment in UTC (epoch milliseconds) and why. */
export function nextBackupPath(file: string, at: number, why: BackupReason): string {
  const { name, ext } = path.parse(file);
  const stamp = new Date(at).toISOString().replace(/[-:]/g, '').replace(/\.\d+Z$/, 'Z');
  for (let turn = 1; ; turn += 1) {
    const target = path.join(backupFolder(file), `${name} ${stamp} ${why}${turn === 1 ? '' : ` ${String(turn)}`}${ext}`);
    if (!existsSync(target) && !existsSync(`${target}-wal`)) return target;
  }
}

/** Where a copy stands until it is whole. */
export function unfinishedCopy(to: string): string {
  return `${to}.unfinished`;
}

/** Where a backup is brought to before it takes the data file's place. */
export function bringingCopy(file: string): string {
  return `${file}.restoring`;
}

const NAME = new RegExp(`^ (\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z (${BACKUP_REASONS.join('|')})(?: \\d+)?$`);

/** Backups of that data file, newest first, by their names; other files in the folder are none of its business. */
export function listBackups(file: string): BackupFile[] {
  const folder = backupFolder(file);
  return namesIn(folder)
    .flatMap((name): BackupFile[] => {
      const found = partsOf(file, name);
      const why = BACKUP_REASONS.find((reason) => reason === found?.[7]);
      if (found === null || why === undefined) return [];
      const [year = 0, month = 1, ...rest] = found.slice(1, 7).map(Number);
      const full = path.join(folder, name);
      return [{ name, path: full, at: Date.UTC(year, month - 1, ...rest), bytes: bytesOf(full), why }];
    })
    .toSorted((one, other) => other.at - one.at || (one.name < other.name ? 1 : -1));
}

/** None where the folder is not there, is a file, or may not be read: making a backup says so. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The moment and the reason that a backup of that data file has in its name; null: it is no such name. */
function partsOf(file: string, name: string): RegExpExecArray | null {
  const { name: base, ext } = path.parse(file);
  return name.startsWith(base) && path.extname(name) === ext ? NAME.exec(path.parse(name).name.slice(base.length)) : null;
}

/** The name that an unfinished backup of that data file, or what SQLite keeps beside it, was to have; null: it is none. */
export function backupOfUnfinished(file: string, name: string): string | null {
  const at = name.lastIndexOf(unfinishedCopy(''));
  return at > 0 && partsOf(file, name.slice(0, at)) !== null ? name.slice(0, at) : null;
}

/** 0 where the file is gone, or is none that can be looked at. */
export function bytesOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

export function removeBackup({ path: file }: BackupFile): void {
  rmSync(file, { force: true });
}
