import { wallClock } from './localMoment.ts';
import type { ScenarioSession } from './scenario.ts';

const MINUTE_MS = 60_000;

/**
 * Writes sessions between two moments (epoch milliseconds, the end after the start) in the times of a scenario (SPEC
 * section 13): wall clock, to the minute, seconds dropped, so that one that ends as another starts still does. One that
 * is over within its minute, or that the clocks were set back in, lasts a minute.
 */
export function createScenarioTimes(timeZone: string): (from: number, to: number) => Pick<ScenarioSession, 'start' | 'end'> {
  const written = wallClock(timeZone);
  return (from, to) => {
    const start = written(from);
    const end = written(to);
    return { start, end: end > start ? end : nextMinute(start) };
  };
}

function nextMinute(time: string): string {
  return new Date(Date.parse(`${time}Z`) + MINUTE_MS).toISOString().slice(0, 16);
}
