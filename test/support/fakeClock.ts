import type { Clock } from '../../electron/services/ports/outside.ts';

export interface FakeClock extends Clock {
  set(moment: string): void;
  advance(milliseconds: number): void;
}

/** A clock that stands still until a test moves it. */
export function fakeClock(moment: string): FakeClock {
  let now = Date.parse(moment);
  return {
    now: () => now,
    set: (next) => {
      now = Date.parse(next);
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
