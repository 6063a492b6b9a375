import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { backUpFile, readThrough } from '../../electron/db/wholeFile.ts';
import { aCompany, anActivity } from '../support/builders.ts';
import { fillSmall, temporaryFolder, testDataFile, testDataFiles } from '../support/testDatabase.ts';

/* What SQLite keeps beside a file that was not closed belongs to that file alone, whatever takes its name later. */

let file: string;
let log: string;
let backup: string;

/** As after a crash: a file whose newest changes are in its log alone, and a backup from before `between` others. */
async function crash(between: number): Promise<void> {
  const open = await testDataFile();
  const write = (times: number): void => {
    for (let entry = 0; entry < times; entry += 1) {
      open.write((tx) => {
        open.activity.appendTx(tx, anActivity({ what: 'x'.repeat(400) }));
      });
    }
  };
  write(5);
  await backUpFile(open.path, backup, () => undefined);
  write(between);
  const other = new Database(open.path);
  other.pragma('wal_checkpoint(RESTART)');
  other.close();
  write(2);
  copyFileSync(open.path, file);
  copyFileSync(`${open.path}-wal`, log);
  open.close();
}

beforeEach(async () => {
  const folder = temporaryFolder();
  file = path.join(folder, 'company.billing');
  log = `${file}-wal`;
  backup = path.join(folder, 'backup.billing');
  await crash(60);
});

it('a file that was not closed opens with all that its log holds', async () => {
  const opened = await testDataFiles().open(file);
  expect(opened.activity.page(null, 100)).toHaveLength(67);
  opened.close();
  expect(readThrough(file, () => undefined).findings).toEqual([]);
});

it('a backup that was copied over it by hand is refused beside that log, stays byte for byte, and opens once the log is away', async () => {
  copyFileSync(backup, file);
  await expect(testDataFiles().open(file)).rejects.toMatchObject({ failure: { code: 'DATA_FILE_DAMAGED', message: expect.stringContaining('the log of another one, company.billing-wal') } });
  expect(readFileSync(file).equals(readFileSync(backup))).toBe(true);
  expect(existsSync(log)).toBe(true);

  rmSync(log);
  const opened = await testDataFiles().open(file);
  expect(opened.activity.page(null, 100)).toHaveLength(5);
  opened.close();
});

describe('where the file is gone and its log is not', () => {
  beforeEach(() => rmSync(file));

  it('no company is made under its name', async () => {
    const made = testDataFiles().create(file, { ...aCompany(), fileId: '11111111-1111-4111-8111-111111111111' }, fillSmall);
    await expect(made).rejects.toMatchObject({ failure: { code: 'FILE_EXISTS', details: { file: log } } });
    expect(existsSync(file)).toBe(false);
  });

  it('no backup takes its name', async () => {
    await expect(backUpFile(backup, file, () => undefined)).rejects.toMatchObject({ failure: { code: 'FILE_EXISTS', details: { file: log } } });
    expect(existsSync(file)).toBe(false);
  });
});
