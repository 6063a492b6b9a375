import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatMoney, groupThousands, isZero, plainPrice } from '../../../renderer/common/format/money.ts';

describe('formatMoney', () => {
  it.each([
    ['3120.00', '$3,120.00'],
    ['0.00', '$0.00'],
    ['-5.48', '−$5.48'],
    ['0.02', '$0.02'],
    ['0.0125', '$0.0125'],
    ['50', '$50.00'],
    ['999.5', '$999.50'],
    ['123456789012345.67', '$123,456,789,012,345.67'],
    ['-1000.00', '−$1,000.00'],
  ])('%s is shown as %s', (amount, shown) => {
    expect(formatMoney(amount)).toBe(shown);
  });

  test('no digit is lost or made up, however large the amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 99 }), fc.boolean(), (whole, cents, negative) => {
        const amount = `${negative ? '-' : ''}${whole}.${String(cents).padStart(2, '0')}`;
        expect(formatMoney(amount).replace('−', '-').replace(/[$,]/g, '')).toBe(amount);
      }),
    );
  });
});

describe('groupThousands', () => {
  it.each([
    ['10710', '10,710'],
    ['999', '999'],
    ['1234567.891', '1,234,567.891'],
    ['-1000', '-1,000'],
  ])('%s becomes %s', (decimal, grouped) => {
    expect(groupThousands(decimal)).toBe(grouped);
  });
});

describe('isZero', () => {
  it.each(['0', '0.00', '-0.00', '0.000000'])('%s is nothing', (amount) => {
    expect(isZero(amount)).toBe(true);
  });
  it.each(['0.01', '-0.01', '10.00', '0.000001'])('%s is something', (amount) => {
    expect(isZero(amount)).toBe(false);
  });
});

test.each([
  ['$1,250.00', '1250.00'],
  [' 1 250.5 ', '1250.5'],
  ['1,234', '1234'],
  ['12,345.60', '12345.60'],
  ['$ 1,234,567.8', '1234567.8'],
  ['-$1,250.00', '-1250.00'],
  // A decimal comma, or commas that group nothing, are for the application to refuse.
  ['49,90', '49,90'],
  ['50,00', '50,00'],
  ['1,5', '1,5'],
  ['$12,50', '12,50'],
  ['1.234,56', '1.234,56'],
  ['0,123', '0,123'],
  ['1,2345', '1,2345'],
  ['1234,567', '1234,567'],
  ['1,234 567', '1,234 567'],
  ['1.234,567', '1.234,567'],
  ['1,,234', '1,,234'],
  [',50', ',50'],
  ['49 90', '49 90'],
  ['−5.00', '-5.00'],
  ['–$5', '-5'],
  ['-.50', '-0.50'],
  ['.5', '0.5'],
  ['abc', 'abc'],
])('a price typed as %s is %s', (typed, price) => expect(plainPrice(typed)).toBe(price));
