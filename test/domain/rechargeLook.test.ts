import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divisorDays } from '../../electron/domain/autoRecharge.ts';
import { cycleStart } from '../../electron/domain/chargeCycle.ts';
import { Decimal } from '../../electron/domain/money.ts';
import { dueStamp, lookAtRecharge, lookInWords, NEVER_DUE } from '../../electron/domain/rechargeLook.ts';
import type { RechargeFacts } from '../../electron/domain/rechargeLook.ts';

const CYCLE = 123_456;
const STAMPED = { ...NEVER_DUE, dueSince: cycleStart(CYCLE) - 1 };

const facts = (over: Partial<RechargeFacts> & { readonly has?: string; readonly waits?: string } = {}): RechargeFacts => ({
  cycle: CYCLE,
  autoRecharge: true,
  balance: new Decimal(over.has ?? '29.99'),
  pending: new Decimal(over.waits ?? '0'),
  amounts: { reserve: new Decimal(30), amount: new Decimal(60) },
  state: STAMPED,
  openCharge: false,
  ...over,
});

describe('a charge cycle looks at an account', () => {
  it('charges one that was stamped before the cycle and is still below the reserve', () => expect(lookAtRecharge(facts())).toEqual({ kind: 'charge' }));
  it('does not charge at the reserve itself', () => expect(lookAtRecharge(facts({ has: '30.00' }))).toEqual({ kind: 'clear', because: 'atReserve' }));
  it('compares the exact balance, not the rounded one', () => expect(lookAtRecharge(facts({ has: '29.999999' }))).toEqual({ kind: 'charge' }));
  it('does nothing where it is off', () => expect(lookAtRecharge(facts({ autoRecharge: false }))).toEqual({ kind: 'off' }));
  it('stamps one that is below and was not stamped: nothing is charged until the next cycle', () => {
    expect(lookAtRecharge(facts({ state: NEVER_DUE }))).toEqual({ kind: 'stamp' });
    expect(lookAtRecharge(facts({ state: NEVER_DUE, has: '30.00' }))).toEqual({ kind: 'notDue' });
  });

  it('looks at one stamped in the cycle, or in its first moment, in the next cycle', () => {
    for (const later of [0, 1, 14_399_999]) {
      const state = { ...NEVER_DUE, dueSince: cycleStart(CYCLE) + later };
      expect(lookAtRecharge(facts({ state }))).toEqual({ kind: 'notYet' });
      expect(lookAtRecharge(facts({ state, cycle: CYCLE + 1 }))).toEqual({ kind: 'charge' });
    }
  });

  it('stamps anew what a clock that was ahead had stamped for a time to come, and clears it at the reserve', () => {
    const state = { ...NEVER_DUE, dueSince: cycleStart(CYCLE + 1) };
    expect(lookAtRecharge(facts({ state }))).toEqual({ kind: 'stamp' });
    expect(lookAtRecharge(facts({ state, has: '30.00' }))).toEqual({ kind: 'clear', because: 'atReserve' });
  });

  it('counts a pending payment against being due', () => {
    expect(lookAtRecharge(facts({ waits: '0.01', openCharge: true }))).toEqual({ kind: 'clear', because: 'pendingCounted' });
    expect(lookAtRecharge(facts({ waits: '0.009999', openCharge: true }))).toEqual({ kind: 'wait', for: 'openCharge' });
  });

  it('charges nothing where the recharge amount is zero', () => {
    expect(lookAtRecharge(facts({ amounts: { reserve: new Decimal(30), amount: new Decimal(0) } }))).toEqual({ kind: 'clear', because: 'nothingToCharge' });
  });

  it('waits for the next try after a decline, and is paused after four', () => {
    expect(lookAtRecharge(facts({ state: { ...STAMPED, failedCycles: 1, nextTryCycle: CYCLE + 1 } }))).toEqual({ kind: 'wait', for: 'retry' });
    expect(lookAtRecharge(facts({ state: { ...STAMPED, failedCycles: 3, nextTryCycle: CYCLE } }))).toEqual({ kind: 'charge' });
    expect(lookAtRecharge(facts({ state: { ...STAMPED, failedCycles: 4, nextTryCycle: CYCLE } }))).toEqual({ kind: 'paused' });
  });

  it('says what it decided', () => {
    expect(lookInWords({ kind: 'clear', because: 'pendingCounted' }, '$30.00')).toBe('With the pending payment counted the balance is not below the minimum reserve of $30.00. Nothing is charged.');
    expect(lookInWords({ kind: 'notDue' }, '$30.00')).toBe('The balance is not below the minimum reserve of $30.00.');
  });
});

describe('the stamp', () => {
  it('has the moment at which the balance fell below, and stays the first one', () => {
    expect(dueStamp(facts({ state: NEVER_DUE }), 77)).toBe(77);
    expect(dueStamp(facts(), 77)).toBeNull();
    expect(dueStamp(facts({ state: NEVER_DUE, has: '30.00' }), 77)).toBeNull();
    expect(dueStamp(facts({ state: NEVER_DUE, autoRecharge: false }), 77)).toBeNull();
  });

  it('is what makes a charge: no account is charged in the cycle in which it was stamped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 3 * 14_400_000 }), (cents, offset) => {
        const moment = cycleStart(CYCLE) - 14_400_000 + offset;
        const balance = new Decimal(cents).dividedBy(100);
        const dueSince = dueStamp(facts({ balance, state: NEVER_DUE }), moment);
        const look = lookAtRecharge(facts({ balance, state: { ...NEVER_DUE, dueSince } }));
        expect(look.kind === 'charge').toBe(cents < 3000 && moment < cycleStart(CYCLE));
      }),
    );
  });
});

describe('the days that usage is averaged over', () => {
  it.each([
    [false, '2026-03-14', 30],
    [true, null, 30],
    [true, '2026-03-15', 1],
    [true, '2026-03-14', 1],
    [true, '2026-03-05', 10],
    [true, '2026-02-13', 30],
    [true, '2020-01-01', 30],
    // Usage after today is none of the days averaged over.
    [true, '2026-04-01', 1],
  ])('by age %s, first use %s: %i', (byAge, first, days) => expect(divisorDays(byAge, first, '2026-03-15')).toBe(days));
});
