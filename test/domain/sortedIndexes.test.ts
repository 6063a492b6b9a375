import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedIndexes } from '../../electron/domain/sortedIndexes.ts';

function expected(keys: readonly number[]): number[] {
  return keys.map((_, index) => index).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}

describe('sorted indexes', () => {
  it.each([
    ['small keys', fc.integer({ min: -50, max: 50 })],
    ['keys too far apart to pack', fc.integer({ min: -(2 ** 52), max: 2 ** 52 })],
  ])('rise with the key and keep the order of equal keys: %s', (_, key) => {
    fc.assert(fc.property(fc.array(key), (keys) => {
      expect(Array.from(sortedIndexes(Float64Array.from(keys)))).toEqual(expected(keys));
    }));
  });
});
