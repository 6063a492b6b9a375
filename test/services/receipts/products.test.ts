import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';

let app: TestApplication;
let accountId: number;
let hash: string;
const training = { kind: 'training', description: 'Admin course', quantity: 2, unitPrice: '500.00' } as const;
const adjustment = { kind: 'contractAdjustment', description: '', quantity: 1, unitPrice: '-50.505' } as const;
const fileHash = (): string => contentHash(`${app.folder}/demonstration.billing`);

beforeAll(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
  accountId = (await app.call('summary.accounts', {})).accounts.find(({ primary }) => primary)?.id ?? 0;
});
beforeEach(() => {
  hash = fileHash();
});
afterAll(() => app.end());

async function wish(products: readonly object[]) {
  const { account, fundingSources, operator } = await app.call('billingManager.view', { accountId });
  return {
    commandId: randomUUID(),
    accountId,
    revision: account.revision,
    draft: { products },
    fundingSourceId: fundingSources[0]?.id,
    firstName: operator.firstName,
    lastName: operator.lastName,
  };
}

describe('products', () => {
  test.each<[string, readonly object[], { code: string; path: string }]>([
    ['a total below zero', [{ ...adjustment }], { code: 'TOTAL_BELOW_ZERO', path: '/draft/products' }],
    ['a negative price of another kind', [{ ...training, unitPrice: '-1.00' }], { code: 'BAD_INPUT', path: '/draft/products/0/unitPrice' }],
    ['half a course', [{ ...training, quantity: 0.5 }], { code: 'BAD_INPUT', path: '/draft/products/0/quantity' }],
    ['none', [{ ...training, quantity: 0 }], { code: 'BAD_INPUT', path: '/draft/products/0/quantity' }],
    ['a negative quantity', [{ ...training, quantity: -1 }], { code: 'BAD_INPUT', path: '/draft/products/0/quantity' }],
    ['seven decimals', [training, { ...training, unitPrice: '0.0000001' }], { code: 'BAD_INPUT', path: '/draft/products/1/unitPrice' }],
    ['a price above what the file holds', [{ ...training, unitPrice: '9000000000.01' }], { code: 'BAD_INPUT', path: '/draft/products/0/unitPrice' }],
    ['an amount above what the file holds', [{ ...training, quantity: 1_000_000_000, unitPrice: '9000000000' }], { code: 'BAD_INPUT', path: '/draft/products/0/quantity' }],
    ['a card number in the description', [{ ...training, description: '4242 4242 4242 4242' }], { code: 'CARD_NUMBER', path: '/draft/products/0/description' }],
    ['an unknown kind', [{ ...training, kind: 'gold' }], { code: 'BAD_INPUT', path: '/draft/products/0/kind' }],
  ])('refused: %s', async (_name, products, expected) => {
    const refusal = await app.refused('billingManager.accept', await wish(products));
    expect(refusal).toMatchObject(expected);
    expect(refusal.message).toMatch(/\.$/);
    expect(fileHash()).toBe(hash);
  });

  test('several, a negative adjustment among them, are one receipt as previewed', async () => {
    const products = [{ ...training }, { ...adjustment }];
    const preview = await app.call('billingManager.preview', { accountId, draft: { products } });
    // 1,000.00 - 50.51: half a cent goes away from zero, for negative amounts too.
    expect(preview.chargedNow).toMatchObject({ total: '949.49', lines: [{ amount: '1000.00' }, { amount: '-50.51' }] });
    const { fundingSourceId, ...rest } = await wish(products);
    const outcome = await app.call('billingManager.accept', { ...rest, draft: { products }, ...(fundingSourceId === undefined ? {} : { fundingSourceId }) });
    expect(outcome).toMatchObject({ status: 'accepted', total: '949.49' });
    const { receipts } = await app.call('receipts.page', { filter: {}, limit: 1 });
    expect(receipts[0]).toMatchObject({ kind: 'products', total: '949.49' });
    expect(receipts[0]?.lines).toEqual(preview.chargedNow.lines);
    const { products: bought } = await app.call('billingManager.view', { accountId });
    expect(bought.slice(0, 2).map(({ line }) => line.name)).toEqual(['Training', 'Contract adjustment']);
  });
});
