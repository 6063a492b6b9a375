import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../shared/contracts/index.ts';
import { resultOf } from '../support/calculation.ts';
import { startTestApplication } from '../support/testApplication.ts';
import type { TestApplication } from '../support/testApplication.ts';

/* Explain this number (SPEC section 14): what is asked for explains exactly the amount that is shown. */

let app: TestApplication;

beforeAll(async () => {
  app = await startTestApplication('2026-11-10T19:00:00.000Z');
});
afterAll(() => app.end());

async function explained(amount: Input<'explain.amount'>['amount']): Promise<string> {
  return resultOf((await app.call('explain.amount', { amount })).explanation);
}

describe('of the demonstration', () => {
  test('what all accounts pay a month, and each of them, its balance and reserve', async () => {
    const { accounts, monthly } = await app.call('summary.accounts', {});
    expect(await explained({ what: 'companyMonthly' })).toBe(monthly);
    expect(accounts).toHaveLength(3);
    for (const { id: accountId, monthly: ofAccount, minutes } of accounts) {
      expect(await explained({ what: 'accountMonthly', accountId })).toBe(ofAccount);
      expect(await explained({ what: 'minutesBalance', accountId })).toBe(minutes.balance);
      expect(await explained({ what: 'minimumReserve', accountId })).toBe(minutes.reserve);
      const { amounts } = await app.call('minutes.view', { accountId });
      expect(await explained({ what: 'minutesUsed', accountId })).toBe(amounts.windowTotal);
    }
  });

  test('each day: what was used, the balance at its end, and the reserve', async () => {
    const { accounts } = await app.call('summary.accounts', {});
    const [primary, remote] = accounts;
    for (const accountId of [primary?.id ?? 0, remote?.id ?? 0]) {
      const { days } = await app.call('minutes.history', { accountId, days: 40 });
      for (const { date: day, end: before, used, balance, reserve } of days) {
        expect([day, await explained({ what: 'minutesUsed', accountId, day })]).toEqual([day, used]);
        expect([day, await explained({ what: 'minutesBalance', accountId, before })]).toEqual([day, balance]);
        expect([day, await explained({ what: 'minimumReserve', accountId, day })]).toEqual([day, reserve]);
      }
    }
  });

  test('what a replay would have recharged, each time', async () => {
    const { accounts } = await app.call('summary.accounts', {});
    const { plays } = await app.call('minutes.replay', {
      accountId: accounts[0]?.id ?? 0,
      source: { kind: 'ledger', days: 180 },
      settings: [{ reserveDays: 5, rechargeDays: 14, leastReserve: '0.00', leastRecharge: '0.00', divideByAge: false, everyCycles: 1 }],
    });
    expect(plays.flatMap(({ recharges }) => recharges).length).toBeGreaterThan(5);
    for (const { balance, balanceExplanation, reserve, reserveExplanation, amount, amountExplanation } of plays.flatMap(({ recharges }) => recharges)) {
      expect([balanceExplanation, reserveExplanation, amountExplanation].map(resultOf)).toEqual([balance, reserve, amount]);
    }
  });

  test('what the Seat Planner advises, more or less than is tried', async () => {
    const { ranges } = await app.call('seats.sessionLogs', {});
    for (const { accountId, ...range } of ranges) {
      for (const quantities of [{}, { powerDialer: 1, fax: 9 }]) {
        const { verdict } = await app.call('seats.plan', { accountId, ...range, quantities, requestId: randomUUID() });
        const amounts = verdict.parts.filter((part) => typeof part !== 'string');
        for (const { amount, explanation } of amounts) expect(resultOf(explanation)).toBe(amount);
        expect(verdict.parts.filter((part) => typeof part === 'string').join('')).not.toMatch(/\$\d/);
        if ('fax' in quantities && verdict.tone !== 'note') expect(amounts.length).toBeGreaterThan(0);
      }
    }
  });

  test('with the dates they go by', async () => {
    const { accounts } = await app.call('summary.accounts', {});
    const accountId = accounts.find(({ primary }) => primary)?.id ?? 0;
    const view = await app.call('billingManager.view', { accountId });
    const asked = [{ what: 'companyMonthly' }, { what: 'accountMonthly', accountId }, { what: 'minimumReserve', accountId }, { what: 'minutesUsed', accountId }] as const;
    const answers = await Promise.all(asked.map(async (amount) => (await app.call('explain.amount', { amount })).explanation));
    for (const explanation of [...answers, view.storage?.explanation, ...view.licenses.map(({ amountExplanation }) => amountExplanation)]) {
      expect(JSON.stringify(explanation)).toMatch(/\d{4}-\d{2}-\d{2}/);
    }
  });

  test('every receipt: its lines and its total', async () => {
    const { receipts } = await app.call('receipts.page', { filter: {}, limit: 200 });
    expect(receipts.length).toBeGreaterThan(20);
    for (const { number, lines, total } of receipts) {
      expect(await explained({ what: 'receiptTotal', number })).toBe(total);
      for (const line of lines) if (line.explanation !== null) expect(resultOf(line.explanation)).toBe(line.amount);
    }
  });

  test('a draft: charged now, each month, and every line', async () => {
    const { accounts } = await app.call('summary.accounts', {});
    for (const { id: accountId, licenses } of accounts) {
      const quantities = Object.fromEntries(licenses.map(({ type, quantity }) => [type, quantity + 2]));
      const { chargedNow, recurring } = await app.call('billingManager.preview', { accountId, draft: { quantities, products: [{ kind: 'contractAdjustment', description: 'Credit', quantity: 3, unitPrice: '-1.25' }] } });
      for (const bill of [chargedNow, recurring]) {
        expect(resultOf(bill.explanation)).toBe(bill.total);
        for (const line of bill.lines) expect(line.explanation === null ? null : resultOf(line.explanation)).toBe(line.amount);
      }
      const none = Object.fromEntries(licenses.map(({ type, quantity }) => [type, quantity === 0 ? 1 : 0]));
      const { changes } = await app.call('billingManager.preview', { accountId, draft: { quantities: none } });
      expect(changes.map(({ type, monthExplanation }) => [type, resultOf(monthExplanation) === '0.00'])).toEqual(licenses.map(({ type, quantity }) => [type, quantity > 0]));
    }
  });
});

test('a receipt that does not exist is not explained', async () => {
  expect(await app.refused('explain.amount', { amount: { what: 'receiptTotal', number: 999_999 } })).toMatchObject({ code: 'NOT_FOUND', path: '/number' });
});
