import { Temporal } from 'temporal-polyfill';
import { addDays, startOfDay } from './localTime.ts';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;

/** What a wall-clock time is in a time zone: one moment, two where clocks were set back, none where they were set forward. */
export type LocalMoment =
  | { readonly kind: 'once'; readonly at: number }
  | { readonly kind: 'twice'; readonly at: number; readonly again: number }
  /** `change` is the moment at which the clocks went past it. */
  | { readonly kind: 'never'; readonly change: number };

/** A wall-clock time (YYYY-MM-DDTHH:MM, with seconds or without) in an IANA time zone, in epoch milliseconds. Throws where it is no time at all. */
export function localMoment(time: string, timeZone: string): LocalMoment {
  const plain = Temporal.PlainDateTime.from(time);
  const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'once', at: earlier.epochMilliseconds };
  if (earlier.toPlainDateTime().equals(plain)) return { kind: 'twice', at: earlier.epochMilliseconds, again: later.epochMilliseconds };
  const change = earlier.getTimeZoneTransition('next');
  return { kind: 'never', change: (change ?? later).epochMilliseconds };
}

/**
 * Gives minutes of one day as moments (epoch milliseconds). A minute the clocks skip becomes the moment of the change,
 * one they show twice the first of both, so that a shift stays a shift on every day. Days without a change are counted
 * from midnight, because asking the calendar a hundred thousand times takes seconds.
 */
export function minutesOfDay(day: string, timeZone: string): (minute: number) => number {
  const start = startOfDay(day, timeZone);
  const regular = startOfDay(addDays(day, 1), timeZone) - start === MINUTES_A_DAY * MINUTE_MS;
  return (minute) => {
    if (regular) return start + minute * MINUTE_MS;
    const found = localMoment(`${day}T${clockTime(minute)}`, timeZone);
    return found.kind === 'never' ? found.change : found.at;
  };
}

/** Minutes after midnight as HH:MM. */
export function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** A moment (epoch milliseconds) as the clocks of a time zone show it: "2026-03-08 14:05". */
export function localClock(epochMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

const QUARTER_HOUR_MS = 15 * MINUTE_MS;

/**
 * Writes many moments (epoch milliseconds) as wall-clock times of a time zone, "2026-03-08T14:05", seconds dropped. The
 * calendar is asked once a quarter of an hour: clocks change at none but these.
 */
export function wallClock(timeZone: string): (epochMs: number) => string {
  const offsets = new Map<number, number>();
  return (epochMs) => {
    const quarter = Math.floor(epochMs / QUARTER_HOUR_MS);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_HOUR_MS).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1_000_000;
      offsets.set(quarter, offset);
    }
    return new Date(epochMs + offset).toISOString().slice(0, 16);
  };
}
