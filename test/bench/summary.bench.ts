// The summary's first screen, and the preview of a quantity change, with 200 accounts, 20,000 receipts and 80,000 lines.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createApplication } from '../../electron/app/composition.ts';
import { figure } from './figure.ts';
import { BENCH_NOW, makeLargeCompany } from './support/largeCompany.ts';
import { percentile, timed } from './support/percentile.ts';
import { migrationsFolder } from '../support/testDatabase.ts';
import { testHost } from '../support/testHost.ts';

const RUNS = 60;
const FIRST_RECEIPTS = 50;

const { folder, path } = await makeLargeCompany({ accounts: 200, receipts: 20_000 });
const application = createApplication({
  paths: { dataFolder: folder, settingsFile: join(folder, 'settings.json'), migrationsFolder },
  host: testHost,
  clock: { now: () => BENCH_NOW },
  log: { info: () => undefined, error: (message, error) => console.error(message, error) },
  version: 'bench',
});
const failed = await application.start({ demo: false, dataFile: path });
if (failed !== null) throw new Error(failed.message);

const handWritten = prepareHandWritten();
const throughTheApplication = async (): Promise<void> => {
  const answers = await Promise.all([
    application.invoke('summary.accounts', {}),
    application.invoke('receipts.page', { filter: {}, limit: FIRST_RECEIPTS }),
  ]);
  if (answers.some(({ ok }) => !ok)) throw new Error('A call was refused');
};

await timed(RUNS, throughTheApplication);
await timed(RUNS, handWritten);
const application95 = [];
const raw95 = [];
for (let round = 0; round < RUNS; round += 1) {
  application95.push(...(await timed(1, throughTheApplication)));
  raw95.push(...(await timed(1, handWritten)));
}
const [whole, raw] = [percentile(application95, 0.5), percentile(raw95, 0.5)];
console.log(`      first screen: ${whole.toFixed(2)} ms, the same rows by hand-written prepared SQL: ${raw.toFixed(2)} ms`);
figure({ name: 'First screen of the summary against hand-written SQL', value: whole / raw, limit: 2, unit: 'times' });

let quantity = 10;
const previews = await timed(300, async () => {
  quantity = quantity === 10 ? 13 : 10;
  const answer = await application.invoke('billingManager.preview', { accountId: 100, draft: { quantities: { crm: quantity, fax: 40 } } });
  if (!answer.ok) throw new Error(answer.error.message);
});
figure({ name: 'Preview of a quantity change, 95th percentile', value: percentile(previews.slice(50), 0.95), limit: 5, unit: 'ms' });

await application.close();
rmSync(folder, { recursive: true });

/** The same rows as the first screen shows and decides from, by statements written by hand, each prepared once. */
function prepareHandWritten(): () => void {
  const connection = new Database(path, { readonly: true });
  const day = '2026-03-15';
  const from = BENCH_NOW - 31 * 86_400_000;
  const statements = [
    connection.prepare('select * from company'),
    connection.prepare('select * from billing_accounts order by is_primary desc, name'),
    connection.prepare('select s.* from service_licenses s join license_types t on t.type = s.license_type order by s.account_id, t.position'),
    connection.prepare(`select item, max(effective_from), unit_price from list_prices where effective_from <= '${day}' group by item`),
    connection.prepare('select account_id, sum(amount) from minutes_ledger group by account_id'),
    connection.prepare(`select account_id, -sum(amount) from minutes_ledger where kind = 'usage' and at >= ${from} and at < ${BENCH_NOW} group by account_id`),
    connection.prepare('select * from storage_measurements order by at desc limit 1'),
    connection.prepare('select count(*) from users where active = 1'),
    connection.prepare('select u.account_id, a.license_type, count(*) from assignments a join users u on u.id = a.user_id where u.active = 1 group by 1, 2'),
    connection.prepare('select * from funding_sources where removed_at is null order by account_id, position'),
    connection.prepare("select * from charges where state in ('sent', 'beingChecked', 'pending')"),
    connection.prepare("select * from users u where active = 1 and not exists (select 1 from assignments a where a.user_id = u.id and a.license_type in ('crm', 'crmView'))"),
    connection.prepare('select * from automatic_charging'),
    connection.prepare('select * from recharge_states'),
    connection.prepare("select * from bills where state = 'owed' order by account_id, billing_date"),
    connection.prepare(`select item, max(effective_from), unit_price from list_prices where effective_from <= '2026-04-01' group by item`),
    connection.prepare(`select a.id from billing_accounts a where exists (select 1 from session_blocks s where s.account_id = a.id and s.last_start >= ${from} and s.first_start < ${BENCH_NOW})`),
    connection.prepare('select count(*) from receipts'),
  ];
  const receipts = connection.prepare<[number], { number: number }>('select r.*, a.name from receipts r join billing_accounts a on a.id = r.account_id order by r.number desc limit ?');
  const lines = connection.prepare('select * from receipt_lines where receipt_number in (select value from json_each(?)) order by receipt_number, position');
  return () => {
    for (const statement of statements) statement.all();
    const page = receipts.all(FIRST_RECEIPTS);
    lines.all(JSON.stringify(page.map(({ number }) => number)));
  };
}
