import { rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { connect, hasTables, passesQuickCheck } from './connection.ts';
import { makePrivateFolder } from './privateFolder.ts';
import { asRefusal, isDamage, refuseFile } from './refusals.ts';
import { makeWritable } from './verifiedBackup.ts';

/**
 * A crash leaves a log beside a data file ("NAME-wal"), which SQLite plays into the file as it opens it. Where somebody has
 * put another file there meanwhile, such as a backup, the log would be played into that one and spoil it. So both are tried in
 * a private copy first. Refuses with DATA_FILE_DAMAGED where they do not fit together; nothing of the file was touched then.
 */
export async function requireOwnLog(file: string): Promise<void> {
  const log = `${file}-wal`;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  let folder: string | null = null;
  try {
    folder = makePrivateFolder('copy');
    const copy = path.join(folder, 'both.billing');
    for (const part of ['', '-wal']) {
      await copyFile(`${file}${part}`, `${copy}${part}`);
      makeWritable(`${copy}${part}`);
    }
    if (isWhole(copy)) return;
    const alone = path.join(folder, 'alone.billing');
    await copyFile(file, alone);
    makeWritable(alone);
    if (!isWhole(alone)) throw refuseFile('DATA_FILE_DAMAGED', file);
    throw new Refusal({
      code: 'DATA_FILE_DAMAGED',
      path: '',
      message: `Beside this file is the log of another one, ${path.basename(log)}: it was left when Billing Desk ended without closing that file. Nothing was changed. Move the log to another folder, then open the file.`,
      details: { file },
    });
  } catch (error) {
    throw asRefusal(error, file);
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

/** SQLite's own check, and that no number of what is never removed is missing. */
function isWhole(copy: string): boolean {
  const connection = connect(copy);
  try {
    if (!passesQuickCheck(connection)) return false;
    return (['receipts', 'activity'] as const).every((table) => {
      if (!hasTables(connection, new Set([table]))) return true;
      const number = table === 'receipts' ? 'number' : 'sequence';
      return connection.prepare<[], number>(`select count(*) = coalesce(max(${number}), 0) from ${table}`).pluck().get() === 1;
    });
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    connection.close();
  }
}
