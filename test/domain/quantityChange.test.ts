import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billingPeriod } from '../../electron/domain/billingPeriod.ts';
import { Decimal, formatMoney } from '../../electron/domain/money.ts';
import { prorate } from '../../electron/domain/proration.ts';
import { effectiveQuantity, planQuantityChange, type ServiceLicense } from '../../electron/domain/quantityChange.ts';

const march15 = billingPeriod('2014-03-15', 1);
const wholePeriod = billingPeriod('2014-03-01', 1);

function license(change: Partial<ServiceLicense> = {}): ServiceLicense {
  return { type: 'crm', quantity: 10, scheduledQuantity: null, paidThisPeriod: 10, minimum: 0, unitPrice: '10.00', ...change };
}

describe('raising a quantity', () => {
  it('holds at once and charges the days left, today included', () => {
    const change = planQuantityChange({ ...license(), newQuantity: 13 }, march15);
    expect(change).toMatchObject({ effect: 'added', charged: 3, next: { quantity: 13, scheduledQuantity: null, paidThisPeriod: 13 } });
    expect(change.line).toMatchObject({ product: 'crm', name: 'CRM', quantity: 3, unitPrice: '10.00', description: '17 of 31 days' });
    expect(change.line && formatMoney(change.line.amount)).toBe('16.45');
  });

  it('says how the amount came about', () => {
    const { line } = planQuantityChange({ ...license({ unitPrice: '50.00' }), newQuantity: 13 }, march15);
    expect(line?.explanation.calculation).toBe('50.00 × 3 × 17 ÷ 31 = 82.258…, rounded half-up to 82.26');
    expect(line?.explanation.inputs).toContainEqual({ label: 'Billing period', value: '2014-03-01 to 2014-03-31' });
  });

  it('says so where nothing had to be rounded', () => {
    const { line } = planQuantityChange({ ...license(), newQuantity: 11 }, wholePeriod);
    expect(line?.explanation.calculation).toBe('10.00 × 1 × 31 ÷ 31 = 10.00');
  });

  it('charges only units above the highest quantity paid for in the period', () => {
    const change = planQuantityChange({ ...license({ quantity: 5, paidThisPeriod: 10 }), newQuantity: 15 }, wholePeriod);
    expect(change).toMatchObject({ effect: 'added', charged: 5 });
    expect(change.line && formatMoney(change.line.amount)).toBe('50.00');
  });

  it('charges nothing for units paid for before', () => {
    const change = planQuantityChange({ ...license({ quantity: 5, paidThisPeriod: 10 }), newQuantity: 8 }, march15);
    expect(change).toEqual({ effect: 'added', charged: 0, line: null, next: { quantity: 8, scheduledQuantity: null, paidThisPeriod: 10 } });
  });
});

describe('cutting a quantity', () => {
  it('is scheduled, and gives no credit', () => {
    const change = planQuantityChange({ ...license(), newQuantity: 5 }, march15);
    expect(change).toEqual({ effect: 'cut', charged: 0, line: null, next: { quantity: 10, scheduledQuantity: 5, paidThisPeriod: 10 } });
  });

  it('can be deepened', () => {
    const change = planQuantityChange({ ...license({ scheduledQuantity: 5 }), newQuantity: 3 }, march15);
    expect(change).toMatchObject({ effect: 'cut', next: { quantity: 10, scheduledQuantity: 3 } });
  });

  it('is cancelled first when the quantity goes up again: 10 paid, cut to 5, raised to 15 charges 5', () => {
    const cut = planQuantityChange({ ...license(), newQuantity: 5 }, wholePeriod);
    const raised = planQuantityChange({ ...license(cut.next), newQuantity: 15 }, wholePeriod);
    expect(raised).toMatchObject({ effect: 'added', charged: 5, next: { quantity: 15, scheduledQuantity: null, paidThisPeriod: 15 } });
    expect(raised.line && formatMoney(raised.line.amount)).toBe('50.00');
  });

  it.each([
    [8, 8],
    [10, null],
  ])('is cancelled partly or wholly by going up to %i', (newQuantity, scheduledQuantity) => {
    const change = planQuantityChange({ ...license({ scheduledQuantity: 5 }), newQuantity }, march15);
    expect(change).toEqual({ effect: 'cutCancelled', charged: 0, line: null, next: { quantity: 10, scheduledQuantity, paidThisPeriod: 10 } });
  });
});

describe('any change', () => {
  const units = fc.integer({ min: 0, max: 1000 });
  const anyLicense = fc
    .record({ quantity: units, cut: fc.option(units), above: units })
    .map(({ quantity, cut, above }) =>
      license({ quantity, scheduledQuantity: cut === null || cut >= quantity ? null : cut, paidThisPeriod: quantity + above }),
    );

  it('changes nothing when set to what it already is', () => {
    fc.assert(fc.property(anyLicense, (before) => {
      const change = planQuantityChange({ ...before, newQuantity: effectiveQuantity(before) }, march15);
      expect(change).toMatchObject({ effect: 'unchanged', charged: 0, line: null });
      expect(license({ ...before, ...change.next })).toEqual(before);
    }));
  });

  it('ends at the new quantity', () => {
    fc.assert(fc.property(anyLicense, units, (before, newQuantity) => {
      expect(effectiveQuantity(planQuantityChange({ ...before, newQuantity }, march15).next)).toBe(newQuantity);
    }));
  });

  it('charges each unit at most once in a period, whatever the way up and down', () => {
    fc.assert(fc.property(anyLicense, fc.array(units), (before, quantities) => {
      let state = before;
      let charged = 0;
      for (const newQuantity of quantities) {
        const change = planQuantityChange({ ...state, newQuantity }, march15);
        charged += change.charged;
        state = license(change.next);
      }
      expect(charged).toBe(Math.max(before.paidThisPeriod, ...quantities) - before.paidThisPeriod);
    }));
  });
});

describe('proration', () => {
  it('splits a month between the days gone and the days left without loss', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 1, max: 31 }), (cents, daysLeft) => {
      const monthly = new Decimal(cents).dividedBy(100);
      const left = prorate(monthly, { days: 31, daysLeft });
      const gone = prorate(monthly, { days: 31, daysLeft: 31 - daysLeft });
      expect(formatMoney(left.plus(gone))).toBe(formatMoney(monthly));
      expect(left.lessThanOrEqualTo(monthly)).toBe(true);
    }));
  });

  it('rounds each line once: -5.48 + 10.97, not the rounded sum', () => {
    expect(formatMoney(prorate(new Decimal('-10'), march15))).toBe('-5.48');
    expect(formatMoney(prorate(new Decimal('20'), march15))).toBe('10.97');
    expect(formatMoney(prorate(new Decimal('10'), march15))).toBe('5.48');
  });
});
