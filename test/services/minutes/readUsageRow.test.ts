import { expect, test } from 'vitest';
import { costMicros, createUsageReader, micros } from '../../../electron/services/minutes/readUsageRow.ts';

test.each([
  [1_000_000, 20_000, 20_000],
  [333_333, 12_345, 4_115],
  [1, 500_000, 1],
  [1, 499_999, 0],
  [999_999_999, 9_000_001, 9_000_000_991],
])('%i millionths at %i cost %i micro-dollars', (quantity, rate, cost) => expect(costMicros(quantity, rate)).toBe(cost));

test.each([
  ['12.5', 12_500_000],
  ['0.000001', 1],
  ['999999999.999999', 999_999_999_999_999],
  ['1', 1_000_000],
  ['0', null],
  ['0.0', null],
  ['', null],
  ['.5', null],
  ['5.', null],
  ['05', null],
  ['1.2.3', null],
  ['1e3', null],
  ['-1', null],
  ['+1', null],
  ['1,5', null],
  ['1.0000001', null],
  ['1000000000', null],
  ['٣', null],
])('the quantity "%s" is %j millionths', (text, value) => expect(micros(text)).toBe(value));

test.each([
  ['2026-03-14 09:00', '2026-03-14T15:00:00.000Z'],
  ['2026-03-14 09:00:07', '2026-03-14T15:00:07.000Z'],
  ['2026-03-14T09:00Z', '2026-03-14T09:00:00.000Z'],
  ['2026-03-14T09:00:59Z', '2026-03-14T09:00:59.000Z'],
  // The clocks change on this day: local times are looked up, UTC is not touched by it.
  ['2026-03-08 09:00:07', '2026-03-08T15:00:07.000Z'],
  ['2026-03-08T09:00:07Z', '2026-03-08T09:00:07.000Z'],
  ['2026-03-14 09:00:60', null],
  ['2026-03-14 24:00:00', null],
  ['2026-03-14 09:00.07', null],
])('the time "%s" is %s, the first time and from what is known of the day', (time, moment) => {
  const read = createUsageReader({ timeZone: 'America/Denver', now: Date.UTC(2026, 2, 15), rateOn: () => null });
  const found = [1, 2].map(() => {
    const line = read([time, 'call', '1', '0.02']);
    return line.ok ? new Date(line.row.at).toISOString() : null;
  });
  expect(found).toEqual([moment, moment]);
});

test.each([
  ['2026-04-01T01:00Z', '0.02'],
  ['2026-03-31T19:00', '0.02'],
  ['2026-04-01T08:00+02:00', '0.03'],
  ['2026-03-31T23:30-07:00', '0.03'],
  ['2026-04-01T00:30', '0.03'],
])('the rate of %s is that of the day in the company\'s time zone', (time, rate) => {
  const read = createUsageReader({ timeZone: 'America/Denver', now: Date.UTC(2026, 3, 15), rateOn: (day) => (day < '2026-04-01' ? '0.02' : '0.03') });
  expect(read([time, 'call', '1', ''])).toMatchObject({ ok: true, row: { rate: Number(rate) * 1_000_000 } });
});
