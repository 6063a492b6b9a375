import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { resultOf } from '../../support/calculation.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';

// 15 March in Denver: 17 of 31 days are left of Headquarters' billing period.
const MOMENT = '2026-03-15T18:00:00.000Z';
let app: TestApplication;

beforeEach(async () => {
  app = await startTestApplication(MOMENT);
});
afterEach(() => app.end());

const hash = (): string => contentHash(`${app.folder}/demonstration.billing`);
const itemOf = async (item: string) => {
  const found = (await app.call('prices.book', {})).items.find((each) => each.item === item);
  if (found === undefined) throw new Error(`No ${item}`);
  return found;
};
const headquarters = async () => {
  const { accounts } = await app.call('prices.contracts', { limit: 50 });
  const [primary] = accounts;
  if (primary === undefined) throw new Error('No account');
  return primary;
};
const termOf = async (type: LicenseType) => {
  const found = (await headquarters()).terms.find((term) => term.type === type);
  if (found === undefined) throw new Error(`No ${type}`);
  return found;
};
const view = async () => app.call('billingManager.view', { accountId: (await headquarters()).accountId });

const ownCompany = () =>
  app.call('file.create', {
    commandId: randomUUID(),
    companyName: 'Own',
    timeZone: 'America/Denver',
    operator: { firstName: 'Ann', lastName: 'Lee', email: 'ann@own.example', password: 'correct horse battery' },
  });

describe('the price book', () => {
  test('has every item with its history, newest first, marked as invented in a demonstration', async () => {
    const { today, items } = await app.call('prices.book', {});
    expect(today).toBe('2026-03-15');
    expect(items.map(({ item }) => item)).toEqual([
      'crm', 'crmView', 'powerDialer', 'flexPort', 'responseLoop', 'inbound', 'fax', 'recordingPort', 'minute', 'storage',
      'training', 'consulting', 'implementation', 'contractAdjustment', 'serviceFee',
    ]);
    const dialer = await itemOf('powerDialer');
    expect(dialer.prices.map(({ unitPrice, state, invented }) => ({ unitPrice, state, invented }))).toEqual([
      { unitPrice: '95.00', state: 'current', invented: true },
      { unitPrice: '90.00', state: 'past', invented: true },
    ]);
    expect(dialer.current?.unitPrice).toBe('95.00');
    expect(await itemOf('minute')).toMatchObject({ unit: 'minute', current: { unitPrice: '0.02' } });
  });

  test('in a company of one’s own only the first price of an item is invented', async () => {
    await ownCompany();
    await app.call('prices.add', { item: 'crm', effectiveFrom: '2026-04-01', unitPrice: '55' });
    expect((await itemOf('crm')).prices.map(({ unitPrice, state, invented }) => [unitPrice, state, invented])).toEqual([
      ['55.00', 'planned', false],
      ['50.00', 'current', true],
    ]);
  });

  test('a license that is bought at an invented price needs attention, until its price is entered', async () => {
    await ownCompany();
    const needsPrices = async () => (await app.call('summary.accounts', {})).attention.find(({ id }) => id === 'inventedPrices');
    expect(await needsPrices()).toBeUndefined();
    const { account } = await view();
    const wish = { accountId: account.id, firstName: 'Ann', lastName: 'Lee' };
    await app.call('funding.add', { commandId: randomUUID(), ...wish, source: { kind: 'card', institution: 'Visa', lastFour: '4242', expires: '2029-01', holder: 'Ann Lee' } });
    const { account: now, fundingSources } = await view();
    const accepted = await app.call('billingManager.accept', { commandId: randomUUID(), ...wish, revision: now.revision, draft: { quantities: { crm: 2, fax: 1 } }, fundingSourceId: fundingSources[0]?.id ?? 0 });
    expect(accepted.status).toBe('accepted');
    expect(await needsPrices()).toMatchObject({ severity: 'soon', sentence: 'CRM and Fax are charged at the invented list price that a new file begins with', target: { to: 'page', page: 'prices' } });
    expect((await view()).licenses.every(({ inventedPrice }) => inventedPrice)).toBe(true);
    // The very price that was invented, on the day the file was made.
    await app.call('prices.add', { item: 'crm', effectiveFrom: '2026-03-15', unitPrice: '50' });
    expect((await app.call('activity.page', { limit: 1 })).entries[0]).toMatchObject({ what: 'Set the list price of CRM from 2026-03-15 on' });
    expect((await itemOf('crm')).current?.invented).toBe(false);
    expect((await view()).licenses.filter(({ inventedPrice }) => !inventedPrice).map(({ type }) => type)).toEqual(['crm']);
    expect(await needsPrices()).toMatchObject({ sentence: 'Fax is charged at the invented list price that a new file begins with' });
    await app.call('prices.setContract', { accountId: account.id, revision: (await view()).account.revision, type: 'fax', contractPrice: '12.00', minimum: 0 });
    expect(await needsPrices()).toBeUndefined();
  });

  test('a planned price gives one month on every page, with its explanation, storage too', async () => {
    await app.call('storage.record', { day: '2026-03-15', usedMb: 3000 });
    await app.call('prices.add', { item: 'storage', effectiveFrom: '2026-03-25', unitPrice: '45.00' });
    const { accountId } = await headquarters();
    const { recurring } = await app.call('billingManager.preview', { accountId, draft: { quantities: {} } });
    const fee = recurring.lines.find(({ product }) => product === 'storage')?.amount;
    expect(fee).toBe('90.00');
    expect((await app.call('storage.view', {})).state.fee).toBe(fee);
    expect((await view()).storage?.fee).toBe(fee);
    expect((await app.call('summary.accounts', {})).accounts.find(({ primary }) => primary)?.storage?.fee).toBe(fee);
  });

  test('so it does while a billing date waits for an answer', async () => {
    await app.call('prices.add', { item: 'crm', effectiveFrom: '2026-05-25', unitPrice: '60.00' });
    await app.application.close();
    app.clock.set('2026-05-03T18:00:00.000Z');
    app = await app.restart();
    const { accounts } = await app.call('summary.accounts', {});
    for (const { id, monthly, monthlyFrom } of accounts) {
      const { explanation } = await app.call('explain.amount', { amount: { what: 'accountMonthly', accountId: id } });
      const manager = await app.call('billingManager.view', { accountId: id });
      expect([resultOf(explanation), manager.monthly, manager.account.nextBillingDate]).toEqual([monthly, monthly, monthlyFrom]);
    }
  });

  test('a price from today on is charged at once, and no past receipt changes', async () => {
    const receipts = async () => (await app.call('receipts.page', { filter: {}, limit: 200 })).receipts;
    const before = await receipts();
    await app.call('prices.add', { item: 'crm', effectiveFrom: '2026-03-15', unitPrice: '62.00' });
    expect(await receipts()).toEqual(before);
    expect((await view()).licenses.find(({ type }) => type === 'crm')?.unitPrice).toBe('62.00');
    const crm = await termOf('crm');
    const preview = await app.call('billingManager.preview', { accountId: (await headquarters()).accountId, draft: { quantities: { crm: crm.quantity + 3 } } });
    // 62.00 × 3 × 17 ÷ 31
    expect(preview.chargedNow.total).toBe('102.00');
  });

  test('a price to come changes nothing before its day, and the receipt of a bill made then has it', async () => {
    await app.end();
    app = await startTestApplication('2026-03-31T18:00:00.000Z');
    await app.call('prices.add', { item: 'crm', effectiveFrom: '2026-04-01', unitPrice: '51.25' });
    expect((await view()).licenses.find(({ type }) => type === 'crm')?.unitPrice).toBe('50.00');
    expect(await itemOf('crm')).toMatchObject({ current: { unitPrice: '50.00' } });
    expect((await app.call('prices.book', {})).today).toBe('2026-03-31');
    app.clock.set('2026-04-01T18:00:00.000Z');
    app = await app.restart();
    const { receipts } = await app.call('receipts.page', { filter: { accountId: (await headquarters()).accountId, kind: 'recurring' }, limit: 1 });
    expect(receipts[0]).toMatchObject({ periodStart: '2026-04-01' });
    expect(receipts[0]?.lines.find(({ product }) => product === 'crm')?.unitPrice).toBe('51.25');
  });

  test('"a month" is the next bill as it will be: at the price in force on its day, in both windows', async () => {
    const was = await view();
    await app.call('prices.add', { item: 'crm', effectiveFrom: '2026-04-02', unitPrice: '99.00' });
    expect((await view()).monthly).toBe(was.monthly);
    await app.call('prices.add', { item: 'crm', effectiveFrom: '2026-04-01', unitPrice: '51.00' });
    await app.call('prices.add', { item: 'storage', effectiveFrom: '2026-04-01', unitPrice: '40.00' });
    await app.call('storage.record', { day: '2026-03-15', usedMb: 1751 });

    const { accountId } = await headquarters();
    const crm = (await termOf('crm')).quantity;
    const { monthly, licenses } = await view();
    expect(licenses.find(({ type }) => type === 'crm')).toMatchObject({ unitPrice: '50.00', nextPrice: '51.00', amount: `${crm * 51}.00` });
    expect(licenses.find(({ type }) => type === 'fax')).toMatchObject({ nextPrice: null });
    const preview = await app.call('billingManager.preview', { accountId, draft: { quantities: { crm: crm + 3 } } });
    // Charged now at today's price: 50.00 × 3 × 17 ÷ 31.
    expect(preview.chargedNow.total).toBe('82.26');
    expect(preview.recurring.lines.find(({ product }) => product === 'crm')).toMatchObject({ quantity: crm + 3, unitPrice: '51.00' });
    expect(preview.recurring.lines.find(({ product }) => product === 'storage')?.amount).toBe('40.00');
    expect(preview.recurringWas).toBe(monthly);
    const overview = (await app.call('summary.accounts', {})).accounts.find(({ primary }) => primary);
    expect(overview?.monthly).toBe(monthly);
    expect(overview?.licenses.find(({ type }) => type === 'crm')).toMatchObject({ unitPrice: '50.00', nextPrice: '51.00' });
    expect(overview?.licenses.find(({ type }) => type === 'fax')).toMatchObject({ nextPrice: null });
  });

  test('the Seat Planner counts a month as the next bill has it, and a scenario says which prices it has not', async () => {
    const { accountId } = await headquarters();
    const question = { accountId, from: '2026-03-09', to: '2026-03-13', source: 'plans' as const };
    const monthOf = async () => (await app.call('seats.plan', { ...question, requestId: randomUUID() })).monthly.paid.amount;
    const was = Number(await monthOf());
    expect((await app.call('scenarios.start', { accountId })).facts.notes).toBe('');
    await app.call('prices.add', { item: 'fax', effectiveFrom: '2026-04-01', unitPrice: '17.00' });
    await app.call('prices.add', { item: 'storage', effectiveFrom: '2026-04-01', unitPrice: '40.00' });
    await app.call('prices.add', { item: 'inbound', effectiveFrom: '2026-04-02', unitPrice: '99.00' });

    const fax = await termOf('fax');
    expect(Number(await monthOf())).toBe(was + fax.quantity * 2);
    const { facts } = await app.call('scenarios.start', { accountId });
    expect(facts.licenses.find(({ type }) => type === 'fax')).toMatchObject({ unitPrice: '15.00' });
    const others = 'Prices are those of today. The bill of 2026-04-01 has others: Fax $17.00 instead of $15.00 and a gigabyte of storage $40.00 instead of $30.00.';
    expect(facts.notes).toBe(others);

    const { account, operator } = await view();
    const { firstName, lastName } = operator;
    const draft = { quantities: { fax: fax.quantity - 1 } };
    await app.call('billingManager.accept', { commandId: randomUUID(), accountId, revision: account.revision, draft, firstName, lastName });
    const cut = (await app.call('scenarios.start', { accountId })).facts;
    expect(cut.licenses.find(({ type }) => type === 'fax')).toMatchObject({ quantity: fax.quantity, newQuantity: fax.quantity - 1 });
    expect(cut.notes).toBe(`Quantities are those from the bill of 2026-04-01 on: Fax ${fax.quantity - 1} instead of ${fax.quantity}. ${others}`);
  });

  test('a draft made before a price of today is refused as changed', async () => {
    const { account, operator, fundingSources, licenses } = await view();
    await app.call('prices.add', { item: 'fax', effectiveFrom: '2026-03-15', unitPrice: '16.00' });
    const fax = licenses.find(({ type }) => type === 'fax')?.quantity ?? 0;
    expect(
      await app.refused('billingManager.accept', {
        commandId: randomUUID(),
        accountId: account.id,
        revision: account.revision,
        draft: { quantities: { fax: fax + 1 } },
        fundingSourceId: fundingSources[0]?.id,
        firstName: operator.firstName,
        lastName: operator.lastName,
      }),
    ).toMatchObject({ code: 'CHANGED_SINCE_OPENED' });
  });

  test('a planned price can be replaced and withdrawn; each leaves its entry', async () => {
    await app.call('prices.add', { item: 'storage', effectiveFrom: '2026-05-01', unitPrice: '35.00' });
    await app.call('prices.add', { item: 'storage', effectiveFrom: '2026-05-01', unitPrice: '36.00' });
    expect((await itemOf('storage')).prices[0]).toMatchObject({ unitPrice: '36.00', state: 'planned' });
    await app.call('prices.withdraw', { item: 'storage', effectiveFrom: '2026-05-01' });
    expect((await itemOf('storage')).prices).toHaveLength(1);
    const { entries } = await app.call('activity.page', { limit: 3 });
    expect(entries.map(({ who, changes }) => ({ who, changes }))).toEqual([
      { who: 'Alice Brown', changes: [{ label: 'Storage', before: '$36.00', after: null }] },
      { who: 'Alice Brown', changes: [{ label: 'Storage', before: '$35.00', after: '$36.00' }] },
      { who: 'Alice Brown', changes: [{ label: 'Storage', before: '$30.00', after: '$35.00' }] },
    ]);
  });

  test('the same price again writes nothing', async () => {
    await app.call('prices.add', { item: 'fax', effectiveFrom: '2026-05-01', unitPrice: '17.5' });
    const before = hash();
    await app.call('prices.add', { item: 'fax', effectiveFrom: '2026-05-01', unitPrice: '17.500000' });
    expect(hash()).toBe(before);
  });
});

describe('contracts', () => {
  test('an account’s own price holds at once, for it alone, and goes back to the list price', async () => {
    const { accountId, revision } = await headquarters();
    const answer = await app.call('prices.setContract', { accountId, revision, type: 'fax', contractPrice: '12.5', minimum: 0 });
    expect(answer.revision).toBe(revision + 1);
    expect(await termOf('fax')).toMatchObject({ contractPrice: '12.50', listPrice: '15.00' });
    expect((await view()).licenses.find(({ type }) => type === 'fax')).toMatchObject({ unitPrice: '12.50', contractPrice: true });
    const { entries } = await app.call('activity.page', { limit: 1 });
    expect(entries[0]).toMatchObject({ who: 'Alice Brown', changes: [{ label: 'Fax contract price', before: 'list price', after: '$12.50' }] });
    await app.call('prices.setContract', { accountId, revision: answer.revision, type: 'fax', contractPrice: null, minimum: 0 });
    expect(await termOf('fax')).toMatchObject({ contractPrice: null });
  });

  test('a minimum is kept by the Billing Manager', async () => {
    const { accountId, revision } = await headquarters();
    const { quantity } = await termOf('inbound');
    await app.call('prices.setContract', { accountId, revision, type: 'inbound', contractPrice: null, minimum: quantity });
    const preview = await app.call('billingManager.preview', { accountId, draft: { quantities: { inbound: quantity - 1 } } });
    expect(preview.problems).toMatchObject([{ code: 'BELOW_CONTRACT_MINIMUM', path: '/draft/quantities/inbound' }]);
  });

  test('repeated after the answer was lost, it does nothing again', async () => {
    const { accountId, revision } = await headquarters();
    const input = { accountId, revision, type: 'fax', contractPrice: '12.50', minimum: 1 } as const;
    await app.call('prices.setContract', input);
    const before = hash();
    expect((await app.call('prices.setContract', input)).revision).toBe(revision + 1);
    expect(hash()).toBe(before);
  });

  test('windows of accounts follow one another', async () => {
    const all = (await app.call('prices.contracts', { limit: 200 })).accounts.map(({ accountId }) => accountId);
    const first = await app.call('prices.contracts', { limit: 1 });
    const second = await app.call('prices.contracts', { limit: 200, after: first.accounts[0]?.accountId ?? 0 });
    expect(first.more).toBe(all.length > 1);
    expect([...first.accounts, ...second.accounts].map(({ accountId }) => accountId)).toEqual(all);
  });
});

describe('bad input leaves the file as it was', () => {
  const price = { item: 'crm', effectiveFrom: '2026-04-01', unitPrice: '51.00' };
  test.each<[string, object, { code: string; path: string; message?: RegExp }]>([
    ['a day in the past', { ...price, effectiveFrom: '2026-03-14' }, { code: 'BAD_INPUT', path: '/effectiveFrom', message: /cannot start in the past/ }],
    ['a day that does not exist', { ...price, effectiveFrom: '2026-02-30' }, { code: 'BAD_INPUT', path: '/effectiveFrom' }],
    ['seven decimals', { ...price, unitPrice: '0.0000001' }, { code: 'BAD_INPUT', path: '/unitPrice', message: /six decimals/ }],
    ['a negative price', { ...price, unitPrice: '-1.00' }, { code: 'BAD_INPUT', path: '/unitPrice' }],
    ['more than the file holds', { ...price, unitPrice: '9000000000.000001' }, { code: 'BAD_INPUT', path: '/unitPrice', message: /9,000,000,000 dollars/ }],
    ['a JSON number', { ...price, unitPrice: 51 }, { code: 'BAD_INPUT', path: '/unitPrice' }],
    ['an unknown item', { ...price, item: 'gold' }, { code: 'BAD_INPUT', path: '/item' }],
    ['an unknown key', { ...price, note: '' }, { code: 'BAD_INPUT', path: '/note' }],
    ['minutes for nothing', { ...price, item: 'minute', unitPrice: '0.00' }, { code: 'BAD_INPUT', path: '/unitPrice' }],
  ])('prices.add: %s', async (_name, input, { code, path, message = /\.$/ }) => {
    const before = hash();
    const refusal = await app.refused('prices.add', input);
    expect(refusal).toMatchObject({ code, path });
    expect(refusal.message).toMatch(message);
    expect(hash()).toBe(before);
  });

  test('the largest price is taken', async () => {
    await app.call('prices.add', { ...price, item: 'crm', unitPrice: '9000000000.00' });
    expect((await itemOf('crm')).prices[0]?.unitPrice).toBe('9000000000.00');
  });

  test('withdrawing a price in force, and one that is not there', async () => {
    const before = hash();
    const since = (await itemOf('crm')).current?.effectiveFrom;
    expect(await app.refused('prices.withdraw', { item: 'crm', effectiveFrom: since })).toMatchObject({ code: 'BAD_INPUT', path: '/effectiveFrom' });
    expect(await app.refused('prices.withdraw', { item: 'crm', effectiveFrom: '2027-01-01' })).toMatchObject({ code: 'NOT_FOUND', path: '/effectiveFrom' });
    expect(hash()).toBe(before);
  });

  test.each<[string, object, { code: string; path: string }]>([
    ['an account that is not there', { accountId: 999 }, { code: 'NOT_FOUND', path: '/accountId' }],
    ['an older revision', { revision: 0 }, { code: 'CHANGED_SINCE_OPENED', path: '/revision' }],
    ['a minimum above the quantity', { minimum: 1000 }, { code: 'BELOW_CONTRACT_MINIMUM', path: '/minimum' }],
    ['a negative minimum', { minimum: -1 }, { code: 'BAD_INPUT', path: '/minimum' }],
    ['a fractional minimum', { minimum: 1.5 }, { code: 'BAD_INPUT', path: '/minimum' }],
    ['seven decimals', { contractPrice: '1.0000001' }, { code: 'BAD_INPUT', path: '/contractPrice' }],
    ['a price missing', { contractPrice: undefined }, { code: 'BAD_INPUT', path: '/contractPrice' }],
  ])('prices.setContract: %s', async (_name, change, expected) => {
    const { accountId, revision } = await headquarters();
    const before = hash();
    expect(await app.refused('prices.setContract', { accountId, revision, type: 'fax', contractPrice: '12.00', minimum: 0, ...change })).toMatchObject(expected);
    expect(hash()).toBe(before);
  });

  test('prices.setContract while a payment is not settled', async () => {
    const { account, operator, fundingSources, licenses } = await view();
    const crm = licenses.find(({ type }) => type === 'crm')?.quantity ?? 0;
    const source = fundingSources.find(({ label }) => label.endsWith('0119'));
    await app.call('billingManager.accept', {
      commandId: randomUUID(),
      accountId: account.id,
      revision: account.revision,
      draft: { quantities: { crm: crm + 1 } },
      ...(source === undefined ? {} : { fundingSourceId: source.id }),
      firstName: operator.firstName,
      lastName: operator.lastName,
    });
    const { accountId, revision } = await headquarters();
    const before = hash();
    expect(await app.refused('prices.setContract', { accountId, revision, type: 'fax', contractPrice: '12.00', minimum: 0 })).toMatchObject({ code: 'CHARGE_OPEN', path: '' });
    expect(hash()).toBe(before);
  });
});

describe('a month that no bill can hold is refused', () => {
  const accept = async (crm: number) => {
    const { account, fundingSources, operator } = await view();
    const by = { firstName: operator.firstName, lastName: operator.lastName };
    return { commandId: randomUUID(), accountId: account.id, revision: account.revision, draft: { quantities: { crm } }, fundingSourceId: fundingSources[0]?.id ?? 0, ...by };
  };

  test('as a contract price, as a list price, and as a quantity', async () => {
    expect(await app.call('billingManager.accept', await accept(20_000))).toMatchObject({ status: 'accepted' });
    const { accountId, revision } = await headquarters();
    const before = hash();
    const contract = { accountId, revision, type: 'crm', contractPrice: '9000000000.00', minimum: 0 };
    expect(await app.refused('prices.setContract', contract)).toMatchObject({ code: 'BAD_INPUT', path: '/contractPrice' });
    const listed = { item: 'crm', effectiveFrom: '2026-03-20', unitPrice: '9000000000.00' };
    expect(await app.refused('prices.add', listed)).toMatchObject({ code: 'BAD_INPUT', path: '/unitPrice' });
    expect(hash()).toBe(before);

    await app.call('prices.add', { ...listed, item: 'crm', unitPrice: '4000000000.00' });
    const raised = await accept(30_000);
    const after = hash();
    expect(await app.refused('billingManager.accept', raised)).toMatchObject({ code: 'BAD_INPUT', path: '/draft', message: expect.stringContaining('Each month') as unknown });
    expect(hash()).toBe(after);
  });
});
