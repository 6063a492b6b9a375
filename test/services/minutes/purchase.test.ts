import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../shared/contracts/index.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';

const MOMENT = '2026-03-15T18:00:00.000Z';
let app: TestApplication;
beforeEach(async () => {
  app = await startTestApplication(MOMENT);
});
afterEach(() => app.end());

async function account(name = 'Headquarters') {
  const { accounts } = await app.call('summary.accounts', {});
  const found = accounts.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no ${name}`);
  return found.id;
}

type Wish = Input<'minutes.purchase'>;
async function wish(over: Partial<Wish> = {}, source?: string): Promise<Wish> {
  const accountId = await account();
  const { choices, revision } = await app.call('minutes.view', { accountId });
  const { fundingSources } = await app.call('billingManager.view', { accountId });
  const chosen = source === undefined ? fundingSources[0] : fundingSources.find(({ label }) => label.endsWith(source));
  return {
    commandId: randomUUID(),
    accountId,
    amount: '50.00',
    choices,
    revision,
    ...(chosen === undefined ? {} : { fundingSourceId: chosen.id }),
    firstName: 'alice ',
    lastName: 'BROWN',
    ...over,
  };
}

const balance = async (): Promise<string> => (await app.call('minutes.view', { accountId: await account() })).balance;
const cents = (text: string): number => Math.round(Number(text) * 100);
const file = (): string => contentHash(`${app.folder}/demonstration.billing`);
const newest = async () => {
  const { receipts } = await app.call('receipts.page', { filter: {}, limit: 1 });
  const [receipt] = receipts;
  if (receipt === undefined) throw new Error('There is no receipt');
  return receipt;
};

describe('Purchase Minutes', () => {
  test('charges what the preview shows and adds it to the balance, on one receipt', async () => {
    const before = await balance();
    const input = await wish();
    const preview = await app.call('minutes.preview', { accountId: input.accountId, amount: '50.00', choices: input.choices });
    expect(preview.chargedNow).toMatchObject({ total: '50.00', lines: [{ product: 'minutes', amount: '50.00', description: '2,500 minutes at $0.02' }] });
    expect(preview.problems).toEqual([]);

    const outcome = await app.call('minutes.purchase', input);

    const receipt = await newest();
    expect(outcome).toEqual({ status: 'accepted', receiptNumber: receipt.number, total: '50.00' });
    expect(receipt).toMatchObject({ kind: 'minutes', total: '50.00', authorisedBy: 'Alice Brown' });
    expect(receipt.lines).toEqual(preview.chargedNow.lines);
    expect(await balance()).toBe(preview.balanceAfter);
    expect(cents(await balance())).toBe(cents(before) + 5000);
    const { entries } = await app.call('minutes.ledger', { accountId: input.accountId, kind: 'purchase', limit: 1 });
    expect(entries[0]).toMatchObject({ kind: 'purchase', amount: '50.00', receiptNumber: receipt.number, note: 'Purchased' });
    const activity = await app.call('activity.page', { limit: 1 });
    expect(activity.entries[0]).toMatchObject({ who: 'Alice Brown', changes: [{ label: 'Dialer minutes', before: null, after: '$50.00' }] });
  });

  test('changes automatic recharge without buying: no charge, no receipt', async () => {
    const receipt = await newest();
    const input = await wish({ amount: null });
    const choices = { ...input.choices, autoRecharge: !input.choices.autoRecharge, reserveDays: 5, leastReserve: '20.00' };
    expect(await app.call('minutes.purchase', { ...input, choices })).toEqual({ status: 'accepted', receiptNumber: null, total: '0.00' });
    const view = await app.call('minutes.view', { accountId: input.accountId });
    expect(view.choices).toEqual(choices);
    expect(view.revision).toBe(input.revision + 1);
    expect(await newest()).toEqual(receipt);
    const { entries } = await app.call('activity.page', { limit: 1 });
    expect(entries[0]?.what).toBe('Changed automatic recharge');
    expect(entries[0]?.changes.map(({ label }) => label)).toEqual(['Automatic recharge', 'Reserve', 'Least reserve']);
  });

  test('shows X and Y as they would be, by the rule: 14 days are twice 7, floors count after rounding', async () => {
    const { accountId, choices } = await wish();
    const ask = async (over: Partial<typeof choices>) => (await app.call('minutes.preview', { accountId, amount: null, choices: { ...choices, ...over } })).amounts;
    const seven = await ask({ reserveDays: 7, rechargeDays: 7 });
    expect(seven.reserve).toBe(seven.amount);
    expect((await ask({ reserveDays: 0 })).reserve).toBe('0.00');
    expect((await ask({ leastReserve: '9999.99', leastRecharge: '12345.67' }))).toMatchObject({ reserve: '9999.99', amount: '12345.67' });
    expect(seven.reserveExplanation.calculation).toContain('× 7 ÷ 30');
  });

  test('a declined source changes nothing, neither balance nor settings', async () => {
    const before = await balance();
    const input = await wish({}, '0002');
    const choices = { ...input.choices, reserveDays: 3 };
    expect(await app.call('minutes.purchase', { ...input, choices })).toMatchObject({ status: 'declined' });
    const view = await app.call('minutes.view', { accountId: input.accountId });
    expect(view.balance).toBe(before);
    expect(view.choices).toEqual(input.choices);
  });

  test('repeated with its command id it answers the same and buys nothing again, at once and after a restart', async () => {
    const input = await wish();
    const [first, second] = await Promise.all([app.call('minutes.purchase', input), app.call('minutes.purchase', input)]);
    expect(second).toEqual(first);
    const after = await balance();
    app = await app.restart();
    expect(await app.call('minutes.purchase', input)).toEqual(first);
    expect(await balance()).toBe(after);
    expect(await app.refused('minutes.purchase', { ...input, amount: '51.00' })).toMatchObject({ code: 'COMMAND_REUSED' });
  });

  test('no answer: the minutes come once it is known that they were paid', async () => {
    const before = await balance();
    const input = await wish({}, '0119');
    expect(await app.call('minutes.purchase', input)).toMatchObject({ status: 'beingChecked' });
    expect(await balance()).toBe(before);
    expect(await app.refused('minutes.purchase', await wish())).toMatchObject({ code: 'CHARGE_OPEN', path: '/amount' });
    await app.call('billingManager.checkCharge', { accountId: input.accountId });
    expect(cents(await balance())).toBe(cents(before) + 5000);
  });

  test('settings that were accepted with a payment wait for it, and are not replaced by others meanwhile', async () => {
    const input = await wish({}, '0119');
    const bought = { ...input.choices, reserveDays: 9 };
    expect(await app.call('minutes.purchase', { ...input, choices: bought })).toMatchObject({ status: 'beingChecked' });
    const others = { ...(await wish({ amount: null })), choices: { ...input.choices, reserveDays: 5 } };
    const preview = await app.call('minutes.preview', { accountId: input.accountId, amount: null, choices: others.choices });
    expect(preview.problems).toMatchObject([{ code: 'CHARGE_OPEN', path: '/choices' }]);
    const before = file();
    expect(await app.refused('minutes.purchase', others)).toMatchObject({ code: 'CHARGE_OPEN', path: '/choices' });
    expect(file()).toBe(before);
    await app.call('billingManager.checkCharge', { accountId: input.accountId });
    expect((await app.call('minutes.view', { accountId: input.accountId })).choices.reserveDays).toBe(9);
  });

  test('settings may change while a payment without settings is not settled', async () => {
    const input = await wish({}, '0119');
    expect(await app.call('minutes.purchase', input)).toMatchObject({ status: 'beingChecked' });
    const others = await wish({ amount: null, choices: { ...input.choices, reserveDays: 5 } });
    expect(await app.call('minutes.purchase', others)).toMatchObject({ status: 'accepted' });
    await app.call('billingManager.checkCharge', { accountId: input.accountId });
    expect((await app.call('minutes.view', { accountId: input.accountId })).choices.reserveDays).toBe(5);
  });
});

describe('Purchase Minutes refuses, and leaves the file as it was,', () => {
  const cases: readonly [string, (input: Wish) => Record<string, unknown>, { readonly code: string; readonly path: string }][] = [
    ['another name', () => ({ firstName: 'Alicia' }), { code: 'NAME_MISMATCH', path: '/firstName' }],
    ['nothing at all', () => ({ amount: null }), { code: 'NOTHING_TO_ACCEPT', path: '' }],
    ['zero dollars', () => ({ amount: '0.00' }), { code: 'BAD_INPUT', path: '/amount' }],
    ['less than nothing', () => ({ amount: '-5.00' }), { code: 'BAD_INPUT', path: '/amount' }],
    ['a fraction of a cent', () => ({ amount: '5.001' }), { code: 'BAD_INPUT', path: '/amount' }],
    ['a thousand million', () => ({ amount: '1000000000.00' }), { code: 'BAD_INPUT', path: '/amount' }],
    ['a number instead of text', () => ({ amount: 50 }), { code: 'BAD_INPUT', path: '/amount' }],
    ['367 days', ({ choices }) => ({ choices: { ...choices, reserveDays: 367 } }), { code: 'BAD_INPUT', path: '/choices/reserveDays' }],
    ['half a day', ({ choices }) => ({ choices: { ...choices, rechargeDays: 1.5 } }), { code: 'BAD_INPUT', path: '/choices/rechargeDays' }],
    ['a least amount below zero', ({ choices }) => ({ choices: { ...choices, leastReserve: '-1.00' } }), { code: 'BAD_INPUT', path: '/choices/leastReserve' }],
    ['an unknown setting', ({ choices }) => ({ choices: { ...choices, divisor: 3 } }), { code: 'BAD_INPUT', path: '/choices/divisor' }],
    ['an old revision', ({ revision }) => ({ revision: revision - 1 }), { code: 'CHANGED_SINCE_OPENED', path: '/revision' }],
    ['no funding source', () => ({ fundingSourceId: undefined }), { code: 'NO_FUNDING_SOURCE', path: '/fundingSourceId' }],
    ["another account's source", () => ({ fundingSourceId: 999_999 }), { code: 'NO_FUNDING_SOURCE', path: '/fundingSourceId' }],
    ['an unknown account', () => ({ accountId: 999_999 }), { code: 'NOT_FOUND', path: '/accountId' }],
  ];
  test.each(cases)('%s', async (_what, change, failure) => {
    const input = await wish();
    const hash = file();
    expect(await app.refused('minutes.purchase', { ...input, ...change(input) })).toMatchObject(failure);
    expect(file()).toBe(hash);
  });
});

describe('usage and adjustments by hand', () => {
  const usage = async (over: Partial<Input<'minutes.recordUsage'>> = {}): Promise<Input<'minutes.recordUsage'>> => ({
    commandId: randomUUID(),
    accountId: await account(),
    at: '2026-03-15T11:30',
    medium: 'call',
    quantity: '12.5',
    ...over,
  });

  test('costs quantity times the price book’s rate of its day, to the micro-dollar', async () => {
    const before = await balance();
    const outcome = await app.call('minutes.recordUsage', await usage());
    expect(outcome.cost).toBe('0.25');
    expect(cents(outcome.balance)).toBe(cents(before) - 25);
    expect((await app.call('minutes.recordUsage', await usage({ quantity: '0.333333', rate: '0.012345' }))).cost).toBe('0.004115');
    const { entries } = await app.call('minutes.ledger', { accountId: await account(), limit: 1 });
    expect(entries[0]).toMatchObject({ at: '2026-03-15T17:30:00.000Z', amount: '-0.004115', rate: '0.012345', medium: 'call' });
  });

  test('is entered once, however often it is asked for', async () => {
    const input = await usage();
    const first = await app.call('minutes.recordUsage', input);
    const hash = file();
    expect(await app.call('minutes.recordUsage', input)).toEqual(first);
    expect(file()).toBe(hash);
  });

  test('an adjustment needs its reason, and is in the ledger and in Activity', async () => {
    const before = await balance();
    const input = { commandId: randomUUID(), accountId: await account(), amount: '-5.00', note: 'Billed twice on 2 March' };
    expect(cents((await app.call('minutes.adjust', input)).balance)).toBe(cents(before) - 500);
    const { entries } = await app.call('activity.page', { limit: 1 });
    expect(entries[0]).toMatchObject({ who: 'Alice Brown', what: 'Adjusted dialer minutes by −$5.00: Billed twice on 2 March' });
    const hash = file();
    for (const [over, path] of [[{ note: '  ' }, '/note'], [{ amount: '0.00' }, '/amount'], [{ amount: '5' }, '/amount']] as const) {
      expect(await app.refused('minutes.adjust', { ...input, commandId: randomUUID(), ...over })).toMatchObject({ code: 'BAD_INPUT', path });
    }
    expect(await app.refused('minutes.adjust', { ...input, commandId: randomUUID(), note: 'card 4242 4242 4242 4242' })).toMatchObject({ code: 'CARD_NUMBER', path: '/note' });
    expect(file()).toBe(hash);
  });

  test.each([
    [{ at: '2026-03-15T12:01' }, '/at', /future/],
    [{ at: '2026-03-08T02:30' }, '/at', /never shown/],
    [{ at: '2026-02-30T12:00' }, '/at', /no such day/],
    [{ at: '2026-03-15T25:00' }, '/at', /no such day/],
    [{ at: '2026-03-15' }, '/at', /is not a time/],
    [{ at: '1969-12-31T12:00' }, '/at', /before 1970/],
    [{ quantity: '-1' }, '/quantity', /must be a number such as 12\.5/],
    [{ quantity: '0' }, '/quantity', /above 0/],
    [{ quantity: '1e3' }, '/quantity', /must be a number such as 12\.5/],
    [{ rate: '0' }, '/rate', /above 0/],
    [{ rate: '-0.02' }, '/rate', /must be dollars such as 50\.00/],
    [{ quantity: '999999999', rate: '8999999999' }, '/quantity', /more than one entry/],
  ])('refuses %j', async (over, path, message) => {
    const input = await usage(over);
    const hash = file();
    const failure = await app.refused('minutes.recordUsage', input);
    expect(failure).toMatchObject({ code: 'BAD_INPUT', path });
    expect(failure.message).toMatch(message);
    expect(file()).toBe(hash);
  });
});

describe('the pages', () => {
  test('the ledger comes in windows without a gap or a repetition', async () => {
    const accountId = await account();
    const all = await app.call('minutes.ledger', { accountId, limit: 200 });
    const seen = [];
    let before: { id: number; at: string } | undefined;
    do {
      const { entries, more } = await app.call('minutes.ledger', { accountId, limit: 7, ...(before === undefined ? {} : { before }) });
      seen.push(...entries);
      const last = entries.at(-1);
      before = more && last !== undefined && seen.length < 200 ? { id: last.id, at: last.at } : undefined;
    } while (before !== undefined);
    expect(seen.slice(0, 200)).toEqual(all.entries.slice(0, seen.length));
  });

  test('history ends with the balance of now, and its days add up', async () => {
    const accountId = await account();
    const { days } = await app.call('minutes.history', { accountId, days: 90 });
    const view = await app.call('minutes.view', { accountId });
    expect(days).toHaveLength(90);
    expect(days.at(-1)).toMatchObject({ date: '2026-03-15', balance: view.balance, reserve: view.amounts.reserve });
    expect(days.slice(-31, -1).map(({ used }) => used)).toEqual(view.dailyUsage.map(({ cost }) => cost));
  });
});
