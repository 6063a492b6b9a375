import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, localDay, startOfDay } from '../../electron/domain/localTime.ts';
import { isTimeZoneName } from '../../shared/values/timeZone.ts';

describe('local time', () => {
  it('gives the day of a moment where the company is', () => {
    const moment = Date.parse('2014-03-15T05:59:59Z');
    expect(localDay(moment, 'America/Denver')).toBe('2014-03-14');
    expect(localDay(moment + 1000, 'America/Denver')).toBe('2014-03-15');
    expect(localDay(moment, 'UTC')).toBe('2014-03-15');
  });

  it('begins a day at its first moment', () => {
    expect(startOfDay('2014-03-09', 'America/Denver')).toBe(Date.parse('2014-03-09T07:00:00Z'));
    expect(startOfDay('2014-03-10', 'America/Denver') - startOfDay('2014-03-09', 'America/Denver')).toBe(23 * 3_600_000);
  });

  it('begins a day later than midnight where the clocks skip it', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe(Date.parse('2018-11-04T03:00:00Z'));
    expect(localDay(startOfDay('2018-11-04', 'America/Sao_Paulo') - 1, 'America/Sao_Paulo')).toBe('2018-11-03');
  });

  it('gives the same day whatever was asked before, where clocks change at midnight too', () => {
    const zones = ['America/St_Johns', 'America/Sao_Paulo', 'America/Denver', 'Asia/Beirut', 'Pacific/Apia', 'UTC'];
    // St. John's set its clocks back at 00:01: a minute of the next day came before an hour of this one.
    const around = fc.oneof(fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2030, 0) }), fc.integer({ min: Date.UTC(2010, 10, 6), max: Date.UTC(2010, 10, 9) }));
    fc.assert(
      fc.property(fc.array(fc.tuple(around, fc.constantFrom(...zones)), { minLength: 2, maxLength: 30 }), (asked) => {
        for (const [moment, zone] of asked) expect(localDay(moment, zone)).toBe(Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().toString());
      }),
    );
  });

  it('counts days over a leap day', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  });

  it.each(['America/Denver', 'UTC', 'Etc/GMT+5', 'Asia/Kathmandu', 'EST5EDT', 'EST', 'Asia/Kolkata', 'US/Mountain'])('knows %s', (name) => expect(isTimeZoneName(name)).toBe(true));
  it.each(['+05:00', '-07:00', '', 'Mars/Olympus', 'America/Denver ', '05:00', 'PST', 'cst', 'IST', 'SystemV/AST4'])('refuses "%s"', (name) => expect(isTimeZoneName(name)).toBe(false));
});
