import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engset, erlangB } from '../../electron/domain/erlang.ts';

/** The textbook formulas in exact fractions, for small numbers: numerator and denominator of the blocking with m ports. */
function exactErlangB(millionths: bigint, ports: number): readonly [bigint, bigint] {
  let [term, sum] = [1n, 1n];
  for (let k = 1n; k <= ports; k += 1n) {
    // Everything times (k x 10^6), so that all stays whole.
    sum = sum * k * 1_000_000n + term * millionths;
    term *= millionths;
  }
  return [term, sum];
}

function exactEngset(millionths: bigint, sources: number, ports: number): readonly [bigint, bigint] {
  let [term, sum] = [1n, 1n];
  for (let k = 1n; k <= ports; k += 1n) {
    const factor = (BigInt(sources) - k + 1n) * millionths;
    sum = sum * k * 1_000_000n + term * factor;
    term *= factor;
  }
  return [term, sum];
}

function sixDecimals([numerator, denominator]: readonly [bigint, bigint]): string {
  const millionths = (2_000_000n * numerator + denominator) / (2n * denominator);
  return `${millionths / 1_000_000n}.${(millionths % 1_000_000n).toString().padStart(6, '0')}`;
}

const text = (millionths: number): string => (millionths / 1e6).toFixed(6);
const meets = ([numerator, denominator]: readonly [bigint, bigint], target: number): boolean =>
  numerator * 1_000_000n <= BigInt(target) * denominator;

describe('Erlang B', () => {
  it.each([
    ['10', '0.02', 17, '0.012949'],
    ['10', '0.01', 18, '0.007142'],
    ['1', '0.5', 1, '0.500000'],
    ['1', '0.2', 2, '0.200000'],
    ['2', '0.4', 2, '0.400000'],
    ['2', '0.399999', 3, '0.210526'],
    ['0.000001', '0.000001', 1, '0.000001'],
    ['0.000001', '0.999999', 1, '0.000001'],
    ['100000', '0.999999', 1, '0.999990'],
  ])('%s erlangs at %s', (erlangs, blocking, ports, reached) => {
    expect(erlangB(erlangs, blocking)).toEqual({ ports, blocking: reached });
  });

  it('agrees with exact fractions', () => {
    const erlangs = fc.integer({ min: 1, max: 20_000_000 });
    fc.assert(fc.property(erlangs, fc.integer({ min: 1, max: 999_999 }), (offered, target) => {
      const { ports, blocking } = erlangB(text(offered), text(target));
      expect(blocking).toBe(sixDecimals(exactErlangB(BigInt(offered), ports)));
      expect(meets(exactErlangB(BigInt(offered), ports), target)).toBe(true);
      expect(ports > 0 && meets(exactErlangB(BigInt(offered), ports - 1), target)).toBe(false);
    }));
  });

  it('sizes the largest traffic', () => {
    expect(erlangB('100000', '0.000001')).toEqual({ ports: 101_197, blocking: '0.000001' });
  });
});

describe('Engset', () => {
  it.each([
    ['0.2', 10, '0.06', 4, '0.055118'],
    ['1', 1, '0.5', 1, '0.000000'],
    ['1', 2, '0.25', 2, '0.000000'],
    ['1', 2, '0.666667', 1, '0.666667'],
    ['100000', 10_000, '0.000001', 10_000, '0.000000'],
    ['0.000001', 1, '0.999999', 1, '0.000000'],
  ])('%s an idle source, %i sources at %s', (perIdleSource, sources, blocking, ports, reached) => {
    expect(engset(perIdleSource, sources, blocking)).toEqual({ ports, blocking: reached });
  });

  it('agrees with exact fractions, and never gives more ports than sources', () => {
    const offered = fc.integer({ min: 1, max: 5_000_000 });
    fc.assert(fc.property(offered, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 999_999 }), (perIdle, sources, target) => {
      const { ports, blocking } = engset(text(perIdle), sources, text(target));
      expect(ports).toBeLessThanOrEqual(sources);
      expect(blocking).toBe(ports === sources ? '0.000000' : sixDecimals(exactEngset(BigInt(perIdle), sources, ports)));
      for (let fewer = 0; fewer < ports; fewer += 1) {
        expect(meets(exactEngset(BigInt(perIdle), sources, fewer), target)).toBe(false);
      }
    }));
  });
});
