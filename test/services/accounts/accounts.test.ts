import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANN, startTestCompany } from '../../support/signedInCompany.ts';
import type { TestCompany } from '../../support/signedInCompany.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { addCard, buy, receipts } from '../data/buying.ts';

let company: TestCompany;
let app: TestCompany['app'];

const DAY_MS = 86_400_000;

beforeEach(async () => {
  company = await startTestCompany('2026-02-10T18:00:00.000Z');
  ({ app } = company);
});
afterEach(() => app.end());

const add = (name: string, billingDay = 31) => app.call('accounts.add', { commandId: randomUUID(), name, billingDay });

test('an account is added: billed from today on, on its day or the last of a shorter month, and buys prorated by its own period', async () => {
  const { accountId } = await add('  Remote Office ');
  const { accounts } = await app.call('summary.accounts', {});
  expect(accounts.map(({ name, primary, nextBillingDate, monthly, storage }) => [name, primary, nextBillingDate, monthly, storage === null])).toEqual([
    ['Main account', true, '2026-03-01', '0.00', false],
    ['Remote Office', false, '2026-02-28', '0.00', true],
  ]);
  await addCard(app, accountId);
  await buy(app, accountId, { quantities: { crm: 2 } });
  const [receipt] = await receipts(app);
  // 18 of the 28 days from 31 January to 27 February: 2 x $50.00 x 18 / 28.
  expect(receipt).toMatchObject({ number: 1, accountName: 'Remote Office', total: '64.29' });
  const { entries } = await app.call('activity.page', { limit: 10 });
  expect(entries.find(({ what }) => what === 'Added the billing account Remote Office')).toMatchObject({
    who: 'Ann Berg',
    accountName: 'Remote Office',
    changes: [{ label: 'Billing day', before: null, after: '31' }],
  });
});

test('the same wish, sent twice, adds one; a name that is taken, and what does not fit, is refused and writes nothing', async () => {
  const wish = { commandId: randomUUID(), name: 'Remote Office', billingDay: 1 };
  const { accountId } = await app.call('accounts.add', wish);
  expect(await app.call('accounts.add', wish)).toEqual({ accountId });
  const before = contentHash(company.path);
  const refused = async (over: object) => {
    const { code, path } = await app.refused('accounts.add', { commandId: randomUUID(), name: 'Another', billingDay: 1, ...over });
    return [code, path];
  };
  expect(await refused({ name: 'remote OFFICE ' })).toEqual(['ALREADY_USED', '/name']);
  expect(await refused({ name: ' ' })).toEqual(['BAD_INPUT', '/name']);
  expect(await refused({ name: 'Card 4111 1111 1111 1111' })).toEqual(['CARD_NUMBER', '/name']);
  expect(await refused({ billingDay: 0 })).toEqual(['BAD_INPUT', '/billingDay']);
  expect(await refused({ billingDay: 32 })).toEqual(['BAD_INPUT', '/billingDay']);
  expect(await refused({ billingDay: 1.5 })).toEqual(['BAD_INPUT', '/billingDay']);
  expect(await refused({ commandId: wish.commandId })).toEqual(['COMMAND_REUSED', '/commandId']);
  expect(contentHash(company.path)).toBe(before);
});

test('name and billing day can be changed until the first charge: receipts carry them', async () => {
  await app.call('accounts.change', { accountId: company.accountId, name: ' Headquarters ', billingDay: 1 });
  const remote = (await add('Remote Office')).accountId;
  expect((await app.call('summary.accounts', {})).accounts.map(({ name }) => name)).toEqual(['Headquarters', 'Remote Office']);
  expect((await app.call('activity.page', { limit: 2 })).entries[1]).toMatchObject({ what: 'Changed the billing account Main account', changes: [{ label: 'Name', before: 'Main account', after: 'Headquarters' }] });
  await addCard(app, remote);
  await buy(app, remote, { quantities: { crm: 1 } });
  const before = contentHash(company.path);
  const refused = async (input: { accountId: number; name: string; billingDay?: number }) => {
    const { code, path, message } = await app.refused('accounts.change', { billingDay: input.accountId === remote ? 31 : 1, ...input });
    return [code, path, message];
  };
  expect(await refused({ accountId: remote, name: 'Branch' })).toEqual(['ALREADY_USED', '/name', 'Receipts carry the name Remote Office, and their periods begin on day 31: both stay.']);
  expect((await refused({ accountId: remote, name: 'Remote Office', billingDay: 1 })).slice(0, 2)).toEqual(['ALREADY_USED', '/billingDay']);
  expect((await refused({ accountId: company.accountId, name: 'Headquarters', billingDay: 32 })).slice(0, 2)).toEqual(['BAD_INPUT', '/billingDay']);
  expect(await refused({ accountId: company.accountId, name: 'remote office' })).toEqual(['ALREADY_USED', '/name', 'There is a billing account named Remote Office already.']);
  expect((await refused({ accountId: 999, name: 'Branch' })).slice(0, 2)).toEqual(['NOT_FOUND', '/accountId']);
  expect((await refused({ accountId: company.accountId, name: '4111111111111111' })).slice(0, 2)).toEqual(['CARD_NUMBER', '/name']);
  expect(contentHash(company.path)).toBe(before);
});

test('another billing day begins with the period in which today lies; not over a date that is reached and not run', async () => {
  await app.call('accounts.change', { accountId: company.accountId, name: 'Main account', billingDay: 11 });
  expect((await app.call('summary.accounts', {})).accounts[0]).toMatchObject({ billingDay: 11, nextBillingDate: '2026-02-11' });
  expect((await app.call('activity.page', { limit: 1 })).entries[0]?.changes).toEqual([
    { label: 'Billing day', before: '1', after: '11' },
    { label: 'Next billing date', before: '2026-03-01', after: '2026-02-11' },
  ]);
  // Midnight in Denver of the 11th, an hour before the charge cycle.
  app.clock.set('2026-02-11T07:00:00.000Z');
  await company.signIn(ANN.email);
  const before = contentHash(company.path);
  expect(await app.refused('accounts.change', { accountId: company.accountId, name: 'Main account', billingDay: 20 })).toMatchObject({ code: 'ALREADY_USED', path: '/billingDay' });
  expect(contentHash(company.path)).toBe(before);
  app.clock.set('2026-02-11T08:00:00.000Z');
  await app.application.wake();
  await company.signIn(ANN.email);
  await addCard(app, company.accountId);
  await buy(app, company.accountId, { quantities: { crm: 1 } });
  // 28 of 28 days.
  expect((await receipts(app))[0]).toMatchObject({ total: '50.00', periodStart: '2026-02-11', periodEnd: '2026-03-10' });
});

test('another billing day waits for a date that was run by a clock that was ahead: no date is run twice', async () => {
  const { accountId } = company;
  const at = async (moment: string): Promise<void> => {
    // Day by day, so that nothing asks.
    while (Date.parse(moment) - app.clock.now() > DAY_MS) {
      app.clock.advance(DAY_MS);
      await app.application.wake();
    }
    app.clock.set(moment);
    await app.application.wake();
    await company.signIn(ANN.email);
  };
  await at('2026-03-01T18:00:00.000Z');
  await at('2026-02-28T18:00:00.000Z');
  const { total } = await app.call('charging.state', {});
  await app.call('charging.resume', { reason: 'clockSetBack', total });
  expect(await app.refused('accounts.change', { accountId, name: 'Main account', billingDay: 2 })).toMatchObject({ code: 'ALREADY_USED', path: '/billingDay' });
  await at('2026-03-01T18:00:00.000Z');
  for (const billingDay of [2, 1]) await app.call('accounts.change', { accountId, name: 'Main account', billingDay });
  await addCard(app, accountId);
  await buy(app, accountId, { quantities: { crm: 1 } });
  await at('2026-04-01T18:00:00.000Z');
  expect((await receipts(app)).map(({ kind, periodStart }) => [kind, periodStart])).toEqual([['recurring', '2026-04-01'], ['licensesAdded', '2026-03-01']]);
});
