import { describe, expect, it } from 'vitest';
import { formatDay, formatExpiry, formatMoment, formatShortDay, formatTime, withDatesInWords } from '../../../renderer/common/format/dates.ts';

describe('dates', () => {
  it('shows a calendar day as the day it names, in the manner of the locale', () => {
    expect(formatDay('2026-12-01', 'en-US')).toBe('Dec 1, 2026');
    expect(formatDay('2026-12-01', 'en-GB')).toBe('1 Dec 2026');
    expect(formatShortDay('2024-02-29', 'en-US')).toBe('Feb 29');
  });

  it('shows a moment in the company’s time zone', () => {
    const denver = formatMoment('2026-11-10T02:30:00.000Z', 'America/Denver', 'en-GB');
    expect(denver).toContain('9 Nov 2026');
    expect(denver).toContain('19:30');
    expect(formatMoment('2026-11-10T02:30:00.000Z', 'UTC', 'en-GB')).toContain('10 Nov 2026');
  });

  it('shows a time of day in the manner of the locale', () => {
    expect(formatTime('17:05', 'en-GB')).toBe('17:05');
    expect(formatTime('17:05', 'en-US')).toMatch(/^5:05\sPM$/);
    expect(formatTime('00:00', 'en-US')).toMatch(/^12:00\sAM$/);
  });

  it('prints a month of expiry as cards do', () => {
    expect(formatExpiry('2027-03')).toBe('03/2027');
  });
});

it('days inside a sentence are written as the locale has them, and numbers that are none stay', () => {
  expect(withDatesInWords('Billed for 2026-11-15 to 2026-12-14', 'en-GB')).toBe('Billed for 15 Nov 2026 to 14 Dec 2026');
  expect(withDatesInWords('10 from 2026-12-01', 'en-US')).toBe('10 from Dec 1, 2026');
  expect(withDatesInWords('Order 2026-99-99, receipt 000123', 'en-US')).toBe('Order 2026-99-99, receipt 000123');
});
