import Database from 'better-sqlite3';
import { addBenchAccount, addOpeningBalance, makeBenchFile } from './benchFile.ts';

/** The beginning of a charge cycle. */
export const USAGE_NOW = Date.UTC(2026, 2, 15, 20);

const DAYS = 30;
const ROWS_A_DAY = 10;
export const ROWS_AN_ACCOUNT = DAYS * ROWS_A_DAY;

/** With steady use an account recharges every two weeks, which are so many cycles. */
const CYCLES_BETWEEN = 84;

/**
 * Makes a data file whose accounts have automatic recharge and thirty days of usage of about $30 a week, ten entries a day;
 * of 84 accounts one is below its reserve. Returns its folder and path.
 */
export async function makeUsageCompany(accounts: number): Promise<{ folder: string; path: string }> {
  const made = await makeBenchFile(USAGE_NOW, (file, tx) => {
    for (let index = 0; index < accounts; index += 1) {
      const amount = index % CYCLES_BETWEEN === 0 ? '140.00' : '200.00';
      addOpeningBalance(file, tx, addBenchAccount(file, tx, index), USAGE_NOW - 60 * 86_400_000, amount);
    }
    file.users.insertTx(tx, { accountId: 1, firstName: 'First', lastName: 'Last', email: 'first.last@example.com', active: true, groupId: 1 });
  });
  fillUsage(made.path);
  return made;
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
