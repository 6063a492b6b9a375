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
