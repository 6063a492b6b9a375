import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createDataFiles } from '../../../electron/db/dataFiles.ts';
import { STARTING_PRICES } from '../../../electron/services/company/startingPrices.ts';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import type { Tx } from '../../../electron/services/ports/transaction.ts';
import { migrationsFolder } from '../../support/testDatabase.ts';

/** The beginning of a charge cycle. */
export const USAGE_NOW = Date.UTC(2026, 2, 15, 20);

const DAYS = 30;
const ROWS_A_DAY = 10;
export const ROWS_AN_ACCOUNT = DAYS * ROWS_A_DAY;

/** With steady use an account recharges every two weeks, which are so many cycles. */
const CYCLES_BETWEEN = 84;

/**
 * Makes a data file (a demonstration, so that nobody has to sign in) whose accounts have automatic recharge and thirty days of usage of about $30 a week, ten entries a
 * day; of 84 accounts one is below its reserve. Returns its folder and path.
 */
export async function makeUsageCompany(accounts: number): Promise<{ folder: string; path: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'billing-desk-bench-'));
  const path = join(folder, 'usage.billing');
  const company = { name: 'Usage', timeZone: 'America/Denver', demonstration: true, fileId: 'bench' };
  const file = await createDataFiles({ migrationsFolder, now: () => USAGE_NOW }).create(path, company, (made, tx) => {
    for (const [item, unitPrice] of Object.entries(STARTING_PRICES)) made.prices.insertTx(tx, { item, effectiveFrom: '2020-01-01', unitPrice });
    for (let index = 0; index < accounts; index += 1) addAccount(made, tx, index);
    made.users.insertTx(tx, { accountId: 1, firstName: 'First', lastName: 'Last', email: 'first.last@example.com', active: true, groupId: 1 });
  });
  file.close();
  fillUsage(path);
  return { folder, path };
}

function addAccount(file: DataFile, tx: Tx, index: number): void {
  const accountId = file.accounts.insertTx(tx, {
    name: `Account ${String(index).padStart(5, '0')}`,
    primary: index === 0,
    billingDay: 1,
    periodStart: '2026-03-01',
    nextBillingDate: '2026-04-01',
    pastDue: false,
    autoRecharge: true,
    reserveDays: 7,
    rechargeDays: 14,
    leastReserve: '0.00',
    leastRecharge: '0.00',
    divideByAge: false,
  });
  file.fundingSources.insertTx(tx, { accountId, position: 1, kind: 'card', institution: 'Visa', lastFour: '4242', expires: '2030-12', holder: 'First Last' });
  const amount = index % CYCLES_BETWEEN === 0 ? '140.00' : '200.00';
  file.minutes.appendTx(tx, [{ accountId, at: USAGE_NOW - 60 * 86_400_000, kind: 'adjustment', medium: null, quantity: null, rate: null, amount, receiptNumber: null, note: 'Opening balance' }]);
}

/** Straight into the file: filling it is not what is measured. Every account uses another amount. */
function fillUsage(path: string): void {
  const connection = new Database(path, { fileMustExist: true });
  connection.pragma('synchronous = OFF');
  connection.pragma('cache_size = -400000');
  connection
    .prepare(
      `with recursive entry(n) as (select 0 union all select n + 1 from entry where n < ${ROWS_AN_ACCOUNT - 1})
       insert into minutes_ledger (account_id, at, kind, medium, quantity, rate, amount, receipt_number, note)
       select a.id, :last - (n / ${ROWS_A_DAY}) * 86400000 - (n % ${ROWS_A_DAY}) * 2400000, 'usage', 'call', 20000000 + a.id * 50, 20000, -400000 - a.id, null, ''
       from billing_accounts a, entry`,
    )
    .run({ last: USAGE_NOW - 86_400_000 });
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
}
