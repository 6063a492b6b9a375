import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rechargeAmounts } from '../../electron/domain/autoRecharge.ts';
import { billingPeriod } from '../../electron/domain/billingPeriod.ts';
import { Decimal, formatMoney } from '../../electron/domain/money.ts';
import { addedLicensesLine, chosenMinutesLine, productLine, recurringLine, storageLine } from '../../electron/domain/pricedLine.ts';
import type { PricedLine } from '../../electron/domain/pricedLine.ts';
import { storageFee } from '../../electron/domain/storageFee.ts';
import { sumExplanation } from '../../electron/domain/sumExplanation.ts';
import { resultOf } from '../support/calculation.ts';

/* Whatever a rule works out, its explanation's inputs give the same amount when somebody else does the arithmetic (SPEC section 14). */

const cents = fc.integer({ min: 0, max: 1_000_000 }).map((value) => new Decimal(value).dividedBy(100).toFixed(2));
const micros = fc.integer({ min: 0, max: 1_000_000_000 }).map((value) => new Decimal(value).dividedBy(1_000_000).toFixed());
const quantity = fc.integer({ min: 1, max: 5_000 });
const day = fc.integer({ min: 0, max: 730 }).map((days) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

function expectExplained({ amount, explanation }: Pick<PricedLine, 'amount' | 'explanation'>): void {
  expect(resultOf(explanation)).toBe(formatMoney(amount));
}

describe('the explanation gives the amount of', () => {
  test('licenses added within a period', () => {
    fc.assert(fc.property(quantity, micros, day, fc.integer({ min: 1, max: 31 }), (added, price, today, billingDay) => {
      expectExplained(addedLicensesLine('crm', added, price, billingPeriod(today, billingDay)));
    }));
  });

  test('licenses for a month, and products', () => {
    fc.assert(fc.property(quantity, micros, (count, price) => {
      expectExplained(recurringLine('fax', count, price, '2026-12-01'));
      expectExplained(productLine('contractAdjustment', 'Credit', count, price, '2026-11-10'));
    }));
  });

  test('the storage fee', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 2_000 }), micros, (used, users, price) => {
      expectExplained(storageLine(storageFee(used, users, price, '2026-11-10')));
    }));
  });

  test('minutes that were chosen', () => {
    fc.assert(fc.property(cents, (amount) => expectExplained(chosenMinutesLine(amount, '0.02'))));
  });

  test('minimum reserve and recharge amount, raised to the least amounts or not', () => {
    const settings = fc.record({ reserveDays: fc.integer({ min: 0, max: 366 }), rechargeDays: fc.integer({ min: 0, max: 366 }), divisorDays: fc.integer({ min: 1, max: 30 }), leastReserve: cents, leastRecharge: cents });
    fc.assert(fc.property(fc.array(micros, { maxLength: 30 }), settings, (daily, given) => {
      const amounts = rechargeAmounts(daily, given, '2026-11-10');
      expectExplained({ amount: amounts.reserve, explanation: amounts.reserveExplanation });
      expectExplained({ amount: amounts.amount, explanation: amounts.amountExplanation });
    }));
  });

  test('a sum, of a few amounts or many, some below zero', () => {
    const amount = fc.tuple(micros, fc.boolean()).map(([value, below]) => new Decimal(value).times(below ? -1 : 1));
    fc.assert(fc.property(fc.array(amount, { maxLength: 40 }), (amounts) => {
      const explanation = sumExplanation('Together.', amounts.map((each, index) => ({ label: `Part ${index}`, amount: each })));
      expect(resultOf(explanation)).toBe(formatMoney(amounts.reduce((sum, each) => sum.plus(each), new Decimal(0))));
    }));
  });
});

describe('an explanation is refused where', () => {
  const inputs = [{ label: 'Quantity', value: '3' }, { label: 'Price', value: '50.00' }];

  test('the arithmetic gives something else', () => {
    expect(() => resultOf({ rule: '', inputs, calculation: '50.00 × 3 = 140.00' })).toThrow('gives 150');
  });

  test('there is no arithmetic', () => {
    expect(() => resultOf({ rule: '', inputs, calculation: '150.00' })).toThrow('works nothing out');
    expect(() => resultOf({ rule: '', inputs, calculation: 'Nothing to add = 0.00' })).toThrow();
  });

  test('a number comes from nowhere', () => {
    expect(() => resultOf({ rule: '', inputs, calculation: '50.00 × 3 × 2 = 300.00' })).toThrow('uses 2');
  });
});
