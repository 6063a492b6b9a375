import { describe, expect, it } from 'vitest';
import { foresee, usagePattern } from '../../electron/domain/foresight.ts';
import { Decimal } from '../../electron/domain/money.ts';

const HOUR = 3_600_000;
const ZONE = 'America/Denver';
/** Monday, 16 March 2026, 08:00 in Denver. */
const NOW = Date.parse('2026-03-16T14:00:00Z');

/** Four weeks of $1 in each hour from 8 to 17 on Mondays to Fridays, Denver time (clocks change on 8 March). */
const office = Array.from({ length: 28 * 24 }, (_, index) => Date.parse('2026-02-16T07:00:00Z') / HOUR + index)
  .filter((hour) => {
    const local = new Date(hour * HOUR).toLocaleString('en-US', { timeZone: ZONE, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
    const [weekday = '', clock = ''] = local.split(', ');
    return !weekday.startsWith('S') && Number(clock) >= 8 && Number(clock) < 17;
  })
  .map((hour) => ({ hour, used: '1.00' }));
const pattern = usagePattern(office, 40, '2026-03-16', ZONE);
const at = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString());
const ahead = (balance: string, reserve: string, now = NOW) => {
  const { reserveAt, zeroAt } = foresee({ balance: new Decimal(balance), reserve: new Decimal(reserve) }, pattern, now, ZONE);
  return [at(reserveAt), at(zeroAt)];
};

describe('the usual use', () => {
  it('has the hours of each weekday', () => {
    expect(pattern.at(1, 8).toFixed(2)).toBe('1.00');
    expect(pattern.at(1, 17).toFixed(2)).toBe('0.00');
    expect(pattern.at(0, 12).toFixed(2)).toBe('0.00');
  });

  it('is the average of the days since first use on a young account', () => {
    const young = usagePattern([{ hour: Date.parse('2026-03-14T16:00:00Z') / HOUR, used: '3.00' }], 2, '2026-03-16', ZONE);
    expect(young.at(3, 10).toFixed(2)).toBe('1.50');
  });
});

describe('foresight', () => {
  it('finds the moment within the hour', () => expect(ahead('1.50', '0.25')).toEqual(['2026-03-16T15:15:00.000Z', '2026-03-16T15:30:00.000Z']));
  it('passes nights and weekends', () => {
    // Nine dollars a day: Monday to Friday take 45, the 46th is used on Monday by 9.
    expect(ahead('46.00', '0')).toEqual([null, '2026-03-23T15:00:00.000Z']);
  });
  it('says now for what has happened already', () => {
    expect(ahead('-1', '5')).toEqual([at(NOW), at(NOW)]);
    expect(ahead('0.5', '5')[0]).toBe(at(NOW));
  });
  it('sees nothing where nothing is used, or too far ahead', () => {
    expect(foresee({ balance: new Decimal(5), reserve: new Decimal(1) }, usagePattern([], 40, '2026-03-16', ZONE), NOW, ZONE)).toEqual({ reserveAt: null, zeroAt: null });
    expect(ahead('100000', '10')).toEqual([null, null]);
  });
});
