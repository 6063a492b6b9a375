import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resultOf } from '../../support/calculation.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { accept, bank, bills, card, CYCLE, NAMES, nextCycle, payOnlyWith, rows, runUntil, viewOf } from './billing.ts';

// The bill of the Outside Viewers (on the 31st) is run at 08:00 UTC: the first cycle after local midnight, 06:00 UTC.
const BEFORE = '2026-03-31T04:00:00.000Z';
const AT = Date.parse('2026-03-31T08:00:00.000Z');
const DATE = '2026-03-31';

let app: TestApplication;

beforeEach(async () => {
  app = await startTestApplication('2026-03-30T18:00:00.000Z');
});
afterEach(() => app.end());

const bill = () => rows(app, `select state, failed_cycles failed, next_try_cycle next from bills where billing_date = '${DATE}'`)[0];
/** Cycles after the bill's own in which something was sent. */
const tries = () =>
  rows(app, `select created_at at, state from charges where account_id = 3 and kind = 'recurring' and created_at >= ${AT} order by created_at, rowid`).map((row) => {
    const { at, state } = row as { at: number; state: string };
    return [(at - AT) / CYCLE, state];
  });
const outside = () => viewOf(app, 'Outside Viewers');
const paid = async () => (await bills(app, 'Outside Viewers')).filter(({ periodStart }) => periodStart === DATE);

async function billWith(...sources: Parameters<typeof payOnlyWith>[2]): Promise<void> {
  await payOnlyWith(app, 'Outside Viewers', sources);
  await runUntil(app, BEFORE);
  await nextCycle(app);
}

describe('a bill on its date', () => {
  test('nothing before local midnight; at the first cycle after it the bill is made and paid, with its period', async () => {
    await runUntil(app, BEFORE);
    expect(bill()).toBeUndefined();
    await nextCycle(app);
    expect(bill()).toMatchObject({ state: 'paid' });
    expect(await paid()).toMatchObject([{ date: DATE, periodStart: DATE, periodEnd: '2026-04-29', total: '120.00', fundingSource: 'Visa ending 1111', authorisedBy: 'Billing system' }]);
    expect((await outside()).account).toMatchObject({ nextBillingDate: '2026-04-30', pastDue: false });
    await nextCycle(app);
    await nextCycle(app);
    expect(await paid()).toHaveLength(1);
  });

  test('the first card declines, the second pays within the cycle, and the receipt names it', async () => {
    await billWith(card('0002', 'Mastercard'), card('4242'));
    expect(await paid()).toMatchObject([{ total: '120.00', fundingSource: 'Visa ending 4242' }]);
    expect(tries()).toEqual([[0, 'declined'], [0, 'approved']]);
    expect((await outside()).account.pastDue).toBe(false);
  });

  test('unpaid: past due, tried again 1, 2 and 4 cycles later, then paused; no receipt and no number', async () => {
    await billWith(card('0002'));
    expect((await outside()).account.pastDue).toBe(true);
    expect((await outside()).owed).toMatchObject([{ billingDate: DATE, total: '120.00', state: 'waiting', nextTryAt: new Date(AT + CYCLE).toISOString() }]);
    expect((await outside()).owed.map(({ explanation }) => resultOf(explanation))).toEqual(['120.00']);
    for (let cycle = 1; cycle <= 20; cycle += 1) await nextCycle(app);
    expect(tries().map(([cycle]) => cycle)).toEqual([0, 1, 3, 7]);
    expect((await outside()).owed).toMatchObject([{ state: 'paused', nextTryAt: null }]);
    expect(await paid()).toEqual([]);
    const { attention } = await app.call('summary.accounts', {});
    expect(attention.find(({ id }) => id === 'pastDue:3')?.sentence).toBe(
      'Outside Viewers: the bill of 2026-03-31, $120.00, could not be paid and is not tried again until a funding source changes',
    );
  });

  test('a pause ends with a new source: paid at the next cycle, dated then, for its own period; not past due any more', async () => {
    await billWith(card('0002'));
    for (let cycle = 1; cycle <= 8; cycle += 1) await nextCycle(app);
    const { account, fundingSources } = await outside();
    await app.call('funding.replace', { commandId: randomUUID(), accountId: account.id, ...NAMES, fundingSourceId: fundingSources[0]?.id ?? 0, source: card('4242') });
    await app.application.wake();
    expect(await paid()).toEqual([]);
    await nextCycle(app);
    expect(await paid()).toMatchObject([{ date: '2026-04-01', periodStart: DATE, periodEnd: '2026-04-29', fundingSource: 'Visa ending 4242' }]);
    expect((await outside()).account.pastDue).toBe(false);
    expect((await outside()).owed).toEqual([]);
  });

  test('a pause ends with a purchase that succeeds', async () => {
    await billWith(card('0002'), card('0127'));
    // The second card never answers; taken away, the first one alone is left to decline four times.
    const { fundingSources, account } = await outside();
    await app.call('funding.remove', { commandId: randomUUID(), accountId: account.id, ...NAMES, fundingSourceId: fundingSources[1]?.id ?? 0 });
    for (let cycle = 1; cycle <= 12; cycle += 1) await nextCycle(app);
    expect((await outside()).owed).toMatchObject([{ state: 'paused' }]);
    await app.call('funding.add', { commandId: randomUUID(), accountId: account.id, ...NAMES, source: card('4242') });
    const product = { kind: 'training' as const, description: 'Course', quantity: 1, unitPrice: '10.00' };
    const source = (await outside()).fundingSources[1];
    expect(await app.call('billingManager.accept', await accept(app, 'Outside Viewers', { products: [product] }, { fundingSourceId: source?.id ?? 0 }))).toMatchObject({ status: 'accepted' });
    await nextCycle(app);
    expect(await paid()).toHaveLength(1);
  });

  test('a hard decline: the source is skipped until it is replaced', async () => {
    await billWith(card('0069'));
    expect((await outside()).fundingSources).toMatchObject([{ state: 'refused', canPay: false }]);
    const { entries } = await app.call('activity.page', { limit: 20 });
    expect(entries.find(({ what }) => what.includes('was declined'))?.changes).toEqual([{ label: 'Visa ending 0069', before: 'can pay', after: 'is not used until it is replaced' }]);
    for (let cycle = 1; cycle <= 6; cycle += 1) await nextCycle(app);
    expect(tries()).toEqual([[0, 'declined']]);
    expect((await outside()).account.pastDue).toBe(true);
  });

  test('a gateway out of reach is no decline: asked about, then tried at the next cycle, uncounted', async () => {
    await billWith(card('0127'));
    expect((await outside()).openCharge).toMatchObject({ state: 'beingChecked' });
    await app.application.wake();
    expect((await outside()).openCharge).toBeNull();
    expect(tries()).toEqual([[0, 'notReceived']]);
    expect((await outside()).account.pastDue).toBe(false);
    await nextCycle(app);
    expect(tries()).toEqual([[0, 'notReceived'], [1, 'beingChecked']]);
    expect(bill()).toMatchObject({ state: 'owed', failed: 0 });
  });

  test('out of reach in a cycle after the one in which it was due: not tried again in that cycle', async () => {
    await billWith(card('0127'));
    await app.application.wake();
    app.clock.advance(5 * CYCLE);
    for (let look = 0; look < 4; look += 1) {
      await app.application.wake();
      app.clock.advance(60_000);
    }
    expect(tries()).toEqual([[0, 'notReceived'], [5, 'notReceived']]);
    await nextCycle(app);
    expect(tries().length).toBe(3);
  });

  test('a bank takes three cycles: under way, not past due, then paid', async () => {
    await billWith(bank('6789'));
    expect((await outside()).owed).toMatchObject([{ state: 'underWay' }]);
    await nextCycle(app);
    await nextCycle(app);
    expect(await paid()).toEqual([]);
    expect((await outside()).account.pastDue).toBe(false);
    await nextCycle(app);
    expect(await paid()).toMatchObject([{ fundingSource: 'First Example Bank ending 6789', periodStart: DATE }]);
  });

  test('a returned bank payment is a soft decline: the next source pays; with none left the cycle counts as failed', async () => {
    await billWith(bank('0135'), card('0002'));
    for (let cycle = 1; cycle <= 3; cycle += 1) await nextCycle(app);
    expect(tries()).toEqual([[0, 'returned'], [3, 'declined']]);
    expect(bill()).toMatchObject({ state: 'owed', failed: 1 });
    expect((await outside()).account.pastDue).toBe(true);
  });

  test('a closed bank account is a hard decline', async () => {
    await billWith(bank('0143'), card('4242'));
    expect(await paid()).toMatchObject([{ fundingSource: 'Visa ending 4242' }]);
    expect((await outside()).fundingSources.map(({ state }) => state)).toEqual(['refused', 'valid']);
  });

  test('the oldest bill is paid first, each for its own period', async () => {
    await billWith(card('0002'));
    await runUntil(app, '2026-05-01T18:00:00.000Z');
    expect((await outside()).owed.map(({ billingDate }) => billingDate)).toEqual([DATE, '2026-04-30']);
    const { account } = await outside();
    await app.call('funding.add', { commandId: randomUUID(), accountId: account.id, ...NAMES, source: card('4242') });
    await nextCycle(app);
    const made = (await bills(app, 'Outside Viewers')).filter(({ date }) => date === '2026-05-01').reverse();
    expect(made.map(({ periodStart, periodEnd }) => [periodStart, periodEnd])).toEqual([[DATE, '2026-04-29'], ['2026-04-30', '2026-05-30']]);
  });
});

describe('Pay now', () => {
  const wish = async () => ({ commandId: randomUUID(), accountId: (await outside()).account.id, ...NAMES });

  test('pays what is owed, between tries and while paused, once however often it is asked for', async () => {
    await billWith(card('0002'));
    const { account } = await outside();
    await app.call('funding.add', { commandId: randomUUID(), accountId: account.id, ...NAMES, source: card('4242') });
    const input = await wish();
    const outcome = await app.call('billingManager.payOwed', input);
    expect(outcome).toEqual({ owed: '0.00', sentence: '$120.00 paid. Nothing is owed any more.' });
    expect(tries()).toEqual([[0, 'declined'], [0, 'declined'], [0, 'approved']]);
    expect(await paid()).toMatchObject([{ total: '120.00', fundingSource: 'Visa ending 4242' }]);
    expect((await outside()).account.pastDue).toBe(false);
    expect(await app.call('billingManager.payOwed', input)).toEqual(outcome);
    expect(await app.refused('billingManager.payOwed', await wish())).toMatchObject({ code: 'NOTHING_TO_ACCEPT' });
    for (let cycle = 0; cycle < 3; cycle += 1) await nextCycle(app);
    expect(await paid()).toHaveLength(1);
    expect((await app.call('activity.page', { limit: 50 })).entries.find(({ what }) => what === 'Asked to pay what is owed now')).toMatchObject({ who: 'Alice Brown', changes: [{ label: `Bill of ${DATE}`, after: '$120.00' }] });
  });

  test('declined by all: nothing changes but the tries, and the next try comes when it was to come', async () => {
    await billWith(card('0002'));
    const before = bill();
    expect(await app.call('billingManager.payOwed', await wish())).toEqual({ owed: '120.00', sentence: 'Every funding source declined: $120.00 is owed.' });
    expect(bill()).toEqual(before);
    expect(await paid()).toEqual([]);
    await nextCycle(app);
    expect(tries()).toEqual([[0, 'declined'], [0, 'declined'], [1, 'declined']]);
  });

  test('an answer that is lost is asked for and never sent twice; while it is open nothing else is', async () => {
    await billWith(card('0002'));
    const { account, fundingSources } = await outside();
    await app.call('funding.replace', { commandId: randomUUID(), accountId: account.id, ...NAMES, fundingSourceId: fundingSources[0]?.id ?? 0, source: card('0119') });
    expect(await app.call('billingManager.payOwed', await wish())).toEqual({ owed: '120.00', sentence: 'The payment is under way: $120.00 is owed until it is settled.' });
    expect(await app.refused('billingManager.payOwed', await wish())).toMatchObject({ code: 'CHARGE_OPEN' });
    await app.application.wake();
    expect(await paid()).toHaveLength(1);
    await nextCycle(app);
    expect(tries()).toEqual([[0, 'declined'], [0, 'approved']]);
  });

  test('the command is kept before anything is sent: a crash leaves a wish that is known, and never sent again', async () => {
    await billWith(card('0002'));
    const input = await wish();
    const asking = app.call('billingManager.payOwed', input).catch(() => null);
    const charge = () => rows(app, `select 1 from charges where id like '${input.commandId}:%'`);
    while (charge().length === 0) await Promise.resolve();
    expect(rows(app, `select outcome from commands where id = '${input.commandId}'`)).toHaveLength(1);
    await asking;
  });

  test('asked for twice at once: one payment is made, and asked again it tells how that ended', async () => {
    await billWith(card('0002'));
    const { account, fundingSources } = await outside();
    await app.call('funding.replace', { commandId: randomUUID(), accountId: account.id, ...NAMES, fundingSourceId: fundingSources[0]?.id ?? 0, source: card('0119') });
    const input = await wish();
    const underWay = { owed: '120.00', sentence: 'The payment is under way: $120.00 is owed until it is settled.' };
    expect(await Promise.all([app.call('billingManager.payOwed', input), app.call('billingManager.payOwed', input)])).toEqual([underWay, underWay]);
    expect(tries()).toEqual([[0, 'declined'], [0, 'beingChecked']]);
    app = await app.restart();
    await app.call('billingManager.payOwed', input);
    await app.application.wake();
    expect(await app.call('billingManager.payOwed', input)).toEqual({ owed: '0.00', sentence: '$120.00 paid. Nothing is owed any more.' });
    expect(tries()).toEqual([[0, 'declined'], [0, 'approved']]);
  });

  test('refused in a restored file that nobody has looked at yet: nothing is written', async () => {
    await billWith(card('0002'));
    const { path } = await app.call('data.backUp', {});
    const source = { kind: 'file' as const, path };
    const { lost } = await app.call('data.examine', { source });
    await app.call('data.restore', { source, lost: { receipts: lost.receipts, activity: lost.activity } });
    const before = contentHash(`${app.folder}/demonstration.billing`);
    expect(await app.refused('billingManager.payOwed', await wish())).toMatchObject({ code: 'CHARGES_WAIT', path: '' });
    expect(contentHash(`${app.folder}/demonstration.billing`)).toBe(before);
  });

  test('refused: another name, and no source that can pay; nothing is written', async () => {
    await billWith(card('0069'));
    const before = contentHash(`${app.folder}/demonstration.billing`);
    expect(await app.refused('billingManager.payOwed', await wish())).toMatchObject({ code: 'NO_FUNDING_SOURCE', path: '' });
    expect(contentHash(`${app.folder}/demonstration.billing`)).toBe(before);
    const { account } = await outside();
    await app.call('funding.add', { commandId: randomUUID(), accountId: account.id, ...NAMES, source: card('4242') });
    const ready = contentHash(`${app.folder}/demonstration.billing`);
    expect(await app.refused('billingManager.payOwed', { ...(await wish()), lastName: 'Green' })).toMatchObject({ code: 'NAME_MISMATCH', path: '/lastName' });
    expect(contentHash(`${app.folder}/demonstration.billing`)).toBe(ready);
  });
});

describe('what is frozen on the date', () => {
  test('cuts take effect although the bill is not paid, and a price from the next day on does not touch it', async () => {
    await app.call('billingManager.accept', await accept(app, 'Outside Viewers', { quantities: { crmView: 5 } }));
    await billWith(card('0002'));
    expect((await outside()).licenses.find(({ type }) => type === 'crmView')).toMatchObject({ quantity: 5, scheduledQuantity: null, paidThisPeriod: 5 });
    await app.call('prices.add', { item: 'crmView', effectiveFrom: '2026-04-01', unitPrice: '99.00' });
    await runUntil(app, '2026-04-02T18:00:00.000Z');
    const { account } = await outside();
    await app.call('funding.add', { commandId: randomUUID(), accountId: account.id, ...NAMES, source: card('4242') });
    await nextCycle(app);
    expect(await paid()).toMatchObject([{ total: '100.00', lines: [{ product: 'crmView', quantity: 5, unitPrice: '20.00' }] }]);
  });

  test('past due: raising is refused; lowering and assigning are not', async () => {
    await billWith(card('0002'));
    const quantity = (await outside()).licenses.find(({ type }) => type === 'crmView')?.quantity ?? 0;
    const refused = await app.refused('billingManager.accept', await accept(app, 'Outside Viewers', { quantities: { crmView: quantity + 1 } }));
    expect(refused).toMatchObject({ code: 'PAST_DUE', path: '/draft/quantities/crmView', message: 'The bill of 2026-03-31 is not paid. Until it is, quantities can be lowered, not raised.' });
    const holder = (await outside()).holders.find(({ licenses }) => licenses.includes('crmView'));
    const given = [{ userId: holder?.userId ?? 0, type: 'crmView' as const, assigned: false }];
    expect(await app.call('billingManager.accept', await accept(app, 'Outside Viewers', { assignments: given }))).toMatchObject({ status: 'accepted' });
    expect(await app.call('billingManager.accept', await accept(app, 'Outside Viewers', { quantities: { crmView: quantity - 1 } }))).toMatchObject({ status: 'accepted' });
  });
});
