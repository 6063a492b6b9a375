// Pages of a list of 1,000,000 receipts, wherever they lie and however they are filtered, and 100,000 receipts as CSV.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createApplication } from '../../electron/app/composition.ts';
import { migrationsFolder } from '../support/testDatabase.ts';
import { figure } from './figure.ts';
import { BENCH_NOW } from './support/largeCompany.ts';
import { makeManyReceipts } from './support/manyReceipts.ts';
import { percentile, timed } from './support/percentile.ts';
import { testHost } from '../support/testHost.ts';

const RECEIPTS = 1_000_000;
const CSV_RECEIPTS = 100_000;
const WINDOW = 50;
const RUNS = 100;

const made = performance.now();
const { folder, path, firstOf } = await makeManyReceipts(RECEIPTS);
console.log(`      a file of ${RECEIPTS.toLocaleString('en-US')} receipts made in ${((performance.now() - made) / 1000).toFixed(0)} s`);
const application = createApplication({
  paths: { dataFolder: folder, settingsFile: join(folder, 'settings.json'), migrationsFolder },
  host: testHost,
  clock: { now: () => BENCH_NOW },
  log: { info: () => undefined, error: (message, error) => console.error(message, error) },
  version: 'bench',
});
const failed = await application.start({ demo: false, dataFile: path });
if (failed !== null) throw new Error(failed.message);

async function page(filter: object, before: number): Promise<void> {
  const answer = await application.invoke('receipts.page', { filter, limit: WINDOW, ...(before > RECEIPTS ? {} : { before }) });
  if (!answer.ok) throw new Error(answer.error.message);
}

const places = { start: RECEIPTS + 1, middle: RECEIPTS / 2, end: 5 * WINDOW };
for (const [name, place] of Object.entries(places)) {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(...(await timed(1, () => page({}, place > RECEIPTS ? place : place + run))));
  figure({ name: `A page of 1,000,000 receipts, ${name}, 95th percentile`, value: percentile(times, 0.95), limit: 20, unit: 'ms' });
}
const filters = {
  'of one account': { accountId: 2 },
  'of one kind': { kind: 'minutes' },
  'of one account and kind': { accountId: 2, kind: 'minutes' },
  'of a year': { from: firstOf(2022), to: firstOf(2023) },
  'of one account, kind and year': { accountId: 2, kind: 'minutes', from: firstOf(2022), to: firstOf(2023) },
  'from a day in the middle back': { to: firstOf(2023) },
  'with a common text': { text: 'flex' },
  'with three words, of which only the last is nowhere': { text: 'visa inbound 123,456.78' },
  'with a text that is nowhere': { text: 'nothing like it' },
  'with a text in letters of another script that is nowhere': { text: 'ничего Похожего' },
};
for (const [name, filter] of Object.entries(filters)) {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(...(await timed(1, () => page(filter, [places.start, places.middle + run, RECEIPTS / 4 + run][run % 3] ?? 0))));
  figure({ name: `A page ${name}, 95th percentile`, value: percentile(times, 0.95), limit: 20, unit: 'ms' });
}
const jumps = await timed(RUNS, () => application.invoke('receipts.detail', { number: 1 + Math.floor(Math.random() * RECEIPTS) }));
figure({ name: 'One receipt by its number, 95th percentile', value: percentile(jumps, 0.95), limit: 20, unit: 'ms' });

const answer = await application.download('receipts.saveCsv', { filter: { to: firstOf(2022) } });
if (!answer.ok) throw new Error(answer.error.message);
global.gc?.();
const began = performance.now();
let characters = 0;
let rows = 0;
let early = 0;
let most = 0;
let pieces = 0;
for await (const piece of answer.value.chunks) {
  characters += piece.length;
  rows += piece.split('\r\n').length - 1;
  pieces += 1;
  const used = process.memoryUsage.rss();
  // Until here the caches of the file and of the engine have filled.
  if (pieces <= 50) early = Math.max(early, used);
  most = Math.max(most, used);
  if (rows > CSV_RECEIPTS * 4) break;
}
const seconds = (performance.now() - began) / 1000;
console.log(`      CSV: ${rows.toLocaleString('en-US')} rows, ${(characters / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s`);
if (rows < CSV_RECEIPTS * 4) throw new Error('The CSV is shorter than 100,000 receipts');
figure({ name: 'CSV of 100,000 receipts: memory that grows with its length', value: (most - early) / 1024 / 1024, limit: 64, unit: 'MB' });

await application.close();
rmSync(folder, { recursive: true });
