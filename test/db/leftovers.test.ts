import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makePrivateFolder, removeAbandonedFolders } from '../../electron/db/privateFolder.ts';
import { testDataFile, testDataFiles } from '../support/testDatabase.ts';

test('opening a file removes what a crash left beside it, and nothing else', async () => {
  const made = await testDataFile();
  made.close();
  const folder = join(dirname(made.path), 'backups');
  mkdirSync(folder);
  const backup = 'company 20260315T120000Z start.billingdesk';
  const others = [backup, `other ${backup}.unfinished`, 'company notes.billingdesk.unfinished', 'letter.unfinished'];
  for (const name of [...others, `${backup}.unfinished`, `${backup}.unfinished-wal`, 'company 20260315T120001Z restore 2.billingdesk.unfinished']) writeFileSync(join(folder, name), '');
  writeFileSync(`${made.path}.restoring`, '');
  // A restore that was killed after it had kept the file, and before the other one had its place.
  linkSync(made.path, join(folder, 'company 20260315T120002Z restore.billingdesk'));

  (await testDataFiles().open(made.path)).close();
  expect(readdirSync(folder).toSorted()).toEqual(others.toSorted());
  expect(existsSync(`${made.path}.restoring`)).toBe(false);
  expect(existsSync(made.path)).toBe(true);
});

test('private folders of processes that ended are removed at a start, those of running ones are not', () => {
  const own = makePrivateFolder('review');
  const { pid } = spawnSync(process.execPath, ['--version']);
  const left = join(tmpdir(), basename(own).replace(`-${process.pid}-`, `-${pid}-`));
  mkdirSync(left);
  writeFileSync(join(left, 'review.billing'), 'A whole company');
  const running = join(tmpdir(), basename(own).replace(`-${process.pid}-`, `-${process.ppid}-`).replace('review', 'copy'));
  mkdirSync(running);
  removeAbandonedFolders();
  expect([own, left, running].map((folder) => existsSync(folder))).toEqual([true, false, true]);
  for (const folder of [own, running]) rmSync(folder, { recursive: true });
});
