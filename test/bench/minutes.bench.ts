// Charge cycles over 100 to 10,000 accounts against bare SQL that sums the same rows, importing a million usage rows
// against the sqlite3 shell, and replaying a year.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createDataFiles } from '../../electron/db/dataFiles.ts';
import { CHARGE_CYCLE_MS, cycleNumber } from '../../electron/domain/chargeCycle.ts';
import { addDays, startOfDay } from '../../electron/domain/localTime.ts';
import { Decimal } from '../../electron/domain/money.ts';
import { replay } from '../../electron/domain/replay.ts';
import { createChargeService } from '../../electron/services/charges/chargeService.ts';
import { createRechargeService } from '../../electron/services/minutes/rechargeCycles.ts';
import type { PaymentGateway } from '../../electron/services/ports/outside.ts';
import { migrationsFolder } from '../support/testDatabase.ts';
import { figure } from './figure.ts';
import { percentile, timed } from './support/percentile.ts';
import { importUsage, shell, writeUsageFile } from './support/usageFile.ts';
import { makeUsageCompany, ROWS_AN_ACCOUNT, USAGE_NOW } from './support/usageCompany.ts';

// A payment provider is another party with a disk of its own: here one that answers at once.
const gateway: PaymentGateway = {
  charge: () => Promise.resolve({ status: 'approved' }),
  whatBecameOf: () => Promise.resolve({ status: 'approved' }),
  describeTestSource: () => null,
  keepReceipt: () => Promise.resolve(),
  history: () => Promise.resolve({ payments: [], receipts: [] }),
};
const RUNS = 5;

const LIKE_THE_LEDGER = `create table usage (
  time text not null, kind text not null check (kind in ('call', 'text')),
  quantity real not null check (quantity between 0 and 9000000000), rate real not null check (rate between 0 and 9000000000)) strict`;
const LEDGER_INDEX = 'create index usage_sums on usage (time, kind, quantity)';

/** Median milliseconds of a charge cycle that looks at every account, and of the bare sum beside it. */
async function measureCycles(accounts: number): Promise<{ readonly cycle: number; readonly bare: number }> {
  const { folder, path } = await makeUsageCompany(accounts);
  let now = USAGE_NOW;
  const clock = { now: () => now };
  const file = await createDataFiles({ migrationsFolder, now: clock.now }).open(path);
  const connection = new Database(path, { readonly: true });
  const sum = connection.prepare('select account_id, sum(amount) from minutes_ledger group by account_id').raw();
  const needs = { clock, publish: () => undefined, tell: () => undefined };
  const recharges = createRechargeService({ ...needs, charges: createChargeService(needs) });
  const runCycle = (): Promise<void> => recharges.runCycle({ file, gateway }, cycleNumber(now));
  const bare: number[] = [];
  const cycle: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(...(await timed(1, () => sum.all())));
    cycle.push(...(await timed(1, runCycle)));
    now += CHARGE_CYCLE_MS;
    if (run > 0) continue;
    // The first cycle found the accounts that are below their reserve; this one charges them, two durable commits each.
    const [charging = 0] = await timed(1, runCycle);
    now += CHARGE_CYCLE_MS;
    console.log(`      ${accounts.toLocaleString('en-US')} accounts: the cycle that also charges ${file.receipts.count({})} of them took ${charging.toFixed(0)} ms`);
  }
  connection.close();
  file.close();
  rmSync(folder, { recursive: true });
  return { cycle: percentile(cycle, 0.5), bare: percentile(bare, 0.5) };
}

const each: number[] = [];
for (const accounts of [100, 1_000, 10_000]) {
  const { cycle, bare } = await measureCycles(accounts);
  each.push(cycle / accounts);
  const rows = (accounts * ROWS_AN_ACCOUNT).toLocaleString('en-US');
  console.log(`      ${accounts.toLocaleString('en-US')} accounts, ${rows} usage rows: a cycle ${cycle.toFixed(1)} ms; the bare sum of the same rows ${bare.toFixed(1)} ms`);
  if (accounts === 10_000) figure({ name: 'A charge cycle over 10,000 accounts with 3,000,000 usage rows against the bare SQL that sums them', value: cycle / bare, limit: 3, unit: 'times' });
}
figure({ name: 'A charge cycle per account, of 10,000 accounts against 100', value: (each[2] ?? 0) / (each[0] ?? 1), limit: 1.5, unit: 'times' });

measureReplay();

const USAGE_ROWS = 1_000_000;
const BAD_LINE = 765_432;
await measureImport();

/** The whole way of a usage file, from its first piece to the commit, against the shell; then the same file with one bad line. */
async function measureImport(): Promise<void> {
  const { folder, path } = await makeUsageCompany(1);
  const csv = join(folder, 'usage.csv');
  writeUsageFile(csv, USAGE_ROWS, BAD_LINE);
  const before = ledgerOf(path);
  const refused = importUsage(path, csv);
  if (refused.rejectedCount !== 1 || refused.refusal?.code !== 'BAD_INPUT' || ledgerOf(path) !== before) throw new Error(`One bad line: ${JSON.stringify(refused)}`);
  console.log(`      one bad line of 1,000,000: refused after ${refused.readMs.toFixed(0)} ms, nothing written: ${JSON.stringify(refused.rejected[0])}`);

  writeUsageFile(csv, USAGE_ROWS, null);
  const alike = (run: number) => shell(join(folder, `alike${run}.db`), [LIKE_THE_LEDGER, LEDGER_INDEX, `.import --csv --skip 1 ${csv} usage`]);
  const bare = shell(join(folder, 'bare.db'), ['.mode csv', `.import ${csv} usage`]);
  const first = alike(1);
  const { readMs, writeMs, largestMb, refusal } = importUsage(path, csv);
  if (refusal !== null) throw new Error(refusal.message);
  const second = alike(2);
  const whole = readMs + writeMs;
  console.log(`      1,000,000 usage rows: read, checked and tried in ${readMs.toFixed(0)} ms, written in ${writeMs.toFixed(0)} ms`);
  figure({ name: 'Memory while 1,000,000 usage rows are imported', value: largestMb, limit: 300, unit: 'MB' });
  if (bare === null || first === null || second === null) {
    console.log('      the sqlite3 shell is not installed: the speed of the import is not compared');
  } else {
    const shellMs = (first + second) / 2;
    console.log(`      the sqlite3 shell: ${shellMs.toFixed(0)} ms into a table with types, checks and index, ${bare.toFixed(0)} ms into one of bare text (${(whole / bare).toFixed(1)} times)`);
    figure({ name: "Importing 1,000,000 usage rows against the sqlite3 shell's .import of the same file into a table with the same checks and index", value: whole / shellMs, limit: 3, unit: 'times' });
  }
  rmSync(folder, { recursive: true });
}

/** A year of usage in every hour of every working day, with today's settings and beside four others. */
function measureReplay(): void {
  const days = Array.from({ length: 30 + 365 }, (_, index) => addDays('2025-03-01', index - 30)).map((date) => ({ date, start: startOfDay(date, 'America/Denver'), used: '6.10' }));
  const hours = days.slice(30).flatMap(({ start }) => Array.from({ length: 10 }, (_, hour) => ({ hour: start / 3_600_000 + 8 + hour, used: '0.61' })));
  const usage = { days, end: startOfDay('2026-03-01', 'America/Denver'), hours, opening: new Decimal('100.00'), firstUse: '2024-01-01' };
  const settings = { reserveDays: 7, rechargeDays: 14, leastReserve: '0.00', leastRecharge: '0.00', divideByAge: false, everyCycles: 1 };
  const took = Array.from({ length: 9 }, () => {
    const start = performance.now();
    replay(usage, settings);
    return performance.now() - start;
  });
  figure({ name: 'Replaying a year with other settings', value: percentile(took, 0.5), limit: 50, unit: 'ms' });
}

/** How many entries the ledger has, and their sum. */
function ledgerOf(path: string): string {
  const connection = new Database(path, { readonly: true });
  const found = connection.prepare('select count(*), sum(amount) from minutes_ledger').raw().get();
  connection.close();
  return JSON.stringify(found);
}
