import { localMoment, minutesOfDay } from './localMoment.ts';
import type { LocalMoment } from './localMoment.ts';
import { addDays, startOfDay } from './localTime.ts';

/** A time of a session log: a moment in epoch milliseconds, or why it is none, as the end of a sentence. */
export type SessionMoment =
  | {
      readonly kind: 'moment';
      readonly at: number;
      /** Written without an offset. */
      readonly local: boolean;
      /** The clocks showed it twice; the first time is meant. */
      readonly ambiguous: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: string };

const FORM = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The data file holds moments from 1970 on, whatever the time zone. */
const FIRST_DAY = '1971-01-01';
const COLON = 0x3a;
const SPACE = 0x20;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;
/** YYYY-MM-DD HH:MM, and with seconds. */
const MINUTE_LENGTH = 16;
const SECOND_LENGTH = 19;

interface Day {
  readonly from: (minute: number) => number;
  /** Every minute of it comes once. */
  readonly regular: boolean;
  /** On a day that is not regular: what its minutes were found to be. The calendar takes its time, and a log has many times of one day. */
  readonly minutes: Map<number, LocalMoment>;
  /** Epoch milliseconds at which the day begins in UTC. */
  readonly utc: number;
}

/** The number two digits stand for; 100 where they are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}

/**
 * Reads times such as "2026-03-08 14:05", "2026-03-08T14:05:30", "2026-03-08T14:05-07:00" or "2026-03-08T21:05:30.000Z",
 * to the millisecond: what is finer is dropped. Without an offset they are wall-clock times of the time zone; one that the
 * change to summer time skips does not exist and is refused. What is known of a day is kept, because a log has many times
 * of few days.
 */
export function createMomentReader(timeZone: string): (text: string) => SessionMoment {
  const days = new Map<string, Day | null>();
  // A log goes by time: mostly a time is of the day of the one before.
  let latestDate = '';
  let latest: Day | null = null;

  function dayOf(date: string) {
    let day = days.get(date);
    if (day === undefined) {
      day = isRealDay(date) && date >= FIRST_DAY ? readDay(date, timeZone) : null;
      if (days.size > 5_000) days.clear();
      days.set(date, day);
    }
    return day;
  }

  /** The same for the forms that most logs have: with seconds or without, in UTC or on a day without a change of the clocks; null for all others. */
  function plain(text: string): SessionMoment | null {
    const inUtc = text.charCodeAt(text.length - 1) === LETTER_Z;
    const length = inUtc ? text.length - 1 : text.length;
    if ((length !== MINUTE_LENGTH && length !== SECOND_LENGTH) || text.charCodeAt(13) !== COLON || (text.charCodeAt(10) !== SPACE && text.charCodeAt(10) !== LETTER_T)) return null;
    if (latestDate === '' || !text.startsWith(latestDate)) {
      const date = text.slice(0, 10);
      const known = days.get(date);
      if (known === undefined || known === null) return null;
      latestDate = date;
      latest = known;
    }
    if (latest === null || !(inUtc || latest.regular)) return null;
    const hour = twoDigits(text, 11);
    const minute = twoDigits(text, 14);
    const second = length === MINUTE_LENGTH ? 0 : text.charCodeAt(MINUTE_LENGTH) === COLON ? twoDigits(text, 17) : 100;
    if (hour > 23 || minute > 59 || second > 59) return null;
    const minutes = hour * 60 + minute;
    return { kind: 'moment', at: (inUtc ? latest.utc + minutes * MINUTE_MS : latest.from(minutes)) + second * 1000, local: !inUtc, ambiguous: false };
  }

  return (text) => {
    const quick = plain(text);
    if (quick !== null) return quick;
    const [, date, hours, minutes, seconds = '00', fraction = '', offset] = FORM.exec(text) ?? [];
    if (date === undefined || hours === undefined || minutes === undefined) {
      return { kind: 'refused', reason: text === '' ? 'is missing.' : `"${text.slice(0, 40)}" is no time such as 2026-03-08 14:05.` };
    }
    const refused = (why: string): SessionMoment => ({ kind: 'refused', reason: `"${text}" ${why}` });
    const day = dayOf(date);
    if (day === null) return refused(isRealDay(date) ? 'is before 1971.' : 'is not a real time.');
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return refused('is not a real time.');
    const minute = Number(hours) * 60 + Number(minutes);
    const rest = Number(seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
    if (offset !== undefined) {
      const shift = offsetMinutes(offset);
      if (shift === null) return refused('has no real offset.');
      return { kind: 'moment', at: day.utc + (minute - shift) * MINUTE_MS + rest, local: false, ambiguous: false };
    }
    if (day.regular) return { kind: 'moment', at: day.from(minute) + rest, local: true, ambiguous: false };
    const found = day.minutes.get(minute) ?? localMoment(`${date}T${hours}:${minutes}`, timeZone);
    day.minutes.set(minute, found);
    if (found.kind === 'never') return refused('does not exist: the clocks were set forward over it.');
    return { kind: 'moment', at: found.at + rest, local: true, ambiguous: found.kind === 'twice' };
  };
}

function isRealDay(date: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
}

function readDay(date: string, timeZone: string): Day {
  // Clocks that are set back over midnight show the end of a day of 24 hours twice; the day after it has more.
  const regular = hasDayLength(date, timeZone) && (hasDayLength(addDays(date, 1), timeZone) || localMoment(`${date}T23:59`, timeZone).kind === 'once');
  return { from: minutesOfDay(date, timeZone), regular, minutes: new Map(), utc: Date.parse(`${date}T00:00:00Z`) };
}

function hasDayLength(date: string, timeZone: string): boolean {
  return startOfDay(addDays(date, 1), timeZone) - startOfDay(date, timeZone) === DAY_MS;
}

/** Minutes east of UTC; null where no place has such an offset. */
function offsetMinutes(offset: string): number | null {
  if (offset === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  if (hours > 14 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
