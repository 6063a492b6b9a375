import { describe, expect, it } from 'vitest';
import { DEFAULT_RECHARGE_SETTINGS, isRechargeDue, rechargeAmounts } from '../../electron/domain/autoRecharge.ts';
import { Decimal, formatMoney } from '../../electron/domain/money.ts';

const TODAY = '2026-11-10';

function printed(usage: readonly string[], settings: Partial<typeof DEFAULT_RECHARGE_SETTINGS> = {}) {
  const { windowTotal, reserve, amount } = rechargeAmounts(usage, { ...DEFAULT_RECHARGE_SETTINGS, ...settings }, TODAY);
  return [formatMoney(windowTotal), formatMoney(reserve), formatMoney(amount)];
}

describe('automatic recharge', () => {
  it('keeps a week in reserve and buys two: $30 a week gives 30.00 and 60.00', () => {
    expect(printed(['128.57'])).toEqual(['128.57', '30.00', '60.00']);
  });

  it('rounds each amount once, at the end', () => expect(printed(['4.00'])).toEqual(['4.00', '0.93', '1.87']));
  it('counts idle days as zero', () => expect(printed(['0', '4.00', '0'])).toEqual(printed(['4.00'])));
  it('is nothing without usage', () => expect(printed([])).toEqual(['0.00', '0.00', '0.00']));
  it('never rounds usage day by day', () => expect(printed(Array<string>(30).fill('0.004'))).toEqual(['0.12', '0.03', '0.06']));

  it('takes other days', () => {
    expect(printed(['30'], { reserveDays: 5, rechargeDays: 10 })).toEqual(['30.00', '5.00', '10.00']);
    expect(printed(['30'], { reserveDays: 0, rechargeDays: 366 })).toEqual(['30.00', '0.00', '366.00']);
  });

  it('divides by the days since first use on a young account', () => {
    expect(printed(['4.00', '4.00'], { divisorDays: 2 })).toEqual(['8.00', '28.00', '56.00']);
  });

  it('applies the least amounts after rounding, in cents', () => {
    expect(printed(['4.00'], { leastReserve: '20', leastRecharge: '1.87' })).toEqual(['4.00', '20.00', '1.87']);
    expect(printed(['4.00'], { leastReserve: '0.934999' })).toEqual(['4.00', '0.93', '1.87']);
    expect(printed(['4.00'], { leastReserve: '0.935' })).toEqual(['4.00', '0.94', '1.87']);
  });

  it('says where an amount comes from', () => {
    const { reserveExplanation, amountExplanation } = rechargeAmounts(['4.00'], { ...DEFAULT_RECHARGE_SETTINGS, leastReserve: '20.00' }, TODAY);
    expect(reserveExplanation.inputs.slice(0, 2)).toEqual([{ label: 'Day', value: TODAY }, { label: 'Used in the 30 complete days before it', value: '4.00' }]);
    expect(reserveExplanation.calculation).toBe('4.00 × 7 ÷ 30 = 0.933…, rounded half-up to 0.93; raised to the least amount, 20.00');
    expect(amountExplanation.calculation).toBe('4.00 × 14 ÷ 30 = 1.866…, rounded half-up to 1.87');
  });

  it.each([
    [true, '29.99', true],
    [true, '30.00', false],
    [true, '-1', true],
    [false, '0', false],
  ])('switched %s with a balance of %s is due: %s', (on, balance, due) => {
    expect(isRechargeDue(on, new Decimal(balance), { reserve: new Decimal(30), amount: new Decimal(60) })).toBe(due);
  });

  it('is not due when there is nothing to charge', () => {
    expect(isRechargeDue(true, new Decimal(-5), { reserve: new Decimal(0), amount: new Decimal(0) })).toBe(false);
  });
});
