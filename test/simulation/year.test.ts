import { expect, test } from 'vitest';
import { simulateYear } from '../support/simulateYear.ts';

/** More, and any of them again: `npm run simulate -- --companies 200`, `npm run simulate -- --seed 7`. */
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

test.each(SEEDS)('the year of company %i is as the model says: charges, balances, decisions', { timeout: 60_000 }, async (seed) => {
  const { charges, crashes, difference } = await simulateYear(seed);
  expect(difference, `npm run simulate -- --seed ${seed}`).toBe('');
  expect(charges).toBeGreaterThan(11);
  expect(crashes).toBeGreaterThan(0);
});
