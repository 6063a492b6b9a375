import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../shared/contracts/index.ts';
import { card, NAMES, nextCycle, payOnlyWith, viewOf } from '../services/charges/billing.ts';
import type { AccountName } from '../services/charges/billing.ts';
import type { TestApplication } from '../support/testApplication.ts';
import { buildChild, expectBooksAgree, MOST_STEPS, newFolder, removeFolders, run, startAgain, STEPS_OF_ONE, STEPS_OF_SETTLING } from './killed.ts';

// Dialer minutes are paid for while the process is stopped by SIGKILL at every step: charged once, and added to the balance
// once, with their receipt. All of it lies within one day in Denver, so that no day raises the reserve meanwhile.

const MOMENT = '2026-03-17T10:00:00.000Z';
/** The charge cycle that follows. */
const CYCLE_AT = '2026-03-17T12:00:00.000Z';
const BUYER = 'Headquarters';
const RECHARGED = 'Remote Office';

let template: string;
let wish: Input<'minutes.purchase'>;
/** Balances before, in cents. */
const balanceBefore = { [BUYER]: 0, [RECHARGED]: 0 };

const cents = (text: string): number => Math.round(Number(text) * 100);

async function minutesOf(app: TestApplication, name: AccountName) {
  return app.call('minutes.view', { accountId: (await viewOf(app, name)).account.id });
}

async function receiptsOf(app: TestApplication, name: AccountName, kind: 'minutes' | 'automaticRecharge') {
  const { receipts } = await app.call('receipts.page', { filter: { kind, accountId: (await viewOf(app, name)).account.id }, limit: 200 });
  return receipts.filter(({ issuedAt }) => issuedAt >= MOMENT);
}

beforeAll(async () => {
  await buildChild();
  template = newFolder();
  const app = await startAgain(template, MOMENT);
  await payOnlyWith(app, RECHARGED, [card('0002', 'Mastercard'), card('4242')]);
  const { account } = await viewOf(app, RECHARGED);
  const { balance, amounts } = await minutesOf(app, RECHARGED);
  // A dollar below the reserve: due in the next cycle.
  const used = cents(balance) - cents(amounts.reserve) + 100;
  await app.call('minutes.recordUsage', { commandId: randomUUID(), accountId: account.id, at: '2026-03-17T04:00', medium: 'call', quantity: (used / 100).toFixed(2), rate: '1' });
  balanceBefore[RECHARGED] = cents((await minutesOf(app, RECHARGED)).balance);

  const buyer = await viewOf(app, BUYER);
  const { choices, revision, balance: has } = await minutesOf(app, BUYER);
  balanceBefore[BUYER] = cents(has);
  wish = {
    commandId: randomUUID(),
    accountId: buyer.account.id,
    amount: '50.00',
    choices: { ...choices, reserveDays: choices.reserveDays + 1 },
    revision,
    fundingSourceId: buyer.fundingSources[0]?.id ?? 0,
    ...NAMES,
  };
  await app.application.close();
});
afterAll(removeFolders);

describe('a purchase of minutes, with a choice for automatic recharge', () => {
  const calls = () => [{ route: 'minutes.purchase', input: wish }];

  async function expectBoughtOnce(app: TestApplication): Promise<void> {
    expect(await receiptsOf(app, BUYER, 'minutes')).toMatchObject([{ total: '50.00', authorisedBy: 'Alice Brown' }]);
    const { balance, choices, revision } = await minutesOf(app, BUYER);
    expect({ balance: cents(balance), choices, revision }).toEqual({ balance: balanceBefore[BUYER] + 5000, choices: wish.choices, revision: wish.revision + 1 });
  }

  test.each(STEPS_OF_ONE.map((step, index) => [step, index + 1] as const))('killed at %s', async (step, dieAt) => {
    const folder = newFolder(template);
    const { steps, killed } = run(folder, dieAt, { moment: MOMENT, calls: calls(), runAt: null });
    expect({ killed, last: steps.at(-1) }).toEqual({ killed: true, last: step });
    const app = await startAgain(folder, MOMENT);
    // Accept is pressed once more: the same wish is not charged twice, one that never arrived is wished again.
    const again = await app.call('minutes.purchase', wish);
    if (again.status === 'declined') {
      expect(await app.call('minutes.purchase', { ...wish, commandId: randomUUID() })).toMatchObject({ status: 'accepted' });
    } else expect(again).toMatchObject({ status: 'accepted' });
    await expectBoughtOnce(app);
    await app.application.close();
    expectBooksAgree(folder);
  }, 60_000);

  test('killed again while the next start settles it', async () => {
    const folder = newFolder(template);
    run(folder, STEPS_OF_ONE.indexOf('gatewayRecorded') + 1, { moment: MOMENT, calls: calls(), runAt: null });
    for (const [index, step] of STEPS_OF_SETTLING.entries()) {
      const { steps, killed } = run(folder, index + 1, { moment: MOMENT, calls: [], runAt: null });
      expect({ killed, last: steps.at(-1) }).toEqual({ killed: true, last: step });
    }
    const app = await startAgain(folder, MOMENT);
    expect(await app.call('minutes.purchase', wish)).toMatchObject({ status: 'accepted' });
    await expectBoughtOnce(app);
    await app.application.close();
    expectBooksAgree(folder);
  }, 60_000);
});

describe('an automatic recharge, its first card declining and its second paying', () => {
  async function expectRechargedOnce(folder: string, killedAt: string): Promise<void> {
    const app = await startAgain(folder, CYCLE_AT);
    for (let cycle = 0; cycle < 2; cycle += 1) await nextCycle(app);
    const receipts = await receiptsOf(app, RECHARGED, 'automaticRecharge');
    expect(receipts, killedAt).toMatchObject([{ fundingSource: 'Visa ending 4242', authorisedBy: 'Billing system' }]);
    const { balance, state } = await minutesOf(app, RECHARGED);
    expect({ balance: cents(balance), state: state.kind }, killedAt).toEqual({ balance: balanceBefore[RECHARGED] + cents(receipts[0]?.total ?? '0'), state: 'ready' });
    const { cycles } = await app.call('minutes.cycles', { accountId: (await viewOf(app, RECHARGED)).account.id, limit: 20 });
    expect(cycles.filter(({ decision }) => decision === 'charged'), killedAt).toHaveLength(1);
    await app.application.close();
    expectBooksAgree(folder);
  }

  test('killed at every step', async () => {
    let reached: string[] = [];
    for (let dieAt = 1; dieAt <= MOST_STEPS; dieAt += 1) {
      const folder = newFolder(template);
      const { steps, killed } = run(folder, dieAt, { moment: MOMENT, calls: [], runAt: CYCLE_AT });
      reached = steps;
      await expectRechargedOnce(folder, `killed at step ${dieAt}, ${steps.at(-1) ?? ''}`);
      if (!killed) break;
    }
    // The whole way, once nothing killed it: two charges.
    expect(reached).toEqual([...STEPS_OF_ONE, ...STEPS_OF_ONE]);
  }, 300_000);

  test('killed again while the next start settles it', async () => {
    const folder = newFolder(template);
    // The second card's charge is in the gateway's record, and its answer was not heard.
    run(folder, STEPS_OF_ONE.length + STEPS_OF_ONE.indexOf('gatewayRecorded') + 1, { moment: MOMENT, calls: [], runAt: CYCLE_AT });
    for (const [index, step] of STEPS_OF_SETTLING.entries()) {
      const { steps, killed } = run(folder, index + 1, { moment: CYCLE_AT, calls: [], runAt: null });
      expect({ killed, last: steps.at(-1) }).toEqual({ killed: true, last: step });
    }
    await expectRechargedOnce(folder, 'killed while settling');
  }, 60_000);
});
