import { describe, expect, it } from 'vitest';
import { expandShifts, mondayFirst } from '../../electron/domain/shiftPlan.ts';
import type { ShiftPlan } from '../../electron/domain/shiftPlan.ts';

const DENVER = 'America/Denver';
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const plan = (over: Partial<ShiftPlan> = {}): ShiftPlan => ({ tool: 'powerDialer', weekdays: EVERY_DAY, startMinute: 8 * 60, endMinute: 12 * 60, userIds: [1], ...over });
const times = (plans: readonly ShiftPlan[], from: string, to: string, zone = DENVER) =>
  expandShifts(plans, from, to, zone).map(({ start, end }) => `${new Date(start).toISOString().slice(0, 16)} ${new Date(end).toISOString().slice(0, 16)}`);

describe('shifts as sessions', () => {
  it('run on their weekdays, once a user, at wall-clock times', () => {
    expect(times([plan({ weekdays: [0, 4], userIds: [1, 2] })], '2026-11-09', '2026-11-15')).toEqual([
      '2026-11-09T15:00 2026-11-09T19:00',
      '2026-11-09T15:00 2026-11-09T19:00',
      '2026-11-13T15:00 2026-11-13T19:00',
      '2026-11-13T15:00 2026-11-13T19:00',
    ]);
  });

  it('with an end at or before the start end on the next day, and count where they still run', () => {
    const night = plan({ startMinute: 22 * 60, endMinute: 6 * 60 });
    expect(times([night], '2026-11-10', '2026-11-10')).toEqual(['2026-11-10T05:00 2026-11-10T13:00', '2026-11-11T05:00 2026-11-11T13:00']);
    expect(times([plan({ startMinute: 480, endMinute: 480 })], '2026-11-10', '2026-11-10')).toHaveLength(2);
  });

  it('keep their wall-clock times over both changes of the clocks', () => {
    expect(times([plan()], '2026-03-07', '2026-03-08')).toEqual(['2026-03-07T15:00 2026-03-07T19:00', '2026-03-08T14:00 2026-03-08T18:00']);
    const night = plan({ startMinute: 22 * 60, endMinute: 6 * 60, weekdays: [5] });
    expect(times([night], '2026-03-07', '2026-03-07')).toEqual(['2026-03-08T05:00 2026-03-08T12:00']);
    expect(times([plan({ startMinute: 90, endMinute: 150 })], '2026-11-01', '2026-11-01')).toEqual(['2026-11-01T07:30 2026-11-01T09:30']);
  });

  it('begin or end at the change where the clocks skip their time, and are left out where it swallows them', () => {
    expect(times([plan({ startMinute: 150, endMinute: 240 })], '2026-03-08', '2026-03-08')).toEqual(['2026-03-08T09:00 2026-03-08T10:00']);
    expect(times([plan({ startMinute: 60, endMinute: 150 })], '2026-03-08', '2026-03-08')).toEqual(['2026-03-08T08:00 2026-03-08T09:00']);
    expect(times([plan({ startMinute: 130, endMinute: 170 })], '2026-03-08', '2026-03-08')).toEqual([]);
  });

  it('know their weekday', () => expect(['2026-11-09', '2026-11-15', '1969-12-31'].map(mondayFirst)).toEqual([0, 6, 2]));
});
