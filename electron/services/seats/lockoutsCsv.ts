import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import { csvLine, guardCell } from '../../domain/csvText.ts';
import { localClock } from '../../domain/localMoment.ts';
import type { SeatCounts } from '../../domain/seatPool.ts';
import type { GatheredSessions } from './gatherSessions.ts';
import { lockoutOutput } from './lockoutRows.ts';
import type { PlayWithLockouts } from './lockoutRows.ts';

const WINDOW = 1_000;
const HEADER = ['who', 'tool', 'when', 'cause', 'license', 'in words'];

/** Lockouts as CSV, a window of lines at a time: times local to the company, texts guarded against being taken for formulas. */
export async function* lockoutsCsv(sessions: GatheredSessions, play: PlayWithLockouts, places: Uint32Array, quantities: SeatCounts, timeZone: string): AsyncGenerator<string> {
  // Excel reads a file without the mark in the machine's own encoding.
  yield `\uFEFF${csvLine(HEADER)}`;
  for (let from = 0; from < places.length; from += WINDOW) {
    let lines = '';
    for (const place of places.subarray(from, from + WINDOW)) {
      const { who, toolName, at, cause, license, sentence } = lockoutOutput(sessions, play, place, quantities);
      lines += csvLine([guardCell(who), toolName, localClock(Date.parse(at), timeZone), cause, license === null ? '' : LICENSE_TYPE_TEXT[license].name, guardCell(sentence)]);
    }
    yield lines;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
