import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDataFiles } from '../../electron/db/dataFiles.ts';
import { loadMigrations } from '../../electron/db/migrations.ts';
import type { DataFiles } from '../../electron/services/ports/dataFile.ts';
import { aCompany, NOON } from '../support/builders.ts';
import { contentHash, fillSmall, migrationsFolder, temporaryFolder, testDataFile, testDataFiles } from '../support/testDatabase.ts';

interface Journal {
  readonly entries: { readonly idx: number; readonly tag: string }[];
}

let later: string;
let oldFile: string;

beforeEach(async () => {
  const file = await testDataFile();
  file.close();
  oldFile = file.path;
  later = path.join(temporaryFolder(), 'drizzle');
  cpSync(migrationsFolder, later, { recursive: true });
});

const journalOf = (folder: string): Journal => JSON.parse(readFileSync(path.join(folder, 'meta', '_journal.json'), 'utf8')) as Journal; // drizzle-kit's own file, of this shape
const current = journalOf(migrationsFolder).entries.length;
const setsVersion = `--> statement-breakpoint\nPRAGMA user_version = ${String(current + 1)};\n`;

it('the tables that the migrations name are those that a file has', () => {
  const file = new Database(oldFile, { readonly: true });
  const found = file.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'").pluck().all();
  file.close();
  expect([...loadMigrations(migrationsFolder).tables].sort()).toEqual(found.sort());
});

/** Data files of a later version of the application, with one migration more. */
function laterDataFiles(sql: string): DataFiles {
  const journal = journalOf(later);
  journal.entries.push({ idx: current, tag: 'later' });
  writeFileSync(path.join(later, 'meta', '_journal.json'), JSON.stringify(journal));
  writeFileSync(path.join(later, 'later.sql'), sql);
  return createDataFiles({ migrationsFolder: later, now: () => NOON });
}

const valueOf = (file: string, sql: string): unknown => {
  const connection = new Database(file, { readonly: true });
  try {
    return connection.prepare<[], unknown>(sql).pluck().get();
  } finally {
    connection.close();
  }
};
const backups = (): string[] => readdirSync(path.join(path.dirname(oldFile), 'backups'));

describe('opening an older file', () => {
  it('keeps a whole copy of it as it was, then brings it up to date', async () => {
    const before = contentHash(oldFile);
    const file = await laterDataFiles(`ALTER TABLE users ADD phone text;\n--> statement-breakpoint\nUPDATE users SET phone = '555';\n${setsVersion}`).open(oldFile);
    expect(file.users.byId(1)?.firstName).toBe('Ann');
    file.close();
    expect(valueOf(oldFile, 'pragma user_version')).toBe(current + 1);
    expect(valueOf(oldFile, 'select phone from users')).toBe('555');
    expect(backups()).toEqual(['company 20260315T120000Z migration.billingdesk']);
    const copy = path.join(path.dirname(oldFile), 'backups', backups()[0] ?? '');
    expect(valueOf(copy, 'pragma user_version')).toBe(current);
    expect(contentHash(copy)).toBe(before);
  });

  it.each([
    ['fails in its second statement', `DROP TABLE commands;\n--> statement-breakpoint\nDROP TABLE nonsense;\n${setsVersion}`, 'no such table'],
    ['leaves dangling references', `DELETE FROM billing_accounts;\n${setsVersion}`, 'dangling references'],
    ['does not set its version', 'DROP TABLE commands;\n', 'did not end at their own version'],
  ])('stops where the migration %s, with the file byte for byte as it was', async (_what, sql, message) => {
    const before = readFileSync(oldFile);
    await expect(laterDataFiles(sql).open(oldFile)).rejects.toThrow(message);
    expect(readFileSync(oldFile).equals(before)).toBe(true);
    expect(existsSync(`${oldFile}-wal`)).toBe(false);
    expect(existsSync(`${oldFile}.lock`)).toBe(false);
    expect(backups()).toHaveLength(1);
  });

  it('does not migrate where the backup cannot be made', async () => {
    const before = readFileSync(oldFile);
    writeFileSync(path.join(path.dirname(oldFile), 'backups'), 'A file where the folder should be');
    await expect(laterDataFiles(`DROP TABLE commands;\n${setsVersion}`).open(oldFile)).rejects.toMatchObject({ failure: { code: 'FILE_UNREADABLE' } });
    expect(readFileSync(oldFile).equals(before)).toBe(true);
  });
});

it('reviews an older file as it would be once migrated, and leaves it as it is', async () => {
  const before = readFileSync(oldFile);
  const file = await laterDataFiles(`ALTER TABLE users ADD phone text;\n${setsVersion}`).openForReview(oldFile);
  expect(file.users.byId(1)?.firstName).toBe('Ann');
  file.close();
  expect(readFileSync(oldFile).equals(before)).toBe(true);
  expect(readdirSync(path.dirname(oldFile))).toEqual(['company.billingdesk']);
});

it('makes no backup of a file that is up to date', async () => {
  const file = await createDataFiles({ migrationsFolder, now: () => NOON }).open(oldFile);
  file.close();
  expect(readdirSync(path.dirname(oldFile))).toEqual(['company.billingdesk']);
});

it('demands every migration that the journal names', () => {
  writeFileSync(path.join(later, 'meta', '_journal.json'), JSON.stringify({ entries: [{ idx: 0, tag: '0000_gone' }] }));
  expect(() => createDataFiles({ migrationsFolder: later, now: () => NOON })).toThrow('0000_gone.sql');
});

it('carries over who was counted while an operator was asked, for every date that waits', async () => {
  const folder = path.join(temporaryFolder(), 'drizzle');
  cpSync(migrationsFolder, folder, { recursive: true });
  const { entries, ...journal } = journalOf(folder);
  writeFileSync(path.join(folder, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries: entries.filter(({ idx }) => idx < 11) }));
  const made = await createDataFiles({ migrationsFolder: folder, now: () => NOON }).create(path.join(temporaryFolder(), 'older.billingdesk'), aCompany(), (file, tx) => fillSmall(file, tx));
  made.close();
  const connection = new Database(made.path);
  connection.exec('insert into automatic_charging values (1, 5, 1000, 35)');
  connection.close();
  const file = await testDataFiles().open(made.path);
  expect(file.automaticCharging.progress()).toEqual({ highestCycle: 5, lastSeenAt: 1000, asked: true });
  expect(file.automaticCharging.userCounts()).toEqual([{ upTo: '9999-12-31', activeUsers: 35 }]);
  file.close();
});
