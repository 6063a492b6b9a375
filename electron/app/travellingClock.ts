import type { Clock, MovableClock } from '../services/ports/outside.ts';

/** The application's clock: the machine's, ahead of it by what the time machine of the open demonstration has travelled. */
export function travellingClock(machine: Clock): MovableClock {
  let ahead = 0;
  return {
    now: () => machine.now() + ahead,
    machine,
    setAhead: (milliseconds) => {
      ahead = milliseconds;
    },
  };
}
