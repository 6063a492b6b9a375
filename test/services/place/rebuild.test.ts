import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANN, PASSWORD, startTestCompany } from '../../support/signedInCompany.ts';
import type { TestCompany } from '../../support/signedInCompany.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash, runSql } from '../../support/testDatabase.ts';
import { accept, addCard, buy, buyCourse, lookAndTurnOn, receipts } from '../data/buying.ts';

// What a restored file gets again from the gateway's record, and that nothing in that record is paid a second time.

const HOUR = 3_600_000;
type Draft = Parameters<typeof buy>[2];
const course = (unitPrice: string): Draft => ({ products: [{ kind: 'training', description: 'Course', quantity: 1, unitPrice }] });
const forNothing: Draft = { products: [{ kind: 'training', description: 'C', quantity: 1, unitPrice: '100.00' }, { kind: 'contractAdjustment', description: 'A', quantity: 1, unitPrice: '-100.00' }] };
let company: TestCompany;
let app: TestApplication;
let record: string;

beforeEach(async () => {
  company = await startTestCompany('2026-03-30T14:00:00.000Z');
  ({ app } = company);
  record = join(app.folder, 'local-gateway.jsonl');
  await addCard(app, company.accountId);
  await buy(app, company.accountId, { quantities: { crm: 3 } });
});
afterEach(() => app.end());

const signIn = () => app.call('session.signIn', { email: ANN.email, password: PASSWORD });
const backUp = async (): Promise<string> => (await app.call('data.backUp', {})).path;
const view = (accountId = company.accountId) => app.call('billingManager.view', { accountId });

async function addBankInFront(): Promise<void> {
  const by = { accountId: company.accountId, firstName: ANN.firstName, lastName: ANN.lastName };
  await app.call('funding.add', { ...by, commandId: randomUUID(), source: { kind: 'bank', institution: 'First Bank', lastFour: '7777' } });
  const order = (await view()).fundingSources.map(({ id }) => id).toReversed();
  await app.call('funding.reorder', { ...by, commandId: randomUUID(), order });
}

async function restore(path: string): Promise<void> {
  const source = { kind: 'file', path } as const;
  const { lost } = await app.call('data.examine', { source });
  await app.call('data.restore', { source, lost: { receipts: lost.receipts, activity: lost.activity } });
}

async function wakeAfter(hours: number): Promise<void> {
  app.clock.advance(hours * HOUR);
  await app.application.wake();
  await signIn();
}

/** Starts again on the same folder, the gateway's record and the data file changed meanwhile. */
async function restartAfter(change: () => void): Promise<void> {
  await app.call('file.close', {});
  change();
  app = await app.restart();
  await app.call('file.open', { path: company.path });
  await signIn();
}

/** The gateway's record of both copies, the file that of the second: what the first one did after they were parted, and the second `meanwhile`. */
async function wentItsOwnWay(first: () => Promise<void>, meanwhile: () => Promise<void>): Promise<void> {
  const backup = await backUp();
  await first();
  const beside = join(mkdtempSync(join(tmpdir(), 'billing-desk-first-')), 'record');
  await restartAfter(() => {
    copyFileSync(backup, company.path);
    // Taken for the file itself, as where settings and record were put back with it.
    const known = Object.values((JSON.parse(readFileSync(join(app.folder, 'settings.json'), 'utf8')) as { places: Record<string, string[]> }).places)[0];
    runSql(company.path, `update last_place set stamp = '${known?.[0] ?? ''}'`);
    renameSync(record, beside);
  });
  await meanwhile();
  await restartAfter(() => writeFileSync(record, `${readFileSync(beside, 'utf8')}\n${readFileSync(record, 'utf8')}`));
}

const changeRecord = (change: (lines: string[]) => string[]): void => writeFileSync(record, change(readFileSync(record, 'utf8').split('\n')).join('\n'));

/** Payments of the record that went through, by their amounts. */
const paid = (): string[] =>
  readFileSync(record, 'utf8').split('\n').filter((line) => line.includes('"answer":"bank"') || line.includes('"answer":"approved"')).map((line) => (JSON.parse(line) as { amount: string }).amount);

test('a bill that is pending is not charged again where the file still had a payment as open that never arrived', async () => {
  await addBankInFront();
  // The gateway cannot be reached: the payment is being checked while the backup is made.
  renameSync(record, `${record}.away`);
  mkdirSync(record);
  expect(await app.call('billingManager.accept', await accept(app, company.accountId, course('100.00')))).toMatchObject({ status: 'beingChecked' });
  const backup = await backUp();
  rmdirSync(record);
  renameSync(`${record}.away`, record);
  await wakeAfter(4);
  expect((await view()).openCharge).toBeNull();
  await wakeAfter(38);
  expect((await view()).openCharge).toMatchObject({ state: 'pending', total: '150.00' });
  const before = paid();

  await restore(backup);
  // In another cycle, the bill would be paid under another id.
  await wakeAfter(4);
  expect((await lookAndTurnOn(app)).lines.map(({ what, total }) => [what, total])).toEqual([['payment', '150.00']]);
  for (let cycle = 0; cycle < 5; cycle += 1) await wakeAfter(4);
  expect(paid()).toEqual(before);
  expect((await receipts(app)).map(({ kind, total }) => [kind, total])).toEqual([['recurring', '150.00'], ['licensesAdded', '9.68']]);
  expect((await app.call('activity.page', { limit: 20 })).entries.map(({ what }) => what)).toContain('Payment of $100.00 by First Bank ending 7777 never arrived: nothing was charged');
});

describe('payments that follow one another, none of their receipts told', () => {
  let backup: string;
  beforeEach(async () => {
    await addBankInFront();
    expect(await app.call('billingManager.accept', await accept(app, company.accountId, course('100.00')))).toMatchObject({ status: 'pending' });
    backup = await backUp();
  });

  async function buyTwice(): Promise<void> {
    for (const unitPrice of ['11.00', '22.00']) {
      const { fundingSources } = await view();
      const wish = await accept(app, company.accountId, course(unitPrice));
      expect(await app.call('billingManager.accept', { ...wish, fundingSourceId: fundingSources[1]?.id })).toMatchObject({ status: 'accepted' });
    }
  }
  const forgetReceipts = (lines: string[]): string[] => lines.filter((line) => !/"number":[234]/.test(line));

  test('are all entered, whichever of them the file had as open', async () => {
    await wakeAfter(12);
    await buyTwice();
    const before = paid();
    await restartAfter(() => {
      changeRecord(forgetReceipts);
      copyFileSync(backup, company.path);
    });
    const { lines } = await lookAndTurnOn(app);
    expect(lines.map(({ what, total }) => [what, total])).toEqual([['settles', '100.00'], ['payment', '11.00'], ['payment', '22.00']]);
    expect((await receipts(app)).map(({ number, total }) => [number, total])).toEqual([[4, '22.00'], [3, '11.00'], [2, '100.00'], [1, '9.68']]);
    expect(paid()).toEqual(before);
  });

  test('wait for one that is pending: until it is settled, charging stays off', async () => {
    await wakeAfter(12);
    await buyTwice();
    const before = paid();
    const now = app.clock.now();
    await restartAfter(() => {
      // The bank took longer.
      changeRecord((lines) => forgetReceipts(lines).map((line) => line.replace(/"at":\d+(?=.*"answer":"bank")/, `"at":${now}`)));
      copyFileSync(backup, company.path);
    });
    const { count } = await app.call('data.differences', {});
    expect(count).toBe(2);
    const unchanged = contentHash(company.path);
    expect(await app.refused('data.turnOn', { seen: count })).toMatchObject({ code: 'CHARGE_OPEN', message: expect.stringContaining('Automatic charging stays off') });
    expect(contentHash(company.path)).toBe(unchanged);
    expect((await app.call('charging.state', {})).stopped).toMatchObject({ reason: 'held' });
    await wakeAfter(12);
    await lookAndTurnOn(app);
    expect((await receipts(app)).map(({ total }) => total)).toEqual(['22.00', '11.00', '100.00', '9.68']);
    expect(paid()).toEqual(before);
  });
});

describe('quantities follow from the record', () => {
  const crm = async () => {
    const license = (await view()).licenses.find(({ type }) => type === 'crm');
    return { quantity: license?.quantity, scheduledQuantity: license?.scheduledQuantity };
  };
  const periods = async () => (await receipts(app)).map(({ kind, periodStart, total }) => `${kind} ${periodStart} ${total}`).reverse();

  test('licenses bought after a billing date without a bill are not billed for it', async () => {
    await buy(app, company.accountId, { quantities: { crm: 0 } });
    const backup = await backUp();
    // The billing date: nothing is held any more, so there is no bill.
    await wakeAfter(4);
    await wakeAfter(38);
    await buy(app, company.accountId, { quantities: { crm: 2 } });
    const before = await periods();
    expect(before.at(-1)).toMatch(/^licensesAdded/);
    expect(before.filter((each) => each.startsWith('recurring'))).toEqual([]);
    const { nextBillingDate } = (await view()).account;
    await restore(backup);
    await lookAndTurnOn(app);
    await wakeAfter(4);
    expect(await periods()).toEqual(before);
    expect((await view()).account.nextBillingDate).toBe(nextBillingDate);
    expect(await crm()).toEqual({ quantity: 2, scheduledQuantity: null });
  });

  test('licenses bought for nothing come back with their receipt', async () => {
    const backup = await backUp();
    const { chargedNow } = await app.call('billingManager.preview', { accountId: company.accountId, draft: { quantities: { fax: 2 } } });
    await buy(app, company.accountId, { quantities: { fax: 2 }, products: [{ kind: 'contractAdjustment', description: 'Goodwill', quantity: 1, unitPrice: `-${chargedNow.total}` }] });
    const before = await periods();
    expect(before.at(-1)).toMatch(/ 0\.00$/);
    await restore(backup);
    await lookAndTurnOn(app);
    expect(await periods()).toEqual(before);
    expect((await view()).licenses.find(({ type }) => type === 'fax')).toMatchObject({ quantity: 2 });
    const { entries } = await app.call('activity.page', { limit: 20 });
    expect(entries.map(({ what }) => what)).toContain("Rebuilt from the gateway's record: Bought Fax and Contract adjustment, receipt 000002");
  });

  test('a cut that the backup did not know, and that a bill was paid after, holds', async () => {
    const backup = await backUp();
    await buy(app, company.accountId, { quantities: { crm: 1 } });
    await wakeAfter(4);
    await wakeAfter(38);
    expect(await crm()).toEqual({ quantity: 1, scheduledQuantity: null });
    const before = await periods();
    await restore(backup);
    await lookAndTurnOn(app);
    await wakeAfter(4);
    expect(await periods()).toEqual(before);
    expect(await crm()).toEqual({ quantity: 1, scheduledQuantity: null });
    const { entries } = await app.call('activity.page', { limit: 20 });
    expect(entries.flatMap(({ changes }) => changes)).toContainEqual({ label: 'CRM', before: '3', after: '1' });
  });
});

test('a bill of zero that an Accept runs is told to the gateway at once', async () => {
  const numbersTold = (): number[] => readFileSync(record, 'utf8').split('\n').filter((line) => line.includes('"hash"')).map((line) => (JSON.parse(line) as { number: number }).number);
  const { revision } = (await view()).account;
  await app.call('prices.setContract', { accountId: company.accountId, revision, type: 'crm', contractPrice: '0.00', minimum: 0 });
  // The day of the bill, before the charge cycle that would run it.
  app.clock.set('2026-04-01T07:00:00.000Z');
  await signIn();
  // The account is another one then, so the draft is not accepted; the bill is run.
  expect(await app.refused('billingManager.accept', await accept(app, company.accountId, { quantities: { crm: 2 } }))).toMatchObject({ code: 'CHANGED_SINCE_OPENED' });
  expect((await receipts(app))[0]).toMatchObject({ number: 2, kind: 'recurring', total: '0.00' });
  expect(numbersTold()).toEqual([1, 2]);
});

test('turned on twice at once, receipts with a total of zero are rebuilt once', async () => {
  const backup = await backUp();
  for (let time = 0; time < 2; time += 1) await buy(app, company.accountId, forNothing);
  await app.application.wake();
  const before = await receipts(app);
  await restore(backup);
  const { count } = await app.call('data.differences', {});
  expect(await Promise.all([1, 2].map(() => app.call('data.turnOn', { seen: count })))).toEqual([{ rebuilt: 2 }, { rebuilt: 2 }]);
  expect(await receipts(app)).toEqual(before);
});

describe('a copy that went its own way', () => {
  const bought = (drafts: readonly Draft[], meanwhile: () => Promise<void>): Promise<void> =>
    wentItsOwnWay(async () => {
      for (const draft of drafts) await buy(app, company.accountId, draft);
    }, meanwhile);
  const crm = async () => {
    const found = (await view()).licenses.find(({ type }) => type === 'crm');
    return found === undefined ? null : [found.quantity, found.paidThisPeriod, found.scheduledQuantity];
  };

  test('a bill whose number is taken keeps the quantities of its period, also where what was bought after it comes first', async () => {
    await buy(app, company.accountId, { quantities: { inbound: 2, fax: 4 } });
    const start = app.clock.now();
    await wentItsOwnWay(
      async () => {
        // The bill of 1 April is receipt 3.
        await wakeAfter(42);
        await buy(app, company.accountId, { quantities: { crm: 5 } });
        app.clock.set(new Date(start).toISOString());
      },
      async () => {
        await buyCourse(app, company.accountId, '22.00');
        app.clock.advance(43 * HOUR);
      },
    );
    expect((await lookAndTurnOn(app)).lines.map(({ what, kind }) => [what, kind])).toEqual([['receipt', 'licensesAdded'], ['renumbered', 'recurring']]);
    const { licenses, account, monthly, owed } = await view();
    expect(licenses.filter(({ quantity }) => quantity > 0).map(({ type, quantity }) => [type, quantity])).toEqual([['crm', 5], ['inbound', 2], ['fax', 4]]);
    expect({ next: account.nextBillingDate, monthly, owed }).toEqual({ next: '2026-05-01', monthly: '430.00', owed: [] });
    const before = paid();
    for (let cycle = 0; cycle < 3; cycle += 1) await wakeAfter(4);
    expect(paid()).toEqual(before);
  });

  test('what both bought under numbers of their own is added up, also where no number is taken', async () => {
    await wentItsOwnWay(
      async () => {
        await buyCourse(app, company.accountId, '11.00');
        await buy(app, company.accountId, { quantities: { crm: 5 } });
      },
      () => buy(app, company.accountId, { quantities: { crm: 8 } }),
    );
    // Receipt 3 has its number still.
    expect((await lookAndTurnOn(app)).lines.map(({ what, total }) => [what, total])).toEqual([['receipt', '6.45'], ['renumbered', '11.00']]);
    expect((await view()).licenses.find(({ type }) => type === 'crm')).toMatchObject({ quantity: 10, paidThisPeriod: 10 });
  });

  test('a payment of the other one that is still pending comes on top, too', async () => {
    await addBankInFront();
    await wentItsOwnWay(
      async () => {
        expect(await app.call('billingManager.accept', await accept(app, company.accountId, { quantities: { crm: 5 } }))).toMatchObject({ status: 'pending' });
      },
      async () => {
        const cardId = (await view()).fundingSources.find(({ label }) => label.includes('4242'))?.id ?? 0;
        await app.call('billingManager.accept', { ...(await accept(app, company.accountId, { quantities: { crm: 8 } })), fundingSourceId: cardId });
      },
    );
    await lookAndTurnOn(app);
    for (let cycle = 0; cycle < 4; cycle += 1) await wakeAfter(4);
    expect((await view()).licenses.find(({ type }) => type === 'crm')).toMatchObject({ quantity: 10, paidThisPeriod: 10 });
  });

  test('what the other one bought comes on top of what this one has', async () => {
    await bought([{ quantities: { crm: 5 } }], async () => {
      await buyCourse(app, company.accountId, '22.00');
      await buy(app, company.accountId, { quantities: { crm: 4 } });
      await buy(app, company.accountId, { quantities: { crm: 3 } });
    });
    expect((await lookAndTurnOn(app)).lines.map(({ what, receiptNumber }) => [what, receiptNumber])).toEqual([['renumbered', 2]]);
    expect((await receipts(app)).map(({ number, total }) => [number, total])).toEqual([[4, '6.45'], [3, '3.23'], [2, '22.00'], [1, '9.68']]);
    // Two units on top of four; the cut of one stays a cut of one.
    expect(await crm()).toEqual([6, 6, 5]);
    expect((await app.call('activity.page', { limit: 5 })).entries).toContainEqual(expect.objectContaining({ changes: [{ label: 'CRM', before: '4', after: '6' }] }));
  });

  test('a receipt of zero is rebuilt once, also where the file is put back once more', async () => {
    await bought([forNothing, course('11.00')], async () => {
      app.clock.advance(60_000);
      await buyCourse(app, company.accountId, '22.00');
    });
    expect((await lookAndTurnOn(app)).lines.map(({ what, total }) => [what, total])).toEqual([['receipt', '11.00'], ['renumbered', '0.00']]);
    const before = await receipts(app);
    expect(before.map(({ number, total }) => [number, total])).toEqual([[4, '0.00'], [3, '11.00'], [2, '22.00'], [1, '9.68']]);
    await restore(await backUp());
    expect((await lookAndTurnOn(app)).count).toBe(0);
    expect(await receipts(app)).toEqual(before);
  });

  test('licenses for a period that is over here come back as a receipt alone, and the list says so', async () => {
    await bought([{ quantities: { crm: 5 } }], async () => {
      await wakeAfter(42);
    });
    expect((await lookAndTurnOn(app)).lines.map(({ what, receiptNumber }) => [what, receiptNumber])).toEqual([['receiptAlone', 2]]);
    expect((await receipts(app)).map(({ number, kind, total }) => [number, kind, total])).toEqual([[2, 'recurring', '150.00'], [3, 'licensesAdded', '6.45'], [1, 'licensesAdded', '9.68']]);
    expect(await crm()).toEqual([3, 3, null]);
  });
});

describe('an account that was added after the backup', () => {
  const add = async (name: string): Promise<number> => (await app.call('accounts.add', { commandId: randomUUID(), name, billingDay: 1 })).accountId;
  const summary = async () => (await app.call('summary.accounts', {})).accounts.map(({ name, monthly, nextBillingDate }) => [name, monthly, nextBillingDate]);

  test('comes back with its receipts and bills, and is not taken for one that was added since', async () => {
    const backup = await backUp();
    const remote = await add('Remote Office');
    await addCard(app, remote, '0119');
    await buy(app, remote, { quantities: { crm: 2 } });
    await buy(app, remote, forNothing);
    // The bills of 1 April, of both accounts.
    await wakeAfter(46);
    const made = (await receipts(app)).map(({ number, accountName, kind, total }) => [number, accountName, kind, total]);
    expect(made).toHaveLength(5);
    const accounts = await summary();
    const before = paid();

    await restore(backup);
    expect((await summary()).map(([name]) => name)).toEqual(['Main account']);
    const { lines } = await app.call('data.differences', {});
    expect(lines.filter(({ accountName }) => accountName === 'Remote Office')).toHaveLength(3);
    await lookAndTurnOn(app);
    expect((await receipts(app)).map(({ number, accountName, kind, total }) => [number, accountName, kind, total])).toEqual(made);
    expect(await summary()).toEqual(accounts);
    expect((await view(remote)).licenses.find(({ type }) => type === 'crm')).toMatchObject({ quantity: 2 });
    for (let cycle = 0; cycle < 3; cycle += 1) await wakeAfter(4);
    expect(paid()).toEqual(before);
  });

  test('comes back with the name and billing day that it was given after the backup', async () => {
    const remote = await add('Remote Office');
    const backup = await backUp();
    await app.call('accounts.change', { accountId: remote, name: 'Branch', billingDay: 20 });
    await addCard(app, remote, '0119');
    await buy(app, remote, { quantities: { crm: 2 } });
    const accounts = await summary();
    const made = await receipts(app);
    await restore(backup);
    expect((await summary()).map(([name]) => name)).toEqual(['Main account', 'Remote Office']);
    await lookAndTurnOn(app);
    expect(await summary()).toEqual(accounts);
    expect(await receipts(app)).toEqual(made);
    expect((await app.call('activity.page', { limit: 5 })).entries.find(({ what }) => what === "Rebuilt from the gateway's record: the billing account Branch")?.changes).toContainEqual({ label: 'Billing day', before: '1', after: '20' });
  });

  test('has a name of its own where another was given its name since, and its own id', async () => {
    const backup = await backUp();
    const remote = await add('Remote Office');
    await addCard(app, remote, '0119');
    await buy(app, remote, { quantities: { crm: 2 } });
    await restore(backup);
    expect(await add('Remote Office')).not.toBe(remote);
    await lookAndTurnOn(app);
    expect((await summary()).map(([name, monthly]) => [name, monthly])).toEqual([['Main account', '150.00'], ['Remote Office', '0.00'], ['Remote Office 2', '100.00']]);
    expect((await view(remote)).account.name).toBe('Remote Office 2');
  });

  test('keeps what it bought where the file went its own way meanwhile', async () => {
    let remote = 0;
    await wentItsOwnWay(
      async () => {
        remote = await add('Remote Office');
        await addCard(app, remote, '0119');
        await buy(app, remote, { quantities: { crm: 2 } });
      },
      () => buyCourse(app, company.accountId, '22.00'),
    );
    expect((await lookAndTurnOn(app)).lines.map(({ what, accountName }) => [what, accountName])).toEqual([['renumbered', 'Remote Office']]);
    expect((await view(remote)).licenses.find(({ type }) => type === 'crm')).toMatchObject({ quantity: 2, paidThisPeriod: 2 });
    expect((await receipts(app)).map(({ number, accountName }) => [number, accountName])).toEqual([[3, 'Remote Office'], [2, 'Main account'], [1, 'Main account']]);
  });
});

test('a company that was made while the clock was ahead: its prices hold, and what it lacks after a restore is rebuilt', async () => {
  app.clock.set('2026-03-01T15:00:00.000Z');
  await app.application.wake();
  await signIn();
  const { total } = await app.call('charging.state', {});
  await app.call('charging.resume', { reason: 'clockSetBack', total });
  expect((await view()).licenses[0]).toMatchObject({ unitPrice: '50.00' });
  expect((await app.call('minutes.view', { accountId: company.accountId })).rate).toBe('0.02');
  const backup = await backUp();
  await buy(app, company.accountId, { quantities: { crm: 5 } });
  const before = await receipts(app);
  await restore(backup);
  await lookAndTurnOn(app);
  expect(await receipts(app)).toEqual(before);
  expect((await view()).licenses[0]).toMatchObject({ quantity: 5 });
});
