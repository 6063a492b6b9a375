import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import { Refusal } from '../../shared/errors.ts';
import { aCompany, aReceipt, anAccount } from '../support/builders.ts';
import { contentHash, fillSmall, runSql, temporaryFolder, testDataFile, testDataFiles } from '../support/testDatabase.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

async function closedFile(): Promise<string> {
  const file = await testDataFile();
  file.close();
  const copy = path.join(folder, 'company.billingdesk');
  copyFileSync(file.path, copy);
  return copy;
}

async function refusalOf(work: Promise<unknown>): Promise<ErrorCode> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.failure.message).toMatch(/^[A-Z].*\.$/);
    return error.failure.code;
  }
  throw new Error('It was not refused.');
}

/** The bytes of everything in the folder, so that nothing changed and nothing was left beside. */
const snapshot = (): unknown => readdirSync(folder, { withFileTypes: true })
  .sort((one, other) => one.name.localeCompare(other.name))
  .map((entry) => [entry.name, entry.isFile() ? readFileSync(path.join(folder, entry.name)).toString('base64') : null]);

async function expectRefusedUnchanged(file: string, code: ErrorCode): Promise<void> {
  const before = snapshot();
  expect(await refusalOf(testDataFiles().open(file))).toBe(code);
  expect(snapshot()).toEqual(before);
}

describe('open', () => {
  it('gives what create wrote, and leaves nothing beside the file when closed', async () => {
    const made = await testDataFiles().create(path.join(folder, 'a.billingdesk'), aCompany(), fillSmall);
    made.write((tx) => made.receipts.issueTx(tx, aReceipt()));
    made.close();
    const file = await testDataFiles().open(made.path);
    expect(file.company).toEqual(aCompany());
    expect(file.accounts.all()).toEqual([{ ...anAccount(), id: 1, revision: 0 }]);
    expect(file.receipts.count({})).toBe(1);
    file.close();
    file.close();
    expect(readdirSync(folder)).toEqual(['a.billingdesk']);
  });

  it.each([
    ['a text', 'This is a letter, and long enough to be taken for a header of a hundred bytes, which SQLite files have at least.'],
    ['an empty file', ''],
    ['the first bytes of SQLite alone', 'SQLite format 3\0'],
  ])('refuses %s', async (_what, content) => {
    writeFileSync(path.join(folder, 'x'), content);
    await expectRefusedUnchanged(path.join(folder, 'x'), 'NOT_A_DATA_FILE');
  });

  it.each(['delete', 'wal'])("refuses another application's SQLite file (%s)", async (mode) => {
    const other = path.join(folder, 'other.sqlite');
    new Database(other).close();
    runSql(other, `pragma journal_mode = ${mode}; pragma application_id = 42; create table t (x)`);
    await expectRefusedUnchanged(other, 'NOT_A_DATA_FILE');
  });

  it('refuses a newer file', async () => {
    const file = await closedFile();
    runSql(file, 'pragma user_version = 1000');
    await expectRefusedUnchanged(file, 'DATA_FILE_TOO_NEW');
  });

  it('refuses a newer file whose version is in the write-ahead log still', async () => {
    const file = await closedFile();
    const newer = new Database(file);
    newer.pragma('user_version = 1000');
    copyFileSync(file, path.join(folder, 'crashed'));
    copyFileSync(`${file}-wal`, path.join(folder, 'crashed-wal'));
    newer.close();
    expect(await refusalOf(testDataFiles().open(path.join(folder, 'crashed')))).toBe('DATA_FILE_TOO_NEW');
  });

  it('refuses a missing file and a folder', async () => {
    mkdirSync(path.join(folder, 'sub'));
    await expectRefusedUnchanged(path.join(folder, 'missing'), 'FILE_UNREADABLE');
    await expectRefusedUnchanged(path.join(folder, 'sub'), 'FILE_UNREADABLE');
  });

  it('refuses a file cut short', async () => {
    const file = await closedFile();
    truncateSync(file, 5 * 4096);
    await expectRefusedUnchanged(file, 'DATA_FILE_DAMAGED');
  });

  it('refuses a file with a page overwritten', async () => {
    const file = await closedFile();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, 3 * 4096, 4 * 4096));
    await expectRefusedUnchanged(file, 'DATA_FILE_DAMAGED');
  });

  it('refuses a file without one of its tables, to work with and for review', async () => {
    const file = await closedFile();
    runSql(file, 'drop table recharge_cycles');
    await expectRefusedUnchanged(file, 'DATA_FILE_DAMAGED');
    expect(await refusalOf(testDataFiles().openForReview(file))).toBe('DATA_FILE_DAMAGED');
  });

  it('refuses a file without its company', async () => {
    const file = await closedFile();
    runSql(file, 'delete from company');
    await expectRefusedUnchanged(file, 'DATA_FILE_DAMAGED');
  });

  it('refuses a file that is open, under any of its names, and opens it when it is closed', async () => {
    const file = await closedFile();
    symlinkSync(file, path.join(folder, 'alias'));
    const holder = await testDataFiles().open(file);
    expect(await refusalOf(testDataFiles().open(file))).toBe('DATA_FILE_IN_USE');
    expect(await refusalOf(testDataFiles().open(path.join(folder, 'alias')))).toBe('DATA_FILE_IN_USE');
    holder.write((tx) => holder.accounts.touchTx(tx, 1));
    holder.close();
    const next = await testDataFiles().open(file);
    expect(next.accounts.byId(1)?.revision).toBe(1);
    next.close();
  });

  it('refuses a file that another process has open, until that process is gone', async () => {
    const file = await closedFile();
    const script = `
      import { testDataFiles } from ${JSON.stringify(path.resolve('test/support/testDatabase.ts'))};
      await testDataFiles().open(${JSON.stringify(file)});
      console.log('open');
      setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => other.stdout.once('data', resolve));
    expect(await refusalOf(testDataFiles().open(file))).toBe('DATA_FILE_IN_USE');
    const gone = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await gone;
    const opened = await testDataFiles().open(file);
    opened.close();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });
});

describe('create', () => {
  it('refuses a name that is taken and leaves that file alone', async () => {
    const file = await closedFile();
    const before = snapshot();
    expect(await refusalOf(testDataFiles().create(file, aCompany(), fillSmall))).toBe('FILE_EXISTS');
    expect(snapshot()).toEqual(before);
  });

  it('refuses a folder that is not there', async () => {
    expect(await refusalOf(testDataFiles().create(path.join(folder, 'none', 'a'), aCompany(), fillSmall))).toBe('FILE_UNREADABLE');
  });

  it('leaves nothing where filling fails, and what filling threw comes through', async () => {
    const target = path.join(folder, 'a.billingdesk');
    const attempt = testDataFiles().create(target, aCompany(), (file, tx) => {
      fillSmall(file, tx);
      throw new Error('Out of ideas');
    });
    await expect(attempt).rejects.toThrow('Out of ideas');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing under the name when the process is killed while filling, and works the next time', async () => {
    const target = path.join(folder, 'a.billingdesk');
    const script = `
      import { testDataFiles, fillSmall } from ${JSON.stringify(path.resolve('test/support/testDatabase.ts'))};
      import { aCompany, aReceipt } from ${JSON.stringify(path.resolve('test/support/builders.ts'))};
      await testDataFiles().create(${JSON.stringify(target)}, aCompany(), (file, tx) => {
        fillSmall(file, tx);
        for (let i = 0; i < 3000; i += 1) file.receipts.issueTx(tx, aReceipt());
        process.kill(process.pid, 'SIGKILL');
      });`;
    expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })).toThrow();
    expect(existsSync(target)).toBe(false);
    const file = await testDataFiles().create(target, aCompany(), fillSmall);
    file.close();
    expect(readdirSync(folder)).toEqual(['a.billingdesk']);
  });
});

describe('write', () => {
  it('writes all or nothing', async () => {
    const file = await testDataFile();
    const before = contentHash(file.path);
    expect(() => file.write((tx) => {
      file.receipts.issueTx(tx, aReceipt());
      throw new Error('Changed my mind');
    })).toThrow('Changed my mind');
    expect(contentHash(file.path)).toBe(before);
    expect(file.write((tx) => file.receipts.issueTx(tx, aReceipt()))).toBe(1);
    expect(contentHash(file.path)).not.toBe(before);
    file.close();
  });

  it('takes back what an async function wrote, and refuses its late statements', async () => {
    const file = await testDataFile();
    const before = contentHash(file.path);
    let late: Promise<void> = Promise.resolve();
    expect(() => file.write((tx) => {
      file.accounts.touchTx(tx, 1);
      late = Promise.resolve().then(() => { file.accounts.touchTx(tx, 1); });
      return late;
    })).toThrow('cannot return a promise');
    await expect(late).rejects.toThrow('outside its transaction');
    expect(contentHash(file.path)).toBe(before);
    file.close();
  });

  it('refuses a write inside a write, and a token of an earlier one', async () => {
    const file = await testDataFile();
    expect(() => file.write(() => file.write(() => 1))).toThrow('inside another');
    const old = file.write((tx) => tx);
    expect(() => file.write(() => file.accounts.touchTx(old, 1))).toThrow('outside its transaction');
    file.close();
  });

  it('keeps what was acknowledged when the process is killed in the middle of the next write', async () => {
    const file = await closedFile();
    const script = `
      import { testDataFiles } from ${JSON.stringify(path.resolve('test/support/testDatabase.ts'))};
      import { aReceipt } from ${JSON.stringify(path.resolve('test/support/builders.ts'))};
      const file = await testDataFiles().open(${JSON.stringify(file)});
      for (let i = 0; i < 25; i += 1) file.write((tx) => file.receipts.issueTx(tx, aReceipt()));
      file.write((tx) => {
        for (let i = 0; i < 2000; i += 1) file.receipts.issueTx(tx, aReceipt());
        process.kill(process.pid, 'SIGKILL');
      });`;
    expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })).toThrow();
    const opened = await testDataFiles().open(file);
    expect(opened.receipts.count({})).toBe(25);
    expect(opened.write((tx) => opened.receipts.issueTx(tx, aReceipt()))).toBe(26);
    opened.close();
  });
});
