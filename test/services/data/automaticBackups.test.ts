import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createAutomaticBackups } from '../../../electron/services/data/automaticBackups.ts';
import { createWholeFiles } from '../../../electron/app/wholeFiles.ts';
import { runInThread } from '../../../electron/app/fileThread.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { testDataFile } from '../../support/testDatabase.ts';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import type { OpenCompany } from '../../../electron/services/ports/company.ts';

const DAY = 86_400_000;
let file: DataFile;

afterEach(() => file.close());

test('one at the start, one a day while running, in a thread of its own; a failure is told, and the next one tries again', async () => {
  file = await testDataFile();
  const clock = fakeClock('2026-03-15T12:00:00.000Z');
  const files = createWholeFiles({ latestVersion: 99, now: () => clock.now(), run: runInThread });
  let told = (): void => undefined;
  let ended = new Promise<void>((resolve) => { told = resolve; });
  const failures: unknown[] = [];
  let topics: readonly string[] = [];
  const automatic = createAutomaticBackups({ files, clock, publish: (changed) => { topics = changed; told(); }, onError: (error) => failures.push(error), firstAfter: 1 });
  // Only the file is looked at.
  const company = { file } as OpenCompany;
  const beat = async (): Promise<void> => {
    ended = new Promise<void>((resolve) => { told = resolve; });
    automatic.beat(company);
    await ended;
  };
  const reasons = () => files.backups(file.path).map(({ why }) => why);

  // What cannot be looked at in the folder keeps nobody from anything.
  const odd = files.nextBackup(file.path, 'daily');
  mkdirSync(dirname(odd), { recursive: true });
  symlinkSync(odd, odd);
  expect(files.backups(file.path)).toMatchObject([{ why: 'daily', bytes: 0 }]);
  rmSync(odd);

  await beat();
  expect(reasons()).toEqual(['start']);
  expect(topics).toEqual(['data']);
  automatic.beat(company);
  clock.advance(DAY - 1);
  automatic.beat(company);
  expect(reasons()).toEqual(['start']);
  clock.advance(1);
  await beat();
  expect(reasons()).toEqual(['daily', 'start']);

  const folder = join(dirname(file.path), 'backups');
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'A file where the folder should be');
  clock.advance(DAY);
  await beat();
  expect(automatic.failed()).toBe('the folder of backups could not be written');
  expect(failures).toHaveLength(1);
  // What needs attention stands with the accounts.
  expect(topics).toEqual(['accounts', 'data']);
  rmSync(folder);
  mkdirSync(folder);
  await beat();
  expect(reasons()).toEqual(['daily']);
  expect(readdirSync(folder)).toEqual(['company 20260317T120000Z daily.billingdesk']);
  expect(automatic.failed()).toBeNull();
  expect(topics).toEqual(['accounts', 'data']);
  await automatic.stop();
});

test('the first waits until the windows have shown their first page; stopped before, it is not made', async () => {
  file = await testDataFile();
  const clock = fakeClock('2026-03-15T12:00:00.000Z');
  const files = createWholeFiles({ latestVersion: 99, now: () => clock.now(), run: runInThread });
  let told = 0;
  const begin = (firstAfter: number) => createAutomaticBackups({ files, clock, publish: () => { told += 1; }, onError: (error) => { throw error; }, firstAfter });
  // Only the file is looked at.
  const company = { file } as OpenCompany;

  const waiting = begin(50);
  waiting.beat(company);
  waiting.beat(company);
  expect(files.backups(file.path)).toEqual([]);
  await expect.poll(() => told).toBe(1);
  expect(files.backups(file.path)).toMatchObject([{ why: 'start' }]);

  rmSync(join(dirname(file.path), 'backups'), { recursive: true });
  const stopped = begin(20);
  stopped.beat(company);
  await stopped.stop();
  await new Promise((later) => setTimeout(later, 60));
  expect(files.backups(file.path)).toEqual([]);
  expect(told).toBe(1);
});
