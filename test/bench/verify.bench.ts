// Reading a file of 1,000,000 chained rows through, in the application's own thread for it, and stopping that at once.
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { runInThread } from '../../electron/app/fileThread.ts';
import { activityHash, CHAIN_START } from '../../electron/db/hashChain.ts';
import { figure } from './figure.ts';
import { makeLargeCompany } from './support/largeCompany.ts';
import { percentile, timed } from './support/percentile.ts';

const ROWS = 1_000_000;

const { folder, path } = await makeLargeCompany({ accounts: 20, receipts: 0 });
fillActivity(path);

const verify = async (): Promise<number> => {
  let worst = 0;
  let last = performance.now();
  // What answers windows must not be held up meanwhile.
  const beat = setInterval(() => {
    const now = performance.now();
    worst = Math.max(worst, now - last - 5);
    last = now;
  }, 5);
  const read = await runInThread({ do: 'verify', file: path }, { onProgress: () => undefined, signal: new AbortController().signal });
  clearInterval(beat);
  if (read?.findings.length !== 0 || read.facts.activity?.sequence !== ROWS) throw new Error(`Not verified: ${JSON.stringify(read)}`);
  return worst;
};

const held: number[] = [];
const whole = await timed(3, async () => void held.push(await verify()));
figure({ name: `Verifying ${ROWS.toLocaleString('en-US')} chained rows`, value: percentile(whole, 0.5) / 1000, limit: 5, unit: 's' });
figure({ name: 'Longest time in which nothing else was answered meanwhile', value: percentile(held, 0.5), limit: 50, unit: 'ms' });

const stopping = await timed(3, async () => {
  const controller = new AbortController();
  const stopped = runInThread({ do: 'verify', file: path }, { onProgress: () => controller.abort(), signal: controller.signal });
  await stopped.then(() => { throw new Error('It was not stopped.'); }, () => undefined);
});
figure({ name: 'Cancelled after the first word of progress, with the thread ended', value: percentile(stopping, 0.5) / 1000, limit: 2, unit: 's' });
rmSync(folder, { recursive: true });

/** Activity as the application writes it, past its statements. */
function fillActivity(file: string): void {
  const connection = new Database(file);
  connection.pragma('synchronous = OFF');
  const triggers = connection.prepare<[], { name: string; sql: string }>("select name, sql from sqlite_schema where type = 'trigger' and tbl_name = 'activity'").all();
  connection.exec(triggers.map(({ name }) => `drop trigger "${name}"`).join(';'));
  connection.exec('delete from activity');
  const insert = connection.prepare('insert into activity (sequence, at, operator_id, who, what, account_id, changes, previous_hash, hash) values (?, ?, null, ?, ?, 1, ?, ?, ?)');
  connection.transaction(() => {
    let previousHash = CHAIN_START;
    for (let sequence = 1; sequence <= ROWS; sequence += 1) {
      const row = { sequence, at: Date.UTC(2026, 0, 1) + sequence * 1000, operatorId: null, who: 'Billing system', what: `Recharged dialer minutes, receipt ${String(sequence).padStart(6, '0')}`, accountId: 1, changes: '[{"label":"Balance","before":"$9.00","after":"$69.00"}]' };
      const hash = activityHash(previousHash, row);
      insert.run(sequence, row.at, row.who, row.what, row.changes, previousHash, hash);
      previousHash = hash;
    }
  })();
  for (const { sql } of triggers) connection.exec(sql);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
}
