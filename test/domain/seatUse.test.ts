import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTimeline } from '../../electron/domain/seatPlan.ts';
import { eventsBefore, seatColumns, seatTimeline } from '../../electron/domain/seatTimeline.ts';
import { partStarts, useByPool, useSteps } from '../../electron/domain/seatUse.ts';

const MINUTE = 60_000;
const PLENTY = { powerDialer: 99, flexPort: 99, inbound: 99, fax: 99, recordingPort: 99 };
const session = fc
  .record({ start: fc.nat(120), length: fc.integer({ min: 1, max: 60 }) })
  .map(({ start, length }) => ({ user: 'ann', tool: 'powerDialer' as const, start: start * MINUTE, end: (start + length) * MINUTE }));

describe('use over time', () => {
  it('is the most held within each part, minute by minute', () => {
    fc.assert(
      fc.property(fc.array(session, { maxLength: 20 }), fc.integer({ min: 1, max: 30 }), (sessions, length) => {
        const steps = { start: 0, step: length * MINUTE, count: Math.ceil(180 / length) };
        const timeline = seatTimeline(seatColumns(sessions, 'everything'));
        const { use } = planTimeline(timeline, PLENTY, eventsBefore(timeline, partStarts(steps)));
        const heldAt = (minute: number): number => sessions.filter(({ start, end }) => start <= minute * MINUTE && minute * MINUTE < end).length;
        const expected = Array.from({ length: steps.count }, (_, part) => Math.max(...Array.from({ length }, (_each, minute) => heldAt(part * length + minute))));
        expect(useByPool(use).powerDialer).toEqual(expected);
      }),
    );
  });

  it('counts what happens from its beginning on alone: who began before holds a seat, and a lockout before it is not told', () => {
    fc.assert(
      fc.property(fc.array(session, { maxLength: 20 }), fc.integer({ min: 0, max: 180 }), fc.integer({ min: 0, max: 4 }), (sessions, beginning, powerDialer) => {
        const timeline = seatTimeline(seatColumns(sessions, 'everything'));
        const quantities = { ...PLENTY, powerDialer };
        const minutes = { start: 0, step: MINUTE, count: 180 };
        const whole = planTimeline(timeline, quantities, eventsBefore(timeline, partStarts(minutes)));
        const rest = planTimeline(timeline, quantities, eventsBefore(timeline, partStarts({ ...minutes, start: beginning * MINUTE, count: 180 - beginning })));
        expect(rest.use).toEqual(whole.use.slice(beginning));
        if (beginning === 180) return;
        expect(rest.lockouts).toEqual(whole.lockouts.filter((lockout) => (sessions[lockout.session]?.start ?? 0) >= beginning * MINUTE));
        expect(rest.peak.powerDialer).toBe(Math.max(...whole.use.slice(beginning).map((counts) => counts.powerDialer)));
        expect(rest.needed.powerDialer).toBe(Math.max(...whole.wanted.slice(beginning).map((counts) => counts.powerDialer)));
      }),
    );
  });

  it('has at most 700 parts, and no fewer than half as many where a day is longer than that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 * 366 * 24 * 60 }), (length) => {
        const { count, step, start } = useSteps(0, length * MINUTE);
        expect(count).toBeLessThanOrEqual(700);
        expect(start + count * step).toBeGreaterThanOrEqual(length * MINUTE);
        expect(count * step - length * MINUTE).toBeLessThan(step);
      }),
    );
  });
});
