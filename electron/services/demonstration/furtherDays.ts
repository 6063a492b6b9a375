import { addDays, localDay } from '../../domain/localTime.ts';
import { formatPrice } from '../../domain/money.ts';
import { usageCost } from '../minutes/usageCost.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { NewLedgerEntry } from '../ports/minutes.ts';
import { listPrice } from '../pricing.ts';
import type { NewToolSession } from '../seats/sessionColumns.ts';
import { ACCOUNTS } from './accounts.ts';
import type { AccountKey } from './accounts.ts';
import { weekday, workdayBefore } from './calendar.ts';
import { DIALING } from './minutesHistory.ts';
import { PEOPLE } from './people.ts';
import { sessionsOn } from './sessionHistory.ts';
import { usageOfDay } from './usagePattern.ts';

/** What people do by themselves in a stretch of time: dial, and run tools. In the order of time. */
export interface FurtherLife {
  readonly usage: readonly NewLedgerEntry[];
  readonly sessions: readonly NewToolSession[];
}

/**
 * How the demonstration's company goes on: each later day has its pattern's usage, at the price book's rate of that day, and
 * its sessions, with a rush on the weekday of the last one before `beganAt`. The same day is the same whenever it is reached.
 * Who left, or is inactive, runs nothing. Moments are epoch milliseconds; stretches are half-open.
 */
export function furtherLife(file: DataFile, beganAt: number): (from: number, to: number) => FurtherLife {
  const { timeZone } = file.company;
  const rushDay = weekday(workdayBefore(localDay(beganAt, timeZone), 1));
  const accounts = accountIds(file);
  const users = activeUsers(file);
  const known = new Map<string, FurtherLife>();

  const dayOf = (day: string): FurtherLife => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const life = { usage: usageOn(file, accounts, day), sessions: sessionsOfDay(accounts, users, day, weekday(day) === rushDay) };
    known.set(day, life);
    return life;
  };

  const daysOf = (from: number, to: number): readonly string[] => {
    const [first, last] = [localDay(from, timeZone), localDay(to, timeZone)];
    const days = [first];
    for (let day = first; day < last;) days.push((day = addDays(day, 1)));
    return days;
  };

  return (from, to) => {
    const days = daysOf(from, to);
    return {
      usage: days.flatMap((day) => dayOf(day).usage.filter(({ at }) => at >= from && at < to)),
      sessions: days.flatMap((day) => dayOf(day).sessions.filter(({ start }) => start >= from && start < to)),
    };
  };
}

function usageOn(file: DataFile, accounts: ReadonlyMap<AccountKey, number>, day: string): NewLedgerEntry[] {
  const rate = listPrice(file.prices.inForce(day), 'minute');
  const entries = DIALING.flatMap(({ account, pattern }) => {
    const accountId = accounts.get(account);
    if (accountId === undefined) return [];
    return usageOfDay(pattern, day).map(({ at, medium, quantity }): NewLedgerEntry => {
      const amount = formatPrice(usageCost(quantity.toFixed(), rate).negated());
      return { accountId, at, kind: 'usage', medium, quantity: quantity.toFixed(), rate, amount, receiptNumber: null, note: '' };
    });
  });
  return entries.sort((one, other) => one.at - other.at);
}

function sessionsOfDay(accounts: ReadonlyMap<AccountKey, number>, users: ReadonlyMap<string, { readonly id: number; readonly accountId: number }>, day: string, isRush: boolean): NewToolSession[] {
  return sessionsOn(day, isRush).flatMap(({ account, by, tool, start, end }) => {
    const accountId = accounts.get(account);
    const user = by === null ? null : (users.get(by) ?? null);
    if (accountId === undefined || (by !== null && user?.accountId !== accountId)) return [];
    return [{ accountId, userId: user?.id ?? null, tool, start, end }];
  });
}

function accountIds(file: DataFile): Map<AccountKey, number> {
  const ids = new Map(file.accounts.all().map(({ name, id }) => [name, id]));
  return new Map(ACCOUNTS.flatMap(({ key, name }) => {
    const id = ids.get(name);
    return id === undefined ? [] : [[key, id] as const];
  }));
}

/** By the last name that the sessions' pattern knows them by. */
function activeUsers(file: DataFile): Map<string, { readonly id: number; readonly accountId: number }> {
  return new Map(PEOPLE.flatMap(({ lastName, email }) => {
    const user = file.users.byEmail(email);
    return user === null || !user.active ? [] : [[lastName, user] as const];
  }));
}
