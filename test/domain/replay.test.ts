import { describe, expect, it } from 'vitest';
import { addDays, startOfDay } from '../../electron/domain/localTime.ts';
import { Decimal } from '../../electron/domain/money.ts';
import { replay } from '../../electron/domain/replay.ts';
import type { ReplaySettings, ReplayUsage } from '../../electron/domain/replay.ts';

const ZONE = 'America/Denver';
const HOUR_MS = 3_600_000;
const TODAY: ReplaySettings = { reserveDays: 7, rechargeDays: 14, leastReserve: '0.00', leastRecharge: '0.00', divideByAge: false, everyCycles: 1 };

/** So much a day, all of it in one hour after midnight, from the first of the thirty days before or from the first that is played. */
function steady(played: number, aDay: string, { opening = '200.00', young = false, hourOfDay = 10 } = {}): ReplayUsage {
  const from = '2026-01-10';
  const dates = Array.from({ length: 30 + played }, (_, index) => addDays(from, index - 30));
  const used = (index: number): string => (young && index < 30 ? '0' : aDay);
  return {
    days: dates.map((date, index) => ({ date, start: startOfDay(date, ZONE), used: used(index) })),
    end: startOfDay(addDays(from, played), ZONE),
    hours: dates.slice(30).map((date) => ({ hour: startOfDay(date, ZONE) / HOUR_MS + hourOfDay, used: aDay })),
    opening: new Decimal(opening),
    firstUse: young ? from : '2025-01-01',
  };
}

const told = ({ lowest, hoursAtZero, recharges, recharged }: ReturnType<typeof replay>) => ({ lowest: lowest.toFixed(2), hoursAtZero, recharges: recharges.length, recharged: recharged.toFixed(2) });

describe('replay', () => {
  it('recharges two weeks of steady use whenever less than one week is left, at the cycle after', () => {
    const played = replay(steady(60, '10.00'), TODAY);
    expect(told(played)).toEqual({ lowest: '60.00', hoursAtZero: 0, recharges: 4, recharged: '560.00' });
    // 200 - 14 days is 60, below 70: stamped at 11:00 in Denver, charged at the beat at 20:00 UTC, which is 13:00.
    expect(new Date(played.recharges[0]?.at ?? 0).toISOString()).toBe('2026-01-23T20:00:00.000Z');
    expect(played.recharges[0]?.amounts.reserve.toFixed(2)).toBe('70.00');
    expect(played.balances).toHaveLength(60);
    expect(played.balances.at(-1)?.toFixed(2)).toBe('160.00');
  });

  it('lets the balance fall lower with five days of reserve, and buys in larger steps with thirty days of recharge', () => {
    expect(told(replay(steady(60, '10.00'), { ...TODAY, reserveDays: 5 }))).toMatchObject({ lowest: '40.00', hoursAtZero: 0 });
    expect(told(replay(steady(60, '10.00'), { ...TODAY, rechargeDays: 30 }))).toMatchObject({ recharges: 2, recharged: '600.00' });
  });

  it('waits for the sixth cycle where only every sixth looks', () => {
    const [first] = replay(steady(60, '10.00'), { ...TODAY, everyCycles: 6 }).recharges;
    expect((first?.at ?? 0) / (4 * HOUR_MS) % 6).toBe(0);
    expect(first?.at).toBeGreaterThan(Date.UTC(2026, 0, 23, 20));
  });

  it('runs dry on a young account, and not when it divides by its age or keeps a least reserve', () => {
    const young = steady(30, '10.00', { young: true, opening: '25.00' });
    const dry = replay(young, TODAY);
    expect(dry.hoursAtZero).toBeGreaterThan(0);
    expect(dry.lowest.lessThanOrEqualTo(0)).toBe(true);
    expect(replay(young, { ...TODAY, divideByAge: true }).hoursAtZero).toBe(0);
    expect(replay(young, { ...TODAY, leastReserve: '70.00', leastRecharge: '140.00' }).hoursAtZero).toBe(0);
  });

  it('counts the hours at or below zero, and charges nothing where nothing was used', () => {
    const idle = steady(7, '0', { opening: '0.00' });
    expect(told(replay(idle, TODAY))).toEqual({ lowest: '0.00', hoursAtZero: 7 * 24, recharges: 0, recharged: '0.00' });
  });

  it('loses no cent: opening, less what was used, plus what was recharged, is what is left', () => {
    const usage = steady(90, '7.123457');
    const { balances, recharged } = replay(usage, TODAY);
    expect(balances.at(-1)?.toFixed()).toBe(new Decimal('200').minus(new Decimal('7.123457').times(90)).plus(recharged).toFixed());
  });
});
