import Database from 'better-sqlite3';
import { RECEIPT_KINDS } from '../../../shared/values/receiptKinds.ts';
import { makeLargeCompany } from './largeCompany.ts';

const LINES = 4;
/** The first receipt's day; 500 are made a day. */
const FIRST_DAY = Date.UTC(2020, 8, 1);
const A_DAY = 500;
const DAY_MS = 86_400_000;

/**
 * A data file with that many receipts of four lines each, on twenty accounts. The receipts are written by SQL with the
 * triggers taken off meanwhile and hashes that chain nothing: this measures reading alone. `firstOf` is a year's first day.
 */
export async function makeManyReceipts(receipts: number): Promise<{ folder: string; path: string; firstOf: (year: number) => string }> {
  const { folder, path } = await makeLargeCompany({ accounts: 20, receipts: 0 });
  const connection = new Database(path);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = OFF');
  const triggers = connection.prepare<[], { name: string; sql: string }>("select name, sql from sqlite_schema where type = 'trigger' and tbl_name in ('receipts', 'receipt_lines')").all();
  for (const { name } of triggers) connection.exec(`drop trigger "${name}"`);
  const kinds = RECEIPT_KINDS.map((kind, index) => `when ${index} then '${kind}'`).join(' ');
  connection.exec(`
    begin;
    insert into receipts (number, account_id, date, issued_at, kind, funding_source, authorised_by, period_start, period_end, charge_id, total, line_count, previous_hash, hash)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${receipts})
    select i, i % 20 + 1, date(${FIRST_DAY / 1000} + (i / ${A_DAY}) * 86400, 'unixepoch'), ${FIRST_DAY} + (i / ${A_DAY}) * ${DAY_MS},
      case i / 20 % ${RECEIPT_KINDS.length} ${kinds} end, 'Visa ending 4242', 'Billing system', null, null, null, 20000, ${LINES},
      printf('%064x', i - 1), printf('%064x', i) from n;
    insert into receipt_lines (receipt_number, position, product, name, description, quantity, unit_price, amount, explanation)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${receipts}),
      p(position, product, name) as (values (1, 'crm', 'CRM'), (2, 'powerDialer', 'PowerDialer'), (3, 'flexPort', 'Flex Port'), (4, 'inbound', 'Inbound'))
    select i, position, product, name, 'for the month', 2, 25000000, 5000,
      '{"rule":"Each license is charged its price for the whole month.","inputs":[{"label":"Quantity","value":"2"}],"calculation":"25.00 × 2 = 50.00"}'
    from n join p order by i, position;
    commit;
  `);
  for (const { sql } of triggers) connection.exec(sql);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
  return { folder, path, firstOf: (year) => `${year}-01-01` };
}
