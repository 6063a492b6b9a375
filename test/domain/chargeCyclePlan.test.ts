import { describe, expect, test } from 'vitest';
import { CHARGE_CYCLE_MS, cycleAtOrAfter, cycleNumber } from '../../electron/domain/chargeCycle.ts';
import { planChargeCycle } from '../../electron/domain/chargeCyclePlan.ts';
import { nextBillingDate } from '../../electron/domain/billingPeriod.ts';
import { startOfDay } from '../../electron/domain/localTime.ts';

const NOW = Date.parse('2026-03-15T18:00:00.000Z');
const HOUR = 3_600_000;
const seen = (at: number) => ({ highestCycle: cycleNumber(at), lastSeenAt: at });

describe('what a charge cycle may do', () => {
  test('the first ever, the same once more, the next', () => {
    expect(planChargeCycle(null, NOW)).toEqual({ kind: 'run', cycle: cycleNumber(NOW), begins: true });
    expect(planChargeCycle(seen(NOW), NOW + HOUR)).toMatchObject({ kind: 'run', begins: false });
    expect(planChargeCycle(seen(NOW), NOW + CHARGE_CYCLE_MS)).toMatchObject({ kind: 'run', begins: true });
  });

  test('exactly two days away runs, a millisecond more asks', () => {
    expect(planChargeCycle(seen(NOW), NOW + 48 * HOUR)).toMatchObject({ kind: 'run' });
    expect(planChargeCycle(seen(NOW), NOW + 48 * HOUR + 1)).toEqual({ kind: 'ask', since: NOW });
  });

  test('an earlier cycle stops; earlier in the same cycle does not', () => {
    expect(planChargeCycle(seen(NOW), NOW - 2 * HOUR)).toMatchObject({ kind: 'run', begins: false });
    expect(planChargeCycle(seen(NOW), NOW - 2 * HOUR - 1)).toEqual({ kind: 'clockSetBack', until: NOW });
  });
});

describe('the cycle of a billing date', () => {
  test.each([
    ['UTC', '2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['America/Denver', '2026-03-01', '2026-03-01T08:00:00.000Z'],
    // Summer time begins on 8 March 2026, ends on 1 November; both at 02:00.
    ['America/Denver', '2026-03-08', '2026-03-08T08:00:00.000Z'],
    ['America/Denver', '2026-03-09', '2026-03-09T08:00:00.000Z'],
    ['America/Denver', '2026-11-01', '2026-11-01T08:00:00.000Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T08:00:00.000Z'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
    // A day that begins at 01:00, because its midnight was left out.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T04:00:00.000Z'],
    // Half and quarter hours; ahead of UTC the date begins on the UTC day before.
    ['Asia/Kolkata', '2026-03-01', '2026-02-28T20:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-01', '2026-02-28T20:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-01', '2026-02-28T12:00:00.000Z'],
    // This whole day was left out in Samoa; it begins with the next.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T12:00:00.000Z'],
  ])('%s, %s', (zone, date, cycle) => {
    expect(new Date(cycleAtOrAfter(startOfDay(date, zone))).toISOString()).toBe(cycle);
  });

  test('month ends and leap years never lose the billing day', () => {
    const dates = ['2027-12-31'];
    for (let month = 0; month < 14; month += 1) dates.push(nextBillingDate(dates.at(-1) ?? '', 31));
    expect(dates).toEqual([
      '2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31', '2028-06-30', '2028-07-31',
      '2028-08-31', '2028-09-30', '2028-10-31', '2028-11-30', '2028-12-31', '2029-01-31', '2029-02-28',
    ]);
  });
});
