import { addDays, localDay } from '../../domain/localTime.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { SessionRange } from './gatherSessions.ts';

/** The sessions of an account to begin with, at a moment (epoch milliseconds): the last two weeks of its log, none of them to come, else its shift plans in the week from today. */
export function startingRange(file: DataFile, accountId: number, now: number): Omit<SessionRange, 'accountId'> {
  const today = localDay(now, file.company.timeZone);
  const last = file.toolSessions.lastStart(accountId);
  if (last === null) {
    return { from: today, to: addDays(today, 6), source: 'plans' };
  }
  const lastLogged = localDay(last, file.company.timeZone);
  const lastDay = lastLogged < today ? lastLogged : today;
  return { from: addDays(lastDay, -13), to: lastDay, source: 'log' };
}
