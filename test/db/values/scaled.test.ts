import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CENTS, fromScaled, LARGEST_SCALED, MICROS, toScaled } from '../../../electron/db/values/scaled.ts';

describe('toScaled', () => {
  it.each([
    ['0.00', CENTS, 0n],
    ['-0.00', CENTS, 0n],
    ['140', CENTS, 14_000n],
    ['-5.48', CENTS, -548n],
    ['0.1', CENTS, 10n],
    ['90000000000000.00', CENTS, 9_000_000_000_000_000n],
    ['-90000000000000.00', CENTS, -9_000_000_000_000_000n],
    ['0.000001', MICROS, 1n],
    ['9000000000.000000', MICROS, 9_000_000_000_000_000n],
  ])('takes %s with %i decimals', (text, digits, expected) => {
    expect(toScaled(text, digits)).toBe(expected);
  });

  it.each([
    ['0.001', CENTS],
    ['0.0000001', MICROS],
    ['90000000000000.01', CENTS],
    ['-9000000000.000001', MICROS],
    ['1e3', CENTS],
    ['', CENTS],
    ['.5', CENTS],
    ['1.', CENTS],
    ['+1.00', CENTS],
    [' 1.00', CENTS],
    ['NaN', CENTS],
  ])('refuses %s with %i decimals', (text, digits) => {
    expect(() => toScaled(text, digits)).toThrow(RangeError);
  });
});

describe('fromScaled', () => {
  it.each([
    [0, CENTS, '0.00'],
    [-9, CENTS, '-0.09'],
    [14_000, CENTS, '140.00'],
    [20_000, MICROS, '0.02'],
    [12_500, MICROS, '0.0125'],
    [50_000_000, MICROS, '50.00'],
    [-1, MICROS, '-0.000001'],
    ['123456789012345678901', MICROS, '123456789012345.678901'],
  ])('prints %s with %i decimals as %s', (scaled, digits, expected) => {
    expect(fromScaled(scaled, digits)).toBe(expected);
  });

  it('gives back every number the file can hold', () => {
    fc.assert(
      fc.property(fc.bigInt(-LARGEST_SCALED, LARGEST_SCALED), fc.constantFrom(CENTS, MICROS), (scaled, digits) => {
        expect(toScaled(fromScaled(Number(scaled), digits), digits)).toBe(scaled);
      }),
    );
  });
});
