// Playing sessions over five pools against sorting as many numbers, and importing a session log against papaparse alone.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { createApplication } from '../../electron/app/composition.ts';
import { planTimeline } from '../../electron/domain/seatPlan.ts';
import { eventsBefore, seatTimeline, toolCode } from '../../electron/domain/seatTimeline.ts';
import type { SeatColumns } from '../../electron/domain/seatTimeline.ts';
import { partStarts, useSteps } from '../../electron/domain/seatUse.ts';
import { seededRandom } from '../../electron/services/demonstration/seededRandom.ts';
import { IMPORT_CHUNK_BYTES } from '../../shared/values/imports.ts';
import { TOOL_NAMES, TOOLS } from '../../shared/values/tools.ts';
import { migrationsFolder } from '../support/testDatabase.ts';
import { figure } from './figure.ts';
import { percentile, timed } from './support/percentile.ts';
import { testHost } from '../support/testHost.ts';

const NOW = Date.UTC(2026, 10, 10, 19);
const YEAR_MS = 365 * 86_400_000;
const MINUTE_MS = 60_000;
const QUANTITIES = { powerDialer: 400, flexPort: 500, inbound: 150, fax: 100, recordingPort: 100 };

/** A year of sessions of five to sixty minutes, in no order. */
function manySessions(count: number): SeatColumns {
  const random = seededRandom(7);
  const starts = Float64Array.from({ length: count }, () => NOW - Math.floor((random() * YEAR_MS) / MINUTE_MS) * MINUTE_MS);
  const ends = starts.map((start) => start + (5 + Math.floor(random() * 55)) * MINUTE_MS);
  const tools = Uint8Array.from({ length: count }, () => toolCode(TOOLS[Math.floor(random() * TOOLS.length)] ?? 'fax', 'everything'));
  return { starts, ends, tools };
}

const perSession: number[] = [];
for (const [count, runs] of [[10_000, 30], [100_000, 9], [1_000_000, 5]] as const) {
  const columns = manySessions(count);
  const numbers = [...columns.starts];
  const play = (): void => {
    const timeline = seatTimeline(columns);
    planTimeline(timeline, QUANTITIES, eventsBefore(timeline, partStarts(useSteps(NOW - YEAR_MS, NOW))));
  };
  const sort = (): void => void numbers.toSorted((a, b) => a - b);
  // Compiled and warm, as it is in the middle of a day.
  await timed(3, play);
  const played: number[] = [];
  const sorted: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    played.push(...(await timed(1, play)));
    sorted.push(...(await timed(1, sort)));
  }
  const [whole, sorting] = [percentile(played, 0.5), percentile(sorted, 0.5)];
  perSession.push((whole * 1_000_000) / count / Math.log2(count));
  console.log(`      ${count.toLocaleString('en-US')} sessions played twice and cut for a chart: ${whole.toFixed(1)} ms; sorting as many numbers: ${sorting.toFixed(1)} ms`);
  if (count === 1_000_000) figure({ name: `Playing ${count.toLocaleString('en-US')} sessions against Array.prototype.sort with a comparator`, value: whole / sorting, limit: 4, unit: 'times' });
}
// n log n: a session costs the same for each doubling, but for what a larger memory costs to walk through.
figure({ name: 'A session of 1,000,000 against one of 10,000, per doubling', value: (perSession[2] ?? 0) / (perSession[0] ?? 1), limit: 3, unit: 'times' });

const ROWS = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'billing-desk-bench-'));
const application = createApplication({
  paths: { dataFolder: folder, settingsFile: join(folder, 'settings.json'), migrationsFolder },
  host: testHost,
  clock: { now: () => NOW },
  log: { info: () => undefined, error: (message, error) => console.error(message, error) },
  version: 'bench',
});
const failed = await application.start({ demo: true, dataFile: null });
if (failed !== null) throw new Error(failed.message);

const text = sessionLog();
const parsing: number[] = [];
const reading: number[] = [];
const writing: number[] = [];
for (let run = 0; run < 5; run += 1) {
  parsing.push(...(await timed(1, () => void Papa.parse<Record<string, string>>(text, { header: true }))));
  let importId = '';
  reading.push(...(await timed(1, async () => void (importId = await readAll()))));
  writing.push(...(await timed(1, () => call('import.apply', { importId, commandId: randomUUID() }))));
}
const whole = reading.map((read, run) => read + (writing[run] ?? 0));
const [alone, read, write] = [percentile(parsing, 0.5), percentile(reading, 0.5), percentile(writing, 0.5)];
console.log(`      ${ROWS.toLocaleString('en-US')} session rows: read and checked in ${read.toFixed(0)} ms, written to the file in ${write.toFixed(0)} ms; papaparse alone, columns named by the header: ${alone.toFixed(0)} ms`);
figure({ name: 'Importing 100,000 session rows, from the first piece to the commit, against papaparse alone', value: percentile(whole, 0.5) / alone, limit: 3, unit: 'times' });
await application.close();
rmSync(folder, { recursive: true });

/** A log as a telephone system writes it: by start, with names quoted. */
function sessionLog(): string {
  const random = seededRandom(11);
  const users = ['leif.sandvarsson', 'graciela.montoverde', 'kofi.mensahill', 'hassan.quraiwood', 'bao.nguyenstead', 'wren.blackfeather-cole'];
  const clock = (moment: number): string => new Date(moment).toISOString().slice(0, 16).replace('T', ' ');
  const lines = ['user,account,tool,start,end'];
  for (let row = 0; row < ROWS; row += 1) {
    const start = NOW - YEAR_MS + row * 5 * MINUTE_MS;
    const tool = TOOLS[Math.floor(random() * TOOLS.length)] ?? 'fax';
    lines.push(`${users[Math.floor(random() * users.length)] ?? ''}@company-x.example,,"${TOOL_NAMES[tool]}",${clock(start)},${clock(start + (5 + Math.floor(random() * 55)) * MINUTE_MS)}`);
  }
  // Skipped hours do not exist in the company's time zone; everything else does.
  return lines.filter((line) => !/,2026-03-08 02:/.test(line)).join('\n');
}

/** Up to what the import would do. Returns its id. */
async function readAll(): Promise<string> {
  const bytes = Buffer.from(text);
  const { importId } = await call<{ importId: string }>('import.begin', { kind: 'sessions', fileName: 'log.csv', bytes: bytes.length });
  for (let from = 0, index = 0; from < bytes.length; from += IMPORT_CHUNK_BYTES, index += 1) {
    await call('import.chunk', { importId, index, base64: bytes.subarray(from, from + IMPORT_CHUNK_BYTES).toString('base64') });
  }
  const { rejectedCount, rejected } = await call<{ rejectedCount: number; rejected: unknown }>('import.finish', { importId });
  if (rejectedCount > 0) throw new Error(`Rejected: ${JSON.stringify(rejected).slice(0, 200)}`);
  return importId;
}

async function call<T>(route: string, input: unknown): Promise<T> {
  const answer = await application.invoke(route, input);
  if (!answer.ok) throw new Error(answer.error.message);
  // Answers of the application's own contracts.
  return answer.value as T;
}
