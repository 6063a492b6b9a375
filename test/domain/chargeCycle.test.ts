import { describe, expect, it } from 'vitest';
import { cycleNumber, cycleStart, nextCycleAfter } from '../../electron/domain/chargeCycle.ts';

describe('charge cycles', () => {
  const at = (text: string): number => Date.parse(text);

  it('begin at the fixed UTC hours', () => {
    const first = cycleNumber(at('2026-11-22T00:00:00Z'));
    const hours = [0, 1, 2, 3, 4, 5, 6].map((step) => new Date(cycleStart(first + step)).toISOString().slice(8, 16));
    expect(hours).toEqual(['22T00:00', '22T04:00', '22T08:00', '22T12:00', '22T16:00', '22T20:00', '23T00:00']);
  });

  it('are numbered by whole four hours since 1970', () => {
    expect(cycleNumber(0)).toBe(0);
    expect(cycleNumber(14_399_999)).toBe(0);
    expect(cycleNumber(14_400_000)).toBe(1);
    expect(cycleNumber(-1)).toBe(-1);
  });

  it('follow after a moment, never on it', () => {
    expect(nextCycleAfter(at('2026-11-22T03:59:59.999Z'))).toBe(at('2026-11-22T04:00:00Z'));
    expect(nextCycleAfter(at('2026-11-22T04:00:00Z'))).toBe(at('2026-11-22T08:00:00Z'));
  });
});
