import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkIntegrity } from '../../electron/db/integrity.ts';
import type { Input } from '../../shared/contracts/index.ts';
import { accept, bills, card, nextCycle, payOnlyWith, viewOf } from '../services/charges/billing.ts';
import { startTestApplication } from '../support/testApplication.ts';
import type { TestApplication } from '../support/testApplication.ts';

// A charge is stopped by SIGKILL at every step it has, and again while the next start puts it right. The gateway's own
// record is compared with the data file afterwards: no charge twice, none approved without its receipt, no gap in numbers.

const BEFORE_DATE = '2026-03-31T04:00:00.000Z';
const DATE = '2026-03-31T08:00:00.000Z';
/** More steps than any charge has; the run that is not killed ends the series before. */
const MOST_STEPS = 40;

let template: string;
const folders: string[] = [];
let draftOf: Record<'licensesAdded' | 'products', Input<'billingManager.accept'>>;

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'billing-desk-crash-'));
  folders.push(template);
  const app = await startTestApplication(BEFORE_DATE, { demo: true, dataFile: null }, template);
  await payOnlyWith(app, 'Outside Viewers', [card('0002', 'Mastercard'), card('4242')]);
  const crm = (await viewOf(app, 'Headquarters')).licenses.find(({ type }) => type === 'crm')?.quantity ?? 0;
  draftOf = {
    licensesAdded: await accept(app, 'Headquarters', { quantities: { crm: crm + 3 } }),
    products: await accept(app, 'Headquarters', { products: [{ kind: 'training', description: 'Course', quantity: 2, unitPrice: '125.50' }] }),
  };
  await app.application.close();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Order {
  readonly calls: readonly { readonly route: string; readonly input: unknown }[];
  readonly runAt: string | null;
  readonly moment?: string;
}

/** Runs the application in a process of its own; returns the steps it took, and whether it was killed. */
function run(folder: string, dieAt: number, { calls, runAt, moment = BEFORE_DATE }: Order): { steps: string[]; killed: boolean } {
  const order = JSON.stringify({ folder, moment, dieAt, calls, runAt });
  const child = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'child.ts'), order], { encoding: 'utf8' });
  if (child.signal !== 'SIGKILL' && child.status !== 0) throw new Error(child.stderr);
  return { steps: child.stdout.split('\n').filter((step) => step !== ''), killed: child.signal === 'SIGKILL' };
}

function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), 'billing-desk-crash-'));
  folders.push(folder);
  cpSync(template, folder, { recursive: true });
  return folder;
}

interface Entry {
  readonly id: string;
  readonly amount: string;
  readonly answer: string;
}

function gatewayRecord(folder: string): Entry[] {
  const path = join(folder, 'local-gateway.jsonl');
  if (!existsSync(path)) return [];
  // Every line is whole here: a kill between two system calls tears none.
  return readFileSync(path, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
}

/** What must hold whatever was killed; the data file is closed. */
function expectBooksAgree(folder: string): void {
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
    expect(connection.prepare("select id from charges where state in ('sent', 'beingChecked', 'pending')").all()).toEqual([]);
  } finally {
    connection.close();
  }
}

async function startAgain(folder: string, moment: string): Promise<TestApplication> {
  return startTestApplication(moment, { demo: true, dataFile: null }, folder);
}

const STEPS_OF_ONE = ['beforeSaving', 'whileSaving', 'saved', 'gatewayReceived', 'gatewayRecorded', 'answered', 'whileFinishing', 'finished'];

describe.each(['licensesAdded', 'products'] as const)('an Accept (%s)', (kind) => {
  test.each(STEPS_OF_ONE.map((step, index) => [step, index + 1] as const))('killed at %s', async (step, dieAt) => {
    const folder = copied();
    const input = draftOf[kind];
    const { steps, killed } = run(folder, dieAt, { calls: [{ route: 'billingManager.accept', input }], runAt: null });
    expect({ killed, last: steps.at(-1) }).toEqual({ killed: true, last: step });
    const app = await startAgain(folder, BEFORE_DATE);
    // The operator presses Accept once more: the same wish is not charged twice, one that never arrived is wished again.
    const again = await app.call('billingManager.accept', input);
    if (again.status === 'declined') {
      expect(await app.call('billingManager.accept', { ...input, commandId: randomUUID() })).toMatchObject({ status: 'accepted' });
    } else expect(again).toMatchObject({ status: 'accepted' });
    const { receipts } = await app.call('receipts.page', { filter: { kind, from: '2026-03-30' }, limit: 10 });
    expect(receipts).toHaveLength(1);
    const view = await viewOf(app, 'Headquarters');
    if (kind === 'licensesAdded') expect(view.licenses.find(({ type }) => type === 'crm')?.quantity).toBe(input.draft.quantities?.crm);
    expect(view.account.revision).toBe(input.revision + 1);
    await app.application.close();
    expectBooksAgree(folder);
  }, 60_000);

  test('killed again while the next start settles it', async () => {
    const folder = copied();
    run(folder, STEPS_OF_ONE.indexOf('gatewayRecorded') + 1, { calls: [{ route: 'billingManager.accept', input: draftOf[kind] }], runAt: null });
    for (const step of ['answered', 'whileFinishing', 'finished']) {
      // The start alone: it asks the gateway and finishes.
      const { steps, killed } = run(folder, ['answered', 'whileFinishing', 'finished'].indexOf(step) + 1, { calls: [], runAt: null });
      expect({ killed, last: steps.at(-1) }).toEqual({ killed: true, last: step });
    }
    const app = await startAgain(folder, BEFORE_DATE);
    expect(await app.call('billingManager.accept', draftOf[kind])).toMatchObject({ status: 'accepted' });
    await app.application.close();
    expectBooksAgree(folder);
  }, 60_000);
});

describe('a billing date, its first card declining and its second paying', () => {
  test('killed at every step', async () => {
    let reached: string[] = [];
    for (let dieAt = 1; dieAt <= MOST_STEPS; dieAt += 1) {
      const folder = copied();
      const { steps, killed } = run(folder, dieAt, { calls: [], runAt: DATE });
      reached = steps;
      const app = await startAgain(folder, DATE);
      for (let cycle = 0; cycle < 3; cycle += 1) await nextCycle(app);
      const paid = (await bills(app, 'Outside Viewers')).filter(({ periodStart }) => periodStart === '2026-03-31');
      expect(paid.map(({ total, fundingSource }) => [total, fundingSource]), `killed at step ${dieAt}, ${steps.at(-1) ?? ''}`).toEqual([['120.00', 'Visa ending 4242']]);
      expect((await viewOf(app, 'Outside Viewers')).account).toMatchObject({ pastDue: false, nextBillingDate: '2026-04-30' });
      await app.application.close();
      expectBooksAgree(folder);
      if (!killed) break;
    }
    // The whole way, once nothing killed it: two charges.
    expect(reached).toEqual([...STEPS_OF_ONE, ...STEPS_OF_ONE]);
  }, 300_000);
});
