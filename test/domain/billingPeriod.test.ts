import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billingPeriod, nextBillingDate } from '../../electron/domain/billingPeriod.ts';
import { addDays } from '../../electron/domain/localTime.ts';

describe('billing period', () => {
  it.each([
    ['2014-03-15', 1, { start: '2014-03-01', end: '2014-03-31', days: 31, daysLeft: 17 }],
    ['2014-03-01', 1, { start: '2014-03-01', end: '2014-03-31', days: 31, daysLeft: 31 }],
    ['2014-03-31', 1, { start: '2014-03-01', end: '2014-03-31', days: 31, daysLeft: 1 }],
    ['2024-02-29', 31, { start: '2024-02-29', end: '2024-03-30', days: 31, daysLeft: 31 }],
    ['2023-02-27', 31, { start: '2023-01-31', end: '2023-02-27', days: 28, daysLeft: 1 }],
    ['2023-02-28', 31, { start: '2023-02-28', end: '2023-03-30', days: 31, daysLeft: 31 }],
    ['2023-04-29', 30, { start: '2023-03-30', end: '2023-04-29', days: 31, daysLeft: 1 }],
    ['2026-01-05', 20, { start: '2025-12-20', end: '2026-01-19', days: 31, daysLeft: 15 }],
    ['2100-02-28', 29, { start: '2100-02-28', end: '2100-03-28', days: 29, daysLeft: 29 }],
  ])('of %s with billing day %i', (day, billingDay, period) => expect(billingPeriod(day, billingDay)).toEqual(period));

  it('never loses the anchor day over short months', () => {
    const dates = ['2023-01-31'];
    for (let month = 0; month < 6; month += 1) dates.push(nextBillingDate(dates.at(-1) ?? '', 31));
    expect(dates).toEqual(['2023-01-31', '2023-02-28', '2023-03-31', '2023-04-30', '2023-05-31', '2023-06-30', '2023-07-31']);
  });

  it('has a leap day in leap years alone', () => {
    expect(nextBillingDate('2024-01-31', 31)).toBe('2024-02-29');
    expect(nextBillingDate('2100-01-31', 31)).toBe('2100-02-28');
    expect(nextBillingDate('2000-01-30', 30)).toBe('2000-02-29');
  });

  it('refuses a day that does not exist', () => expect(() => billingPeriod('2023-02-29', 1)).toThrow(RangeError));

  const someDay = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays('2024-02-29', days));
  const someBillingDay = fc.integer({ min: 1, max: 31 });

  it('follows on the one before without gap or overlap', () => {
    fc.assert(fc.property(someDay, someBillingDay, (day, billingDay) => {
      const period = billingPeriod(day, billingDay);
      const next = billingPeriod(addDays(period.end, 1), billingDay);
      expect(next.start).toBe(addDays(period.end, 1));
      expect(next.start).toBe(nextBillingDate(day, billingDay));
      expect(next.daysLeft).toBe(next.days);
    }));
  });

  it('contains its day, has 28 to 31 days, and loses one day a day', () => {
    fc.assert(fc.property(someDay, someBillingDay, (day, billingDay) => {
      const { start, end, days, daysLeft } = billingPeriod(day, billingDay);
      expect(start <= day && day <= end).toBe(true);
      expect(days).toBeGreaterThanOrEqual(28);
      expect(days).toBeLessThanOrEqual(31);
      expect(addDays(day, daysLeft)).toBe(addDays(end, 1));
      expect(addDays(start, days)).toBe(addDays(end, 1));
    }));
  });
});
