import { expect, it } from 'vitest';
import { quantityProblem } from '../../renderer/summary/parts/seats/quantityProblem.ts';

it('says of a box why it holds no quantity', () => {
  for (const text of ['0', ' 12 ', '1000000000']) expect(quantityProblem(text)).toBeNull();
  for (const text of ['', '-4', '1.5', '1e3']) expect(quantityProblem(text)).toBe('Type a whole number, 0 or more.');
  for (const text of ['1000000001', '9999999999', '9'.repeat(40)]) expect(quantityProblem(text)).toBe('This is above 1,000,000,000.');
});
