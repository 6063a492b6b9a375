import { describe, expect, test } from 'vitest';
import { afterFailedCycle, afterSourceChange, afterUncountedCycle, isPaused, mayTry } from '../../electron/domain/retryAfterDecline.ts';
import { nextBillStep } from '../../electron/domain/retryBill.ts';
import type { SourceInRound } from '../../electron/domain/retryBill.ts';

describe('retries after a decline', () => {
  test('the next tries follow the previous one by 1, 2 and 4 cycles; after the fourth failure nothing is tried', () => {
    const tried: number[] = [];
    let state = { failedCycles: 0, nextTryCycle: 100 };
    for (let cycle = 100; cycle < 200; cycle += 1) {
      if (!mayTry(state, cycle)) continue;
      tried.push(cycle);
      state = afterFailedCycle(state, cycle);
    }
    expect(tried).toEqual([100, 101, 103, 107]);
    expect(isPaused(state)).toBe(true);
    expect(mayTry(afterSourceChange(150), 150)).toBe(false);
    expect(mayTry(afterSourceChange(150), 151)).toBe(true);
  });

  test('an unreachable gateway counts for nothing, and moves to the next cycle, or to now where that is later', () => {
    expect(afterUncountedCycle({ failedCycles: 2 }, 10, 10)).toEqual({ failedCycles: 2, nextTryCycle: 11 });
    expect(afterUncountedCycle({ failedCycles: 2 }, 10, 15)).toEqual({ failedCycles: 2, nextTryCycle: 15 });
  });
});

describe('the next step for a bill', () => {
  const untried: SourceInRound = { usable: true, tried: 'not' };
  const unusable: SourceInRound = { usable: false, tried: 'not' };
  const declined: SourceInRound = { usable: true, tried: 'declined' };
  // A hard decline makes the source unusable after its try.
  const refused: SourceInRound = { usable: false, tried: 'declined' };
  const lost: SourceInRound = { usable: true, tried: 'notReceived' };

  test.each([
    [[untried, untried], { do: 'charge', index: 0 }],
    [[declined, untried], { do: 'charge', index: 1 }],
    [[unusable, refused, untried], { do: 'charge', index: 2 }],
    [[declined, unusable], { do: 'fail' }],
    [[refused], { do: 'fail' }],
    [[declined, lost, untried], { do: 'wait' }],
    [[unusable], { do: 'noSource' }],
    [[], { do: 'noSource' }],
  ] as const)('%o', (sources, step) => {
    expect(nextBillStep(sources)).toEqual(step);
  });
});
