import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { usageBounds, usageWindow } from '../../electron/services/usageWindow.ts';

/** With and without summer time, at both ends of the day, by half hours, by quarters, and Samoa's and Morocco's own ways. */
const ZONES = [
  'America/Denver', 'America/New_York', 'America/Los_Angeles', 'America/Anchorage', 'America/St_Johns', 'America/Halifax', 'America/Havana',
  'America/Sao_Paulo', 'America/Santiago', 'America/Asuncion', 'America/Mexico_City', 'America/Phoenix', 'America/Nuuk',
  'Europe/London', 'Europe/Berlin', 'Europe/Chisinau', 'Atlantic/Azores', 'Africa/Casablanca', 'Africa/Cairo', 'Africa/Juba',
  'Asia/Beirut', 'Asia/Jerusalem', 'Asia/Tehran', 'Asia/Amman', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Australia/Sydney',
  'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Apia',
] as const;

const DAY_MS = 86_400_000;
const END = Temporal.Instant.from('2041-01-01T00:00Z');

/** Days at whose beginning or end the clocks may stand elsewhere than in the window's other days. */
const AROUND_A_CHANGE = [-1, 0, 1, 2, 29, 30, 31, 32];

/** Day by the calendar alone, without the code under test. */
const dayBefore = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);

/** The days, YYYY-MM-DD, on which the zone's clocks change. */
function changes(zone: string): string[] {
  const days: string[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.from('2020-01-01T00:00Z').toZonedDateTimeISO(zone);
  for (;;) {
    at = at.getTimeZoneTransition('next');
    if (at === null || Temporal.Instant.compare(at.toInstant(), END) >= 0) return days;
    days.push(at.toPlainDate().toString());
  }
}

test('30 zones are asked about', () => expect(new Set(ZONES).size).toBe(30));

test.each(ZONES)('%s: the window is the 30 calendar days before today, at every clock change 2020 to 2040', (zone) => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  const shown = (moment: number): string => clock.format(moment);
  for (const change of changes(zone)) {
    for (const after of AROUND_A_CHANGE) {
      const today = dayBefore(change, -after);
      const { from, to, lastDay } = usageBounds(today, zone);
      // The first moment of a day is that day, the moment before it is not.
      expect([shown(from - 1), shown(from)], today).toEqual([dayBefore(today, 31), dayBefore(today, 30)]);
      expect([shown(to - 1), shown(to)], today).toEqual([dayBefore(today, 1), today]);
      expect([shown(lastDay - 1), shown(lastDay)], today).toEqual([dayBefore(today, 2), dayBefore(today, 1)]);
    }
    const { days, moments } = usageWindow(change, zone);
    expect(days).toEqual(Array.from({ length: 30 }, (_, index) => dayBefore(change, 30 - index)));
    expect(moments).toHaveLength(31);
    expect(moments.map(shown)).toEqual([...days, change]);
    expect(moments.map((moment) => shown(moment - 1))).toEqual([dayBefore(change, 31), ...days]);
  }
});

test('30 calendar days are an hour more or less than 30 times 24 where clocks change among them', () => {
  const hours = (today: string): number => {
    const { from, to } = usageBounds(today, 'America/Denver');
    return (to - from) / 3_600_000;
  };
  expect([hours('2026-03-09'), hours('2026-11-02'), hours('2026-07-15')]).toEqual([719, 721, 720]);
});
