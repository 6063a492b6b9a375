import { expect, test } from 'vitest';
import { nextStop, travelTarget } from '../../electron/domain/timeTravel.ts';

const at = (text: string): number => Date.parse(text);

test('a travel keeps the time of day over a change of clocks, and the day of the month where there is one', () => {
  const zone = 'America/Denver';
  expect(travelTarget(at('2026-03-07T19:00:00Z'), zone, 'day')).toBe(at('2026-03-08T18:00:00Z'));
  expect(travelTarget(at('2026-11-10T19:00:00Z'), zone, 'week')).toBe(at('2026-11-17T19:00:00Z'));
  expect(travelTarget(at('2026-01-31T19:00:00Z'), zone, 'month')).toBe(at('2026-02-28T19:00:00Z'));
});

test('it stops at each charge cycle, and at its end', () => {
  const end = at('2026-11-10T09:30:00Z');
  expect(nextStop(at('2026-11-10T00:00:00Z'), end)).toBe(at('2026-11-10T04:00:00Z'));
  expect(nextStop(at('2026-11-10T08:30:00Z'), end)).toBe(end);
});
