import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { build } from 'vite';
import { expect } from 'vitest';
import { checkIntegrity } from '../../electron/db/integrity.ts';
import { startTestApplication } from '../support/testApplication.ts';
import type { TestApplication } from '../support/testApplication.ts';

/** The steps of one charge, in their order. */
export const STEPS_OF_ONE = ['beforeSaving', 'whileSaving', 'saved', 'gatewayReceived', 'gatewayRecorded', 'answered', 'whileFinishing', 'finished'];
/** The steps of a start that asks the gateway about a charge and finishes it. */
export const STEPS_OF_SETTLING = ['answered', 'whileFinishing', 'finished'];
/** More steps than any charge has; the run that is not killed ends the series before. */
export const MOST_STEPS = 40;

const project = join(import.meta.dirname, '..', '..');
const migrationsFolder = join(project, 'drizzle');
/** Below the project, where it finds the SQLite library, and as deep as the sources, which find the migrations from there. */
const builtFolder = `${process.env['BILLING_DESK_BUILT'] ?? join(project, 'out', 'crash')}-${String(process.pid)}`;
const builtChild = join(builtFolder, 'child.mjs');

/** Made once for all test files that run in this process; removed with the test run. */
let building: Promise<unknown> | null = null;

/** Makes the processes that are going to be killed from their sources: in few files, they start six times as fast. Gives the path of one. */
export async function buildChild(name: 'child' | 'restoreChild' = 'child'): Promise<string> {
  await (building ??= buildChildren());
  return join(builtFolder, `${name}.mjs`);
}

function buildChildren(): Promise<unknown> {
  return build({
    configFile: false,
    root: project,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir: builtFolder,
      emptyOutDir: false,
      rolldownOptions: { input: ['child', 'restoreChild'].map((each) => join(import.meta.dirname, `${each}.ts`)), output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
}

const folders: string[] = [];

/** A new folder for a data file, or a copy of one; `removeFolders` removes them all. */
export function newFolder(template?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'billing-desk-crash-'));
  folders.push(folder);
  if (template !== undefined) cpSync(template, folder, { recursive: true });
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

export interface Order {
  /** When the process starts, ISO 8601. */
  readonly moment: string;
  readonly calls: readonly { readonly route: string; readonly input: unknown }[];
  /** When its charge cycle runs; null: it runs none. */
  readonly runAt: string | null;
}

/** Much is made at a start and little dropped: with room for it, nothing is moved about. */
export const ROOM = ['--min-semi-space-size=32', '--max-semi-space-size=64'];

/** Runs the application in a process of its own, killed at the step of that number; returns the steps it took, and whether it was killed. */
export function run(folder: string, dieAt: number, { moment, calls, runAt }: Order): { steps: string[]; killed: boolean } {
  const order = JSON.stringify({ folder, migrationsFolder, moment, dieAt, calls, runAt });
  const child = spawnSync(process.execPath, [...ROOM, builtChild, order], { encoding: 'utf8' });
  if (child.signal !== 'SIGKILL' && child.status !== 0) throw new Error(child.stderr);
  return { steps: child.stdout.split('\n').filter((step) => step !== ''), killed: child.signal === 'SIGKILL' };
}

export async function startAgain(folder: string, moment: string): Promise<TestApplication> {
  return startTestApplication(moment, { demo: true, dataFile: null }, folder);
}

/** The ledger holds millionths of a dollar, receipts cents. */
const MICROS_PER_CENT = 10_000;

interface Entry {
  readonly id: string;
  readonly amount: string;
  readonly answer: string;
}

function gatewayRecord(folder: string): Entry[] {
  const path = join(folder, 'local-gateway.jsonl');
  if (!existsSync(path)) return [];
  // Every line is whole here: a kill between two system calls tears none. Lines without an id tell of receipts.
  return readFileSync(path, 'utf8').split('\n').filter((line) => line.includes('"id"')).map((line) => JSON.parse(line) as Entry);
}

/** What must hold whatever was killed; the data file is closed. */
export function expectBooksAgree(folder: string): void {
  const connection = new Database(join(folder, 'demonstration.billing'), { readonly: true });
  try {
    expect(checkIntegrity(connection)).toEqual([]);
    const numbers = connection.prepare<[], number>('select number from receipts order by number').pluck().all();
    expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
    const record = gatewayRecord(folder);
    expect(new Set(record.map(({ id }) => id)).size, 'an id is recorded once').toBe(record.length);
    const received = connection.prepare<[string], { total: number }>('select total from receipts where charge_id = ?');
    for (const { id, amount, answer } of record) {
      const receipt = received.get(id);
      if (answer === 'approved') expect(receipt, `approved ${id}`).toEqual({ total: Math.round(Number(amount) * 100) });
      else expect(receipt, `${answer} ${id}`).toBeUndefined();
    }
    const sent = connection.prepare<[], string>("select charge_id from receipts where charge_id in (select id from charges where created_at >= (select min(at) from activity where what like 'Added the funding source%'))").pluck().all();
    const approved = record.filter(({ answer }) => answer === 'approved').map(({ id }) => id);
    expect(sent.toSorted()).toEqual(approved.toSorted());
    // A receipt for minutes and its ledger entry are written together or not at all.
    const bought = connection.prepare<[], { n: number; entered: number; total: number }>("select count(l.id) as n, sum(l.amount) as entered, r.total from receipts r left join minutes_ledger l on l.receipt_number = r.number where r.kind in ('minutes', 'automaticRecharge') group by r.number").all();
    expect(bought.filter(({ n, entered, total }) => n !== 1 || entered !== total * MICROS_PER_CENT)).toEqual([]);
    expect(connection.prepare("select id from minutes_ledger where kind = 'purchase' and (receipt_number is null or receipt_number not in (select number from receipts where kind in ('minutes', 'automaticRecharge')))").all()).toEqual([]);
    expect(connection.prepare("select id from charges where state in ('sent', 'beingChecked', 'pending')").all()).toEqual([]);
  } finally {
    connection.close();
  }
}
