import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await startTestApplication('2026-11-10T19:00:00.000Z');
});
afterAll(() => app.end());

test('people by name and e-mail address, accounts by name', async () => {
  const { users, accounts } = await app.call('search.find', { text: 'ramanfield' });
  expect(users).toMatchObject([{ name: 'Priya Ramanfield', accountName: 'Headquarters', active: true }]);
  expect(accounts).toEqual([]);
  expect((await app.call('search.find', { text: 'remote OFF' })).accounts.map(({ name }) => name)).toEqual(['Remote Office']);
  // The words of the link and of the window that it opens.
  for (const text of ['Billing Manager', 'edit', 'edit remote']) expect((await app.call('search.find', { text })).accounts.map(({ name }) => name)).toContain('Remote Office');
});

test('a receipt by its number, however it is typed, then others by their text; six of each kind at most', async () => {
  for (const text of ['42', '000042', '#42', 'Receipt 42']) {
    const { receipts } = await app.call('search.find', { text });
    expect(receipts[0]?.number).toBe(42);
    expect(receipts.filter(({ number }) => number === 42)).toHaveLength(1);
    // Plain digits may be part of an amount, too.
    expect(receipts.length > 1).toBe(text === '42');
  }
  const { total } = (await app.call('receipts.detail', { number: 42 })).receipt;
  expect((await app.call('search.find', { text: `$${total}` })).receipts.map((found) => found.total)).toContain(total);
  const { receipts, receiptsBackTo } = await app.call('search.find', { text: 'Training' });
  expect(receipts.length).toBeGreaterThan(1);
  expect(receipts.length).toBeLessThanOrEqual(6);
  expect(receiptsBackTo).toBeNull();
});

test('nothing found is empty; a text of blanks, or too long a one, is refused', async () => {
  expect(await app.call('search.find', { text: 'zzzz%_' })).toEqual({ users: [], accounts: [], receipts: [], receiptsBackTo: null });
  expect(await app.refused('search.find', { text: '  ' })).toMatchObject({ code: 'BAD_INPUT', path: '/text' });
  expect(await app.refused('search.find', { text: 'x'.repeat(101) })).toMatchObject({ code: 'BAD_INPUT', path: '/text' });
});
