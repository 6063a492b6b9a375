import { afterEach, describe, expect, test } from 'vitest';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { lookAndTurnOn } from '../data/buying.ts';
import { accept, bank, bills, card, HOUR, nextCycle, payOnlyWith, rows, runUntil, viewOf } from './billing.ts';

let app: TestApplication;
afterEach(() => app.end());

const hash = () => contentHash(`${app.folder}/demonstration.billing`);
const recurringOf = async (name: Parameters<typeof bills>[1], from: string) =>
  (await bills(app, name)).filter(({ date }) => date >= from).reverse().map(({ date, periodStart, periodEnd, total }) => ({ date, periodStart, periodEnd, total }));

async function away(hours: number): Promise<void> {
  await app.application.close();
  const later = new Date(app.clock.now() + hours * HOUR).toISOString();
  app = await startTestApplication(later, { demo: true, dataFile: null }, app.folder);
}

describe('the application was closed', () => {
  test('for less than two days: a missed date is run at the start, dated today', async () => {
    app = await startTestApplication('2026-03-31T18:00:00.000Z');
    await away(47);
    expect((await app.call('charging.state', {})).stopped).toBeNull();
    expect(await recurringOf('Headquarters', '2026-04-01')).toMatchObject([{ date: '2026-04-02', periodStart: '2026-04-01', periodEnd: '2026-04-30' }]);
  });

  test('for more: it asks once, lists every charge it would make, and charges nothing until answered', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    const before = await bills(app, 'Headquarters');
    await away(49 * 24);
    const asked = await app.call('charging.state', {});
    expect(asked.stopped).toEqual({ reason: 'away', moment: '2026-03-15T18:00:00.000Z' });
    expect(asked.charges.map(({ accountName, billingDate }) => `${accountName} ${billingDate}`)).toEqual([
      'Headquarters 2026-04-01',
      'Headquarters 2026-05-01',
      'Outside Viewers 2026-03-31',
      'Outside Viewers 2026-04-30',
      'Remote Office 2026-04-15',
    ]);
    expect(await bills(app, 'Headquarters')).toEqual(before);
    const held = hash();
    await app.application.wake();
    expect(hash()).toBe(held);
    const { attention } = await app.call('summary.accounts', {});
    expect(attention[0]).toMatchObject({ id: 'chargingStopped', severity: 'urgent', target: { to: 'waitingCharges' } });

    await app.call('charging.resume', { reason: 'away', total: asked.total });
    expect((await app.call('charging.state', {})).stopped).toBeNull();
    const charged = asked.charges.filter(({ accountName }) => accountName === 'Headquarters');
    expect(await recurringOf('Headquarters', '2026-05-03')).toEqual(charged.map(({ periodStart, periodEnd, total }) => ({ date: '2026-05-03', periodStart, periodEnd, total })));
    expect((await app.call('activity.page', { limit: 200 })).entries.some(({ who, what }) => who === 'Alice Brown' && what.startsWith('Let automatic charging go on'))).toBe(true);
    await app.application.wake();
    await away(1);
    expect((await app.call('charging.state', {})).stopped).toBeNull();
  });

  test('each date is billed at the prices, the storage and the users of that date, whatever came later', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    await app.call('storage.record', { day: '2026-03-15', usedMb: 1751 });
    await app.call('prices.add', { item: 'crm', effectiveFrom: '2026-04-20', unitPrice: '60.00' });
    await away(49 * 24);
    await app.call('storage.record', { day: '2026-04-10', usedMb: 1750 });
    const { total } = await app.call('charging.state', {});
    await app.call('charging.resume', { reason: 'away', total });
    const made = (await bills(app, 'Headquarters')).filter(({ date }) => date === '2026-05-03').reverse();
    const lineOf = (index: number, product: string) => made[index]?.lines.find((line) => line.product === product);
    expect(lineOf(0, 'crm')?.unitPrice).toBe('50.00');
    expect(lineOf(1, 'crm')?.unitPrice).toBe('60.00');
    expect(lineOf(0, 'storage')).toMatchObject({ quantity: 1, amount: '30.00' });
    expect(lineOf(1, 'storage')).toBeUndefined();
  });

  test('a storage figure of the missed date itself counts for its bill', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    await app.call('storage.record', { day: '2026-03-15', usedMb: 1000 });
    await away(20 * 24);
    await app.call('storage.record', { day: '2026-04-01', usedMb: 3000 });
    const { total } = await app.call('charging.state', {});
    await app.call('charging.resume', { reason: 'away', total });
    const [bill] = (await bills(app, 'Headquarters')).filter(({ periodStart }) => periodStart === '2026-04-01');
    expect(bill?.lines.find(({ product }) => product === 'storage')).toMatchObject({ quantity: 2, amount: '60.00' });
  });

  test('where licenses wait for their payment, the bill is listed as it will be with them', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    await payOnlyWith(app, 'Headquarters', [bank('6789')]);
    // 31 March in Denver: it asks, and no date of Headquarters is reached.
    await away(16 * 24 + 7);
    const crm = (await viewOf(app, 'Headquarters')).licenses.find(({ type }) => type === 'crm')?.quantity ?? 0;
    expect(await app.call('billingManager.accept', await accept(app, 'Headquarters', { quantities: { crm: crm + 3 }, assignments: [], products: [] }))).toMatchObject({ status: 'pending' });
    app.clock.set('2026-04-01T08:30:00.000Z');
    await app.application.wake();
    const { charges, total } = await app.call('charging.state', {});
    const [listed] = charges.filter(({ accountName }) => accountName === 'Headquarters');
    expect(listed).toMatchObject({ billingDate: '2026-04-01', afterPayment: true });
    await app.call('charging.resume', { reason: 'away', total });
    await nextCycle(app, 2);
    await nextCycle(app, 4);
    expect((await bills(app, 'Headquarters')).filter(({ periodStart }) => periodStart === '2026-04-01').map((bill) => bill.total)).toEqual([listed?.total]);
  });

  test('a date that is reached while it asks is billed with the users of that date', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    await app.call('storage.record', { day: '2026-03-15', usedMb: 1750 });
    // It asks from 20 March on; no date of Headquarters was missed yet.
    await away(5 * 24);
    const { holders } = await viewOf(app, 'Remote Office');
    const leave = (from: number, to: number) => app.call('users.setActive', { userIds: holders.slice(from, to).map(({ userId }) => userId), active: false });
    await leave(0, 2);
    await runUntil(app, '2026-04-02T18:00:00.000Z');
    // Those who leave after it count for it still.
    await leave(2, 30);
    const { total } = await app.call('charging.state', {});
    await app.call('charging.resume', { reason: 'away', total });
    const [bill] = (await bills(app, 'Headquarters')).filter(({ periodStart }) => periodStart === '2026-04-01');
    expect(bill?.lines.find(({ product }) => product === 'storage')).toMatchObject({ quantity: 1, amount: '30.00' });
    expect(bill?.lines.find(({ product }) => product === 'storage')?.explanation?.inputs).toContainEqual({ label: 'Active users', value: '33' });
  });

  test('users who leave while a restored file is not looked at yet still count for the dates that were missed', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    await app.call('storage.record', { day: '2026-03-15', usedMb: 1750 });
    const { path } = await app.call('data.backUp', {});
    const source = { kind: 'file' as const, path };
    const { lost } = await app.call('data.examine', { source });
    await app.call('data.restore', { source, lost: { receipts: lost.receipts, activity: lost.activity } });
    await away(30 * 24);
    expect((await app.call('charging.state', {})).stopped?.reason).toBe('held');
    const { holders } = await viewOf(app, 'Remote Office');
    await app.call('users.setActive', { userIds: holders.slice(0, 2).map(({ userId }) => userId), active: false });
    await lookAndTurnOn(app);
    const { total } = await app.call('charging.state', {});
    await app.call('charging.resume', { reason: 'away', total });
    const [bill] = (await bills(app, 'Headquarters')).filter(({ periodStart }) => periodStart === '2026-04-01');
    // 1,750 MB are free with 35 users.
    expect(bill?.lines.some(({ product }) => product === 'storage')).toBe(false);
  });

  test('users who leave while it asks still count for the dates that were missed', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    await app.call('storage.record', { day: '2026-03-15', usedMb: 1750 });
    await away(30 * 24);
    const { holders } = await viewOf(app, 'Remote Office');
    await app.call('users.setActive', { userIds: holders.slice(0, 2).map(({ userId }) => userId), active: false });
    const { total } = await app.call('charging.state', {});
    await app.call('charging.resume', { reason: 'away', total });
    const [bill] = (await bills(app, 'Headquarters')).filter(({ date }) => date === '2026-04-14');
    expect(bill?.lines.some(({ product }) => product === 'storage')).toBe(false);
  });

  test('month ends and the leap day keep the billing day', async () => {
    app = await startTestApplication('2028-01-30T18:00:00.000Z');
    await away(70 * 24);
    const { charges } = await app.call('charging.state', {});
    expect(charges.filter(({ accountName }) => accountName === 'Outside Viewers').map(({ billingDate, periodEnd }) => [billingDate, periodEnd])).toEqual([
      ['2028-01-31', '2028-02-28'],
      ['2028-02-29', '2028-03-30'],
      ['2028-03-31', '2028-04-29'],
    ]);
  });

  test('an Accept on an account whose date waits is refused, on another it is not', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    await away(20 * 24);
    const before = hash();
    expect(await app.refused('billingManager.accept', await accept(app, 'Headquarters', { quantities: { fax: 3 } }))).toMatchObject({ code: 'CHARGES_WAIT', path: '' });
    expect(hash()).toBe(before);
    expect(await app.call('billingManager.accept', await accept(app, 'Remote Office', { products: [{ kind: 'training', description: '', quantity: 1, unitPrice: '5.00' }] }))).toMatchObject({ status: 'accepted' });
  });

  test('an answer to another list than the one shown is refused, and to no question', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    expect(await app.refused('charging.resume', { reason: 'away', total: '0.00' })).toMatchObject({ code: 'NOTHING_TO_ACCEPT', path: '/reason' });
    await away(20 * 24);
    const before = hash();
    expect(await app.refused('charging.resume', { reason: 'away', total: '1.00' })).toMatchObject({ code: 'CHANGED_SINCE_OPENED', path: '/total' });
    expect(await app.refused('charging.resume', { reason: 'clockSetBack', total: '1.00' })).toMatchObject({ code: 'NOTHING_TO_ACCEPT' });
    expect(await app.refused('charging.resume', { reason: 'tomorrow', total: '1.00' })).toMatchObject({ code: 'BAD_INPUT', path: '/reason' });
    expect(hash()).toBe(before);
  });
});

describe('a clock that is wrong', () => {
  test('set back: nothing is charged until time has caught up', async () => {
    app = await startTestApplication('2026-03-31T18:00:00.000Z');
    await runUntil(app, '2026-04-01T18:00:00.000Z');
    const made = await recurringOf('Headquarters', '2026-04-01');
    expect(made).toHaveLength(1);
    await away(-48);
    expect((await app.call('charging.state', {})).stopped).toMatchObject({ reason: 'clockSetBack', moment: '2026-04-01T18:00:00.000Z' });
    await runUntil(app, '2026-04-01T14:00:00.000Z');
    expect((await app.call('charging.state', {})).stopped).not.toBeNull();
    await runUntil(app, '2026-04-01T18:00:00.000Z');
    expect((await app.call('charging.state', {})).stopped).toBeNull();
    expect(await recurringOf('Headquarters', '2026-04-01')).toEqual(made);
  });

  test('set back and confirmed: charging goes on, and what was billed is not billed again', async () => {
    app = await startTestApplication('2026-03-31T18:00:00.000Z');
    await runUntil(app, '2026-04-01T18:00:00.000Z');
    const made = await bills(app, 'Headquarters');
    await away(-48);
    await app.call('charging.resume', { reason: 'clockSetBack', total: (await app.call('charging.state', {})).total });
    expect((await app.call('charging.state', {})).stopped).toBeNull();
    await runUntil(app, '2026-04-02T18:00:00.000Z');
    expect(await bills(app, 'Headquarters')).toEqual(made);
    expect(rows(app, 'select account_id, billing_date, count(*) n from bills group by 1, 2 having n > 1')).toEqual([]);
  });

  test('set back over a billing date: licenses are bought for the period that is paid for, all of it', async () => {
    app = await startTestApplication('2026-03-31T18:00:00.000Z');
    await runUntil(app, '2026-04-01T18:00:00.000Z');
    await away(-48);
    const { licenses } = await viewOf(app, 'Headquarters');
    const crm = licenses.find(({ type }) => type === 'crm');
    const input = await accept(app, 'Headquarters', { quantities: { crm: (crm?.quantity ?? 0) + 10 }, assignments: [], products: [] });
    expect(await app.call('billingManager.accept', input)).toMatchObject({ status: 'accepted', total: '500.00' });
    const { receipts } = await app.call('receipts.page', { filter: { kind: 'licensesAdded' }, limit: 1 });
    expect(receipts).toMatchObject([{ date: '2026-03-30', periodStart: '2026-04-01', periodEnd: '2026-04-30', lines: [{ product: 'crm', quantity: 10, amount: '500.00' }] }]);
  });

  describe('ahead, answered all the same, and put right', () => {
    const confirm = async (): Promise<void> => {
      const { stopped, total } = await app.call('charging.state', {});
      if (stopped !== null && stopped.reason !== 'held') await app.call('charging.resume', { reason: stopped.reason, total });
    };
    const declined = (kind: string) => rows(app, `select 1 from charges where kind = '${kind}' and state = 'declined'`).length;

    test('a bill that was declined meanwhile is tried 1, 2 and 4 cycles later by the clock as it is', async () => {
      app = await startTestApplication('2026-03-30T18:00:00.000Z');
      await payOnlyWith(app, 'Outside Viewers', [card('0002')]);
      await away(30 * 24);
      await confirm();
      expect((await viewOf(app, 'Outside Viewers')).owed[0]).toMatchObject({ billingDate: '2026-03-31', state: 'waiting' });
      const before = declined('recurring');
      await away(-30 * 24 + 1);
      await confirm();
      for (let cycle = 0; cycle < 8; cycle += 1) await nextCycle(app);
      expect(declined('recurring')).toBe(before + 3);
      expect((await viewOf(app, 'Outside Viewers')).owed[0]).toMatchObject({ state: 'paused' });
    });

    test('so is a recharge', async () => {
      app = await startTestApplication('2026-03-17T18:00:00.000Z');
      await payOnlyWith(app, 'Remote Office', [card('0002')]);
      const { account } = await viewOf(app, 'Remote Office');
      await away(20 * 24);
      await confirm();
      const { balance } = await app.call('minutes.view', { accountId: account.id });
      await app.call('minutes.adjust', { commandId: crypto.randomUUID(), accountId: account.id, amount: `-${balance}`, note: 'A slip' });
      for (let cycle = 0; cycle < 2; cycle += 1) await nextCycle(app);
      const before = declined('automaticRecharge');
      expect(before).toBeGreaterThan(0);
      await away(-20 * 24);
      await confirm();
      for (let cycle = 0; cycle < 8; cycle += 1) await nextCycle(app);
      expect(declined('automaticRecharge')).toBeGreaterThan(before);
    });

    test('a bank payment that was sent meanwhile is settled, and keeps nothing waiting', async () => {
      app = await startTestApplication('2026-03-17T18:00:00.000Z');
      await payOnlyWith(app, 'Outside Viewers', [bank('6789')]);
      await away(30 * 24);
      await confirm();
      expect((await viewOf(app, 'Outside Viewers')).openCharge).not.toBeNull();
      await away(-30 * 24 + 1);
      await confirm();
      await nextCycle(app);
      expect((await viewOf(app, 'Outside Viewers')).openCharge).toBeNull();
    });
  });

  test('a year ahead: nothing is charged, and once it is put right nothing was lost', async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z');
    const before = await bills(app, 'Headquarters');
    await away(365 * 24);
    expect((await app.call('charging.state', {})).charges.length).toBeGreaterThan(30);
    await away(-365 * 24 + 1);
    expect((await app.call('charging.state', {})).stopped).toBeNull();
    expect(await bills(app, 'Headquarters')).toEqual(before);
    expect((await viewOf(app, 'Headquarters')).account.nextBillingDate).toBe('2026-04-01');
  });
});
