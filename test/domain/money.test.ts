import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, formatMoney, formatPrice, roundHalfUpToCents, sumMoney } from '../../electron/domain/money.ts';

const thousandths = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((value) => new Decimal(value.toString()).dividedBy(1000));

describe('rounding to the cent', () => {
  it.each([
    ['2.265', '2.27'],
    ['-2.265', '-2.27'],
    ['2.2649999999', '2.26'],
    ['0.005', '0.01'],
    ['-0.005', '-0.01'],
    ['-0.004', '0.00'],
    ['-0', '0.00'],
    ['999999999999999.995', '1000000000000000.00'],
    ['140', '140.00'],
  ])('%s prints as %s', (exact, printed) => expect(formatMoney(new Decimal(exact))).toBe(printed));

  it('treats an amount and its negative alike', () => {
    fc.assert(fc.property(thousandths, (amount) => {
      expect(roundHalfUpToCents(amount.negated()).equals(roundHalfUpToCents(amount).negated())).toBe(true);
    }));
  });

  it('is never off by more than half a cent', () => {
    fc.assert(fc.property(thousandths, (amount) => {
      expect(roundHalfUpToCents(amount).minus(amount).abs().lessThanOrEqualTo('0.005')).toBe(true);
    }));
  });

  it('keeps every digit of the largest product of a scenario file', () => {
    const product = new Decimal('999999999999999.999999').times(1_000_000_000).times(366);
    expect(product.toFixed()).toBe('365999999999999999999634000');
  });
});

describe('sums', () => {
  it('adds rounded lines, not exact amounts', () => {
    expect(formatMoney(sumMoney([new Decimal('-5.48'), new Decimal('10.97')]))).toBe('5.49');
  });

  it('is zero of nothing', () => expect(formatMoney(sumMoney([]))).toBe('0.00'));

  it('does not depend on the order', () => {
    fc.assert(fc.property(fc.array(thousandths), (amounts) => {
      expect(sumMoney(amounts.toReversed()).equals(sumMoney(amounts))).toBe(true);
    }));
  });
});

describe('prices', () => {
  it.each([
    ['50', '50.00'],
    ['0.02', '0.02'],
    ['0.0125', '0.0125'],
    ['0.1', '0.10'],
    ['1.0000005', '1.000001'],
    ['-0', '0.00'],
  ])('%s prints as %s', (price, printed) => expect(formatPrice(new Decimal(price))).toBe(printed));
});
