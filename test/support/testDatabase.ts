import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { createDataFiles } from '../../electron/db/dataFiles.ts';
import type { DataFile, DataFiles } from '../../electron/services/ports/dataFile.ts';
import type { Tx } from '../../electron/services/ports/transaction.ts';
import { aCompany, aFundingSource, aLicense, anAccount, aPrice, aUser, NOON } from './builders.ts';

export const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url));

const root = mkdtempSync(path.join(tmpdir(), 'billing-desk-test-'));
process.once('exit', () => { rmSync(root, { recursive: true, force: true }); });

/** A folder of its own for one test, removed with the process. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(root, 'test-'));
}

/** Data files by the real migrations; the clock stands at noon of 15 March 2026. */
export const testDataFiles = (): DataFiles => createDataFiles({ migrationsFolder, now: () => NOON });

/** Account 1 with its operator (user 1), fifteen CRM licenses, one card, and a price book. */
export function fillSmall(file: DataFile, tx: Tx): void {
  file.accounts.insertTx(tx, anAccount());
  file.users.insertTx(tx, aUser());
  file.licenses.saveTx(tx, aLicense());
  file.licenses.assignTx(tx, 1, 'crm');
  file.fundingSources.insertTx(tx, aFundingSource());
  for (const [item, unitPrice] of [['crm', '50.00'], ['minute', '0.02'], ['storage', '30.00']] as const) {
    file.prices.insertTx(tx, aPrice({ item, unitPrice }));
  }
}

/** Made with the first small file, and copied for each of them. */
let small: string | null = null;

/** A small valid file in a folder of its own, open. Close it to read it as bytes, or to open it again. */
export async function testDataFile(fill: (file: DataFile, tx: Tx) => void = fillSmall): Promise<DataFile> {
  const file = path.join(temporaryFolder(), 'company.billingdesk');
  if (fill !== fillSmall) return testDataFiles().create(file, aCompany(), fill);
  if (small === null) {
    const template = path.join(temporaryFolder(), 'small.billingdesk');
    (await testDataFiles().create(template, aCompany(), fill)).close();
    small = template;
  }
  copyFileSync(small, file);
  return testDataFiles().open(file);
}

/**
 * A SHA-256 over every row of every table: equal before and after whatever must change nothing. Takes a path, open
 * elsewhere or not, or a connection; `without`: tables that do not count.
 */
export function contentHash(source: string | Database.Database, without: readonly string[] = []): string {
  if (typeof source !== 'string') return hashRows(source, without);
  // Not opened read-only: such a connection leaves its -wal and -shm files behind.
  const connection = new Database(source, { fileMustExist: true });
  connection.pragma('query_only = ON');
  try {
    return hashRows(connection, without);
  } finally {
    connection.close();
  }
}

function hashRows(connection: Database.Database, without: readonly string[]): string {
  const hash = createHash('sha256');
  const tables = connection.prepare<[], string>("select name from sqlite_schema where type = 'table' order by name").pluck().all();
  for (const table of tables) {
    if (without.includes(table)) continue;
    // Written down by SQLite itself, to the last digit and letter; JSON has no bytes, which are of one type in their column.
    const cells = connection.prepare(`select * from "${table}"`).columns().map(({ name, type }) => (type === 'BLOB' ? `hex("${name}")` : `"${name}"`));
    const lines = connection.prepare<[], string>(`select json_array(${cells.join(', ')}) from "${table}"`).pluck().all();
    hash.update(JSON.stringify(table)).update(lines.sort().join('\n'));
  }
  return hash.digest('hex');
}

/** Runs SQL on a closed or open file with nothing held back but its own triggers and constraints. */
export function runSql(file: string, sql: string): void {
  const connection = new Database(file, { fileMustExist: true });
  try {
    connection.exec(sql);
  } finally {
    connection.close();
  }
}
