import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../shared/contracts/index.ts';
import { accept, bills, card, nextCycle, payOnlyWith, viewOf } from '../services/charges/billing.ts';
import { buildChild, expectBooksAgree, MOST_STEPS, newFolder, removeFolders, run, startAgain, STEPS_OF_ONE, STEPS_OF_SETTLING } from './killed.ts';

// A charge is stopped by SIGKILL at every step it has, and again while the next start puts it right. The gateway's own
// record is compared with the data file afterwards: no charge twice, none approved without its receipt, no gap in numbers.

const BEFORE_DATE = '2026-03-31T04:00:00.000Z';
const DATE = '2026-03-31T08:00:00.000Z';

let template: string;
let draftOf: Record<'licensesAdded' | 'products', Input<'billingManager.accept'>>;

beforeAll(async () => {
  await buildChild();
  template = newFolder();
  const app = await startAgain(template, BEFORE_DATE);
  await payOnlyWith(app, 'Outside Viewers', [card('0002', 'Mastercard'), card('4242')]);
  const crm = (await viewOf(app, 'Headquarters')).licenses.find(({ type }) => type === 'crm')?.quantity ?? 0;
  draftOf = {
    licensesAdded: await accept(app, 'Headquarters', { quantities: { crm: crm + 3 } }),
    products: await accept(app, 'Headquarters', { products: [{ kind: 'training', description: 'Course', quantity: 2, unitPrice: '125.50' }] }),
  };
  await app.application.close();
});
afterAll(removeFolders);

describe.each(['licensesAdded', 'products'] as const)('an Accept (%s)', (kind) => {
  test.each(STEPS_OF_ONE.map((step, index) => [step, index + 1] as const))('killed at %s', async (step, dieAt) => {
    const folder = newFolder(template);
    const input = draftOf[kind];
    const { steps, killed } = run(folder, dieAt, { moment: BEFORE_DATE, calls: [{ route: 'billingManager.accept', input }], runAt: null });
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
    const folder = newFolder(template);
    run(folder, STEPS_OF_ONE.indexOf('gatewayRecorded') + 1, { moment: BEFORE_DATE, calls: [{ route: 'billingManager.accept', input: draftOf[kind] }], runAt: null });
    for (const [index, step] of STEPS_OF_SETTLING.entries()) {
      // The start alone: it asks the gateway and finishes.
      const { steps, killed } = run(folder, index + 1, { moment: BEFORE_DATE, calls: [], runAt: null });
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
      const folder = newFolder(template);
      const { steps, killed } = run(folder, dieAt, { moment: BEFORE_DATE, calls: [], runAt: DATE });
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
