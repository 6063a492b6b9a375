import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { runSql } from '../../support/testDatabase.ts';
import { bank, card, HOUR, NAMES, nextCycle, payOnlyWith, rows, viewOf } from '../charges/billing.ts';

/* The Remote Office dials, and has automatic recharge on. Noon in Denver, two hours into the charge cycle of 16:00 UTC. */
const MOMENT = '2026-03-17T18:00:00.000Z';
const NAME = 'Remote Office';
let app: TestApplication;
/** What the operating system would show. */
let told: string[];
beforeEach(async () => {
  app = await startTestApplication(MOMENT);
  told = [];
  app.application.onNotices((notices) => told.push(...notices.map(({ title, body }) => `${title}: ${body}`)));
});
afterEach(() => app.end());

const idOf = async (): Promise<number> => (await viewOf(app, NAME)).account.id;
const minutes = async () => app.call('minutes.view', { accountId: await idOf() });
const cents = (text: string): number => Math.round(Number(text) * 100);
const dollars = (amount: number): string => (amount / 100).toFixed(2);

/** Uses what is above the reserve and a dollar more, or so much more, now. */
async function useBelowReserve(more = 100): Promise<void> {
  const { balance, amounts } = await minutes();
  await use(cents(balance) - cents(amounts.reserve) + more);
}

async function use(amount: number): Promise<void> {
  const at = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Denver', dateStyle: 'short', timeStyle: 'medium' }).format(app.clock.now()).replace(' ', 'T');
  await app.call('minutes.recordUsage', { commandId: randomUUID(), accountId: await idOf(), at, medium: 'call', quantity: dollars(amount), rate: '1' });
}

async function turn(on: boolean): Promise<void> {
  const { choices, revision } = await minutes();
  await app.call('minutes.purchase', { commandId: randomUUID(), accountId: await idOf(), amount: null, choices: { ...choices, autoRecharge: on }, revision, ...NAMES });
}

async function recharges() {
  const { receipts } = await app.call('receipts.page', { filter: { kind: 'automaticRecharge', accountId: await idOf() }, limit: 200 });
  return receipts.filter(({ issuedAt }) => issuedAt >= MOMENT);
}

async function decisions(limit = 20): Promise<string[]> {
  const { cycles } = await app.call('minutes.cycles', { accountId: await idOf(), limit });
  return cycles.map(({ decision, count }) => (count === 1 ? decision : `${decision} x${count}`)).reverse();
}

async function away(hours: number): Promise<void> {
  await app.application.close();
  app = await startTestApplication(new Date(app.clock.now() + hours * HOUR).toISOString(), { demo: true, dataFile: null }, app.folder);
}

describe('a charge cycle', () => {
  test('an account whose balance is too far below zero to be recorded keeps no other waiting', async () => {
    const { account } = await viewOf(app, 'Headquarters');
    for (let times = 0; times < 11; times += 1) await app.call('minutes.adjust', { commandId: randomUUID(), accountId: account.id, amount: '-900000000.00', note: 'A slip' });
    await useBelowReserve();
    await nextCycle(app).catch(() => undefined);
    expect(await recharges()).toHaveLength(1);
    expect(await decisions(1)).toEqual(['charged']);
  });

  test('charges nothing until the next one, then Y once, on one receipt of the billing system', async () => {
    await useBelowReserve();
    const before = await minutes();
    expect(before.state.kind).toBe('due');
    await app.application.wake();
    expect(await recharges()).toEqual([]);

    await nextCycle(app);

    const [receipt, ...others] = await recharges();
    expect(others).toEqual([]);
    expect(receipt).toMatchObject({ total: before.amounts.amount, authorisedBy: 'Billing system', lines: [{ product: 'minutes', explanation: before.amounts.amountExplanation }] });
    const after = await minutes();
    expect(cents(after.balance)).toBe(cents(before.balance) + cents(before.amounts.amount));
    expect(after.state.kind).toBe('ready');
    await app.application.wake();
    await nextCycle(app);
    expect(await recharges()).toHaveLength(1);
    expect(await decisions()).toEqual(['notDue', 'charged', 'notDue']);
    const { cycles } = await app.call('minutes.cycles', { accountId: await idOf(), limit: 2 });
    const number = String(receipt?.number).padStart(6, '0');
    expect(cycles[1]).toMatchObject({ reason: `Charged $${receipt?.total ?? ''}, receipt ${number}.`, amount: receipt?.total });
    expect(told).toEqual([`Charged automatically: Remote Office: $${receipt?.total ?? ''} of dialer minutes, receipt ${number}`]);
  });

  test('clears the stamp where minutes were bought meanwhile', async () => {
    await useBelowReserve();
    await app.call('minutes.adjust', { commandId: randomUUID(), accountId: await idOf(), amount: '50.00', note: 'Goodwill' });
    await nextCycle(app);
    expect(await recharges()).toEqual([]);
    expect(await decisions()).toEqual(['notDue', 'cleared']);
    expect((await minutes()).state.kind).toBe('ready');
  });

  test('charges one Y a cycle: still below, it is due again in the next', async () => {
    const { balance, amounts } = await minutes();
    await use(cents(balance) + 2 * cents(amounts.amount));
    expect((await minutes()).blocked).toBe(true);
    await nextCycle(app);
    expect(await recharges()).toHaveLength(1);
    await nextCycle(app);
    expect(await recharges()).toHaveLength(2);
  });

  test('charges nothing where automatic recharge is off', async () => {
    await turn(false);
    await useBelowReserve();
    await nextCycle(app, 2);
    expect(await recharges()).toEqual([]);
  });

  test('runs for one account though the bill of another cannot be made', async () => {
    // Past the application, which takes no such price.
    runSql(`${app.folder}/demonstration.billing`, "update service_licenses set contract_price = 9000000000000000, quantity = 1000000000 where license_type = 'crm' and account_id = (select id from billing_accounts where name = 'Headquarters')");
    for (let days = 0; days < 15; days += 1) await nextCycle(app, 6).catch(() => undefined);
    await useBelowReserve();
    await expect(nextCycle(app)).rejects.toThrow('A charge cycle failed');
    expect((await recharges()).at(0)).toMatchObject({ issuedAt: new Date(app.clock.now()).toISOString() });
  });

  test('misses nothing while automatic recharge is off, whether the application runs or is started anew', async () => {
    await nextCycle(app);
    await turn(false);
    for (let cycles = 0; cycles < 15; cycles += 1) await nextCycle(app);
    await away(36);
    app.application.onNotices((notices) => told.push(...notices.map(({ title, body }) => `${title}: ${body}`)));
    await turn(true);
    await nextCycle(app);
    // The third is the cycle in which it was turned on.
    expect(await decisions()).toEqual(['notDue', 'notDue', 'notDue', 'notDue']);
    expect(told.filter((notice) => notice.includes('missed'))).toEqual([]);
    await nextCycle(app, 3);
    expect(await decisions()).toEqual(['notDue', 'notDue', 'notDue', 'notDue', 'missed x2', 'notDue']);
    expect(told.filter((notice) => notice.includes('missed'))).toHaveLength(1);
  });

  test('finds an account below the reserve of a new day, without any new usage', async () => {
    const before = await minutes();
    const [next] = await Promise.all([app.call('minutes.preview', { accountId: await idOf(), amount: null, choices: { ...before.choices, reserveDays: 7 } })]);
    // Below tomorrow's reserve, if that is raised by today's usage, and not below today's.
    await use(cents(before.balance) - cents(next.amounts.reserve) - 1);
    expect((await minutes()).state.kind).toBe('ready');
    // Midnight in Denver is 06:00 UTC: the cycle of 08:00 finds it, and charges, because it was below before.
    await nextCycle(app, 3);
    const later = await minutes();
    await nextCycle(app, 1);
    expect(cents(later.amounts.reserve)).toBeGreaterThan(cents(next.amounts.reserve));
    expect(await recharges()).toHaveLength(1);
  });
});

describe('declined', () => {
  test('the next source is tried in the same cycle', async () => {
    await payOnlyWith(app, NAME, [card('0002', 'Mastercard'), card('4242')]);
    await useBelowReserve();
    await nextCycle(app);
    expect(await recharges()).toMatchObject([{ fundingSource: 'Visa ending 4242' }]);
    expect(await decisions()).toEqual(['notDue', 'charged']);
  });

  test('by all: tries follow by 1, 2 and 4 cycles, then it is paused; a changed source lets it go on', async () => {
    await payOnlyWith(app, NAME, [card('0002')]);
    await useBelowReserve(3000);
    const seen: string[] = [];
    for (let cycle = 0; cycle < 11; cycle += 1) {
      await nextCycle(app);
      seen.push((await decisions(1))[0] ?? '');
    }
    expect(seen).toEqual(['declined', 'declined', 'waiting', 'declined', 'waiting', 'waiting', 'waiting', 'paused', 'paused', 'paused', 'paused']);
    expect(await recharges()).toEqual([]);
    expect(told.map((notice) => notice.split(':')[0])).toEqual(['Payment declined', 'Payment declined', 'Payment declined', 'Automatic charging is paused']);
    expect(told[0]).toBe('Payment declined: Remote Office: automatic recharge was not paid. Every funding source declined. The next try follows in the next cycle.');
    expect((await minutes()).state.kind).toBe('paused');
    await payOnlyWith(app, NAME, [card('4242')]);
    expect(await recharges()).toEqual([]);
    await nextCycle(app);
    expect(await recharges()).toHaveLength(1);
    expect((await minutes()).state.kind).toBe('ready');
  });

  test('a new shortage is tried and counted anew, when an earlier one ended without a recharge', async () => {
    await payOnlyWith(app, NAME, [card('0002')]);
    await useBelowReserve();
    for (let cycle = 0; cycle < 5; cycle += 1) await nextCycle(app);
    const declined = () => rows(app, "select 1 from charges where kind = 'automaticRecharge' and state = 'declined' and account_id = 2").length;
    expect(rows(app, 'select failed_cycles failed from recharge_states where account_id = 2')).toEqual([{ failed: 3 }]);
    const before = declined();
    await app.call('minutes.adjust', { commandId: randomUUID(), accountId: await idOf(), amount: '500.00', note: 'Goodwill' });
    for (let cycle = 0; cycle < 8; cycle += 1) await nextCycle(app);
    expect((await minutes()).state.kind).toBe('ready');
    await useBelowReserve();
    for (let cycle = 0; cycle < 9; cycle += 1) await nextCycle(app);
    expect(declined()).toBe(before + 4);
    expect((await minutes()).state.kind).toBe('paused');
  });

  test('refused for good, a source is skipped; with no other left it pauses at once', async () => {
    await payOnlyWith(app, NAME, [card('0069')]);
    await useBelowReserve();
    await nextCycle(app);
    expect(await decisions()).toEqual(['notDue', 'declined']);
    await nextCycle(app);
    expect((await decisions()).at(-1)).toBe('paused');
  });

  test('an unreachable gateway is no decline: next cycle, uncounted', async () => {
    await payOnlyWith(app, NAME, [card('0127')]);
    await useBelowReserve();
    for (let cycle = 0; cycle < 8; cycle += 1) {
      await nextCycle(app);
      await app.application.wake();
    }
    expect(await recharges()).toEqual([]);
    expect((await minutes()).state.kind).toBe('due');
    expect(rows(app, `select failed_cycles from recharge_states`)).toEqual([{ failed_cycles: 0 }]);
    // One try a cycle.
    expect(rows(app, `select count(*) as n from charges where kind = 'automaticRecharge' and state = 'notReceived'`)).toEqual([{ n: 8 }]);
  });

  test('an answer that was lost is asked for, and never charged a second time', async () => {
    await payOnlyWith(app, NAME, [card('0119')]);
    await useBelowReserve();
    await nextCycle(app);
    expect(await recharges()).toEqual([]);
    await app.application.wake();
    expect(await recharges()).toHaveLength(1);
    expect(await decisions()).toEqual(['notDue', 'charged']);
  });
});

describe('a bank payment', () => {
  test('counts against being due, and as balance only once it is settled', async () => {
    await payOnlyWith(app, NAME, [bank('6789')]);
    await useBelowReserve();
    const before = await minutes();
    await nextCycle(app);
    const pending = await minutes();
    expect(pending.balance).toBe(before.balance);
    expect(pending.pending).toBe(before.amounts.amount);
    await nextCycle(app);
    await nextCycle(app);
    expect(await recharges()).toEqual([]);
    await nextCycle(app);
    expect(await recharges()).toHaveLength(1);
    expect(cents((await minutes()).balance)).toBe(cents(before.balance) + cents(before.amounts.amount));
    expect(await decisions()).toEqual(['notDue', 'charged', 'cleared', 'notDue', 'notDue']);
  });

  test('returned by the bank is a soft decline: its cycle says so, the next source pays in the cycle it is learned of, once', async () => {
    await payOnlyWith(app, NAME, [bank('0135'), card('4242')]);
    await useBelowReserve();
    const before = await minutes();
    await nextCycle(app, 1);
    expect(await decisions()).toEqual(['notDue', 'pending']);
    await nextCycle(app);
    await nextCycle(app);
    expect(await recharges()).toEqual([]);
    await nextCycle(app);
    // A day has begun meanwhile: its Y is charged.
    const { amount } = (await minutes()).amounts;
    expect(await recharges()).toMatchObject([{ fundingSource: 'Visa ending 4242', total: amount }]);
    const { cycles } = await app.call('minutes.cycles', { accountId: await idOf(), limit: 4 });
    expect(cycles.map(({ decision }) => decision)).toEqual(['charged', 'notDue', 'cleared', 'declined']);
    expect(cycles[3]?.reason).toBe(`The bank returned the payment of $${before.amounts.amount}.`);
    expect(rows(app, `select state from charges where kind = 'automaticRecharge' and created_at >= ${Date.parse(MOMENT)} order by rowid`)).toEqual([{ state: 'returned' }, { state: 'approved' }]);
    expect(cents((await minutes()).balance)).toBe(cents(before.balance) + cents(amount));
    await app.application.wake();
    await nextCycle(app);
    expect(await recharges()).toHaveLength(1);
  });

  test('returned after automatic recharge was turned off: no other source is charged, and on again it is due as of then', async () => {
    await payOnlyWith(app, NAME, [bank('0135'), card('4242')]);
    await useBelowReserve();
    await nextCycle(app);
    expect(await decisions()).toEqual(['notDue', 'pending']);
    await turn(false);
    await nextCycle(app, 4);
    expect(await recharges()).toEqual([]);
    await turn(true);
    expect((await minutes()).state.kind).toBe('due');
    await nextCycle(app);
    await nextCycle(app, 3);
    expect((await recharges()).map(({ fundingSource }) => fundingSource)).toEqual(['Visa ending 4242']);
  });

  test('returned with no other source: no receipt, a failed cycle, tried again in the next one, and the account is told of', async () => {
    await payOnlyWith(app, NAME, [bank('0135')]);
    await useBelowReserve();
    await nextCycle(app);
    await nextCycle(app, 3);
    expect(await decisions()).toEqual(['notDue', 'declined', 'missed x2', 'declined']);
    expect(await recharges()).toEqual([]);
    expect(rows(app, 'select failed_cycles from recharge_states')).toEqual([{ failed_cycles: 1 }]);
    expect((await minutes()).pending).toBe('0.00');
    const { attention } = await app.call('summary.accounts', {});
    expect(attention.find(({ id }) => id.startsWith('recharge:'))?.sentence).toContain('every funding source declined the automatic recharge');
    expect(told.filter((notice) => notice.startsWith('Payment declined'))).toHaveLength(1);
    await nextCycle(app);
    expect((await decisions()).at(-1)).toBe('pending');
  });

  test('settled, and still below the reserve: due again at once, and charged in the next cycle', async () => {
    await payOnlyWith(app, NAME, [bank('6789')]);
    const { balance, amounts } = await minutes();
    await use(cents(balance) + 2 * cents(amounts.amount));
    for (let cycle = 0; cycle < 4; cycle += 1) await nextCycle(app);
    expect(await recharges()).toHaveLength(1);
    expect((await minutes()).state.kind).toBe('due');
    await nextCycle(app);
    expect((await decisions()).at(-1)).toBe('pending');
  });
});

describe('the application was closed', () => {
  test('for a day: the missed cycles are recorded as missed, and exactly one recharge follows', async () => {
    await useBelowReserve();
    await away(24);
    expect(await recharges()).toHaveLength(1);
    expect(await decisions()).toEqual(['notDue', 'missed x5', 'charged']);
    await away(1);
    await app.application.wake();
    expect(await recharges()).toHaveLength(1);
  });

  test('asleep for a day: told once what was missed and what was charged', async () => {
    await useBelowReserve();
    await nextCycle(app, 6);
    expect(told.map((notice) => notice.split(':')[0])).toEqual(['Charge cycles were missed', 'Charged automatically']);
    expect(told[0]).toBe('Charge cycles were missed: Automatic charging did not run for 5 charge cycles. What was due is charged now.');
  });

  test('within a cycle: it is not looked at twice', async () => {
    await useBelowReserve();
    await nextCycle(app);
    await away(0.5);
    await away(0.5);
    expect(await recharges()).toHaveLength(1);
    expect(await decisions()).toEqual(['notDue', 'charged']);
  });

  test('for more than 48 hours: nothing is charged until the answer, then one recharge', async () => {
    await useBelowReserve(3000);
    await away(72);
    const asked = await app.call('charging.state', {});
    expect(asked.stopped).toMatchObject({ reason: 'away' });
    expect(asked.charges.map(({ accountName, billingDate }) => [accountName, billingDate])).toEqual([[NAME, null]]);
    expect(await recharges()).toEqual([]);
    await app.call('charging.resume', { reason: 'away', total: asked.total });
    expect(await recharges()).toMatchObject([{ total: asked.total }]);
  });
});

test('a clock set back runs no cycle twice', async () => {
  await useBelowReserve();
  await nextCycle(app);
  expect(await recharges()).toHaveLength(1);
  await use(cents((await minutes()).balance));
  app.clock.advance(-8 * HOUR);
  await app.application.wake();
  const asked = await app.call('charging.state', {});
  expect(asked.stopped).toMatchObject({ reason: 'clockSetBack' });
  await app.call('charging.resume', { reason: 'clockSetBack', total: asked.total });
  await nextCycle(app);
  await nextCycle(app);
  expect(await recharges()).toHaveLength(1);
  await nextCycle(app);
  expect(await recharges()).toHaveLength(2);
});

test('a clock a year ahead for a while: nothing is charged, and once it is put right the recharge comes in its cycle', async () => {
  const { choices, revision } = await minutes();
  // A least reserve is asked for whatever was used: a year ahead, too.
  const { balance } = await minutes();
  const least = dollars(cents(balance) - 100);
  await app.call('minutes.purchase', { commandId: randomUUID(), accountId: await idOf(), amount: null, choices: { ...choices, leastReserve: least, leastRecharge: '10.00' }, revision, ...NAMES });
  app.clock.advance(365 * 24 * HOUR);
  await app.application.wake();
  expect((await app.call('charging.state', {})).stopped).toMatchObject({ reason: 'away' });
  app.clock.advance(-365 * 24 * HOUR);
  await use(200);
  await nextCycle(app);
  await nextCycle(app);
  expect(await recharges()).toHaveLength(1);
});
