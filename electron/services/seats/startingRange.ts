import { addDays, localDay } from '../../domain/localTime.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { SessionRange } from './gatherSessions.ts';

/** The sessions of an account to begin with, at a moment (epoch milliseconds): the last two weeks of its log, else its shift plans in the week from today. */
export function startingRange(file: DataFile, accountId: number, now: number): Omit<SessionRange, 'accountId'> {
  const last = file.toolSessions.lastStart(accountId);
  if (last === null) {
    const today = localDay(now, file.company.timeZone);
    return { from: today, to: addDays(today, 6), source: 'plans' };
  }
  const lastDay = localDay(last, file.company.timeZone);
  return { from: addDays(lastDay, -13), to: lastDay, source: 'log' };
}
