import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_RECHARGE_SETTINGS, rechargeAmounts } from '../../electron/domain/autoRecharge.ts';
import { cycleStart } from '../../electron/domain/chargeCycle.ts';
import { Decimal } from '../../electron/domain/money.ts';
import { dueStamp, lookAtRecharge, NEVER_DUE } from '../../electron/domain/rechargeLook.ts';

const CYCLES_A_DAY = 6;
const FIRST_CYCLE = 123_456;
const MICROS = 1_000_000;
/** A cent, for X and Y are rounded to it. */
const CENT = new Decimal('0.01');

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);

/** Micro-dollars used in the cycles of a day: the same every day, however uneven within it. */
const someDay = fc.array(fc.array(fc.integer({ min: 0, max: 20 * MICROS }), { maxLength: 3 }), { minLength: CYCLES_A_DAY, maxLength: CYCLES_A_DAY }).filter((day) => sum(day.flat()) >= 300_000);

/**
 * SPEC section 7: with steady use and no declines the balance stays between one and three weeks of use. What is used
 * between the fall below X and the next cycle, at most one cycle's use, may go below the one week.
 */
test('with steady use and no declines the balance stays between one and three weeks of use, one cycle\'s use apart', () => {
  fc.assert(
    fc.property(someDay, fc.double({ min: 0, max: 1, noNaN: true }), (day, share) => {
      const daily = new Decimal(sum(day.flat())).dividedBy(MICROS);
      const week = daily.times(7);
      const cycleUse = new Decimal(Math.max(...day.map(sum))).dividedBy(MICROS);
      const lowest = week.minus(cycleUse).minus(CENT);
      const highest = week.times(3).plus(CENT);
      const amounts = rechargeAmounts(Array.from({ length: 30 }, () => daily), DEFAULT_RECHARGE_SETTINGS, '2026-11-10');
      // Anywhere between one and three weeks to begin with.
      let balance = week.plus(week.times(2).times(share)).toDecimalPlaces(6);
      let state = NEVER_DUE;
      let charges = 0;
      const pending = new Decimal(0);
      for (let cycle = FIRST_CYCLE; cycle < FIRST_CYCLE + 45 * CYCLES_A_DAY; cycle += 1) {
        const look = lookAtRecharge({ cycle, autoRecharge: true, balance, pending, amounts, state, openCharge: false });
        if (look.kind === 'charge') {
          charges += 1;
          balance = balance.plus(amounts.amount);
          state = NEVER_DUE;
        } else expect(state.dueSince).toBeNull();
        expect(balance.lessThanOrEqualTo(highest)).toBe(true);
        for (const [index, used] of (day[(cycle - FIRST_CYCLE) % CYCLES_A_DAY] ?? []).entries()) {
          balance = balance.minus(new Decimal(used).dividedBy(MICROS));
          const dueSince = dueStamp({ autoRecharge: true, balance, pending, amounts, state }, cycleStart(cycle) + index);
          if (dueSince !== null) state = { ...state, dueSince };
        }
        expect(balance.greaterThanOrEqualTo(lowest), `${balance.toFixed()} is below ${lowest.toFixed()}`).toBe(true);
      }
      // 45 days use up more than three weeks: at least one charge, and never one a fortnight earlier than needed.
      expect(charges).toBeGreaterThanOrEqual(1);
      expect(charges).toBeLessThanOrEqual(4);
    }),
    { numRuns: 60 },
  );
});
