import { LONGEST_REPLAY_DAYS } from '../../../shared/contracts/minutesReplay.ts';
import { USAGE_WINDOW_DAYS } from '../../domain/autoRecharge.ts';
import { addDays, daysBetween, localDay, startOfDay } from '../../domain/localTime.ts';
import { Decimal } from '../../domain/money.ts';
import type { ReplayUsage } from '../../domain/replay.ts';
import type { DataFile } from '../ports/dataFile.ts';
import { refuse } from '../refusals.ts';
import { costMicros } from './readUsageRow.ts';
import type { UsageRows } from './usageRows.ts';

const HOUR_MS = 3_600_000;

/** The account's own usage of so many complete days before today. `now` in epoch milliseconds. */
export function usageOfLedger(file: DataFile, accountId: number, count: number, now: number): ReplayUsage {
  const { timeZone } = file.company;
  const today = localDay(now, timeZone);
  const { dates, starts, end } = calendar(addDays(today, -count), count, timeZone);
  const daily = file.minutes.usageBetween(accountId, [...starts, end]);
  const begin = starts[USAGE_WINDOW_DAYS] ?? end;
  const firstUsageAt = file.minutes.firstUsageAt(accountId);
  return {
    days: dates.map((date, index) => ({ date, start: starts[index] ?? end, used: daily[index] ?? '0' })),
    end,
    hours: file.minutes.usageByHour(accountId, begin, end),
    opening: new Decimal(file.minutes.balanceBefore(accountId, begin)),
    firstUse: firstUsageAt === null ? null : localDay(firstUsageAt, timeZone),
  };
}

/** The usage of a file, from its first day to its last; what was used before it is not known. Refuses with BAD_INPUT a file without usage, and one of more than a year. */
export function usageOfFile(rows: UsageRows, timeZone: string, opening: Decimal): ReplayUsage {
  const order = rows.sorted();
  const [first, last] = [order[0], order.at(-1)];
  if (first === undefined || last === undefined) throw refuse('BAD_INPUT', '/source', 'The file has no line to play.');
  const from = localDay(rows.at(first).at, timeZone);
  const count = daysBetween(from, localDay(rows.at(last).at, timeZone)) + 1;
  if (count > LONGEST_REPLAY_DAYS) throw refuse('BAD_INPUT', '/source', `The file covers ${count.toLocaleString('en-US')} days; up to ${LONGEST_REPLAY_DAYS} can be played. Choose a shorter one.`);
  const { dates, starts, end } = calendar(from, count, timeZone);
  // Whole micro-dollars, below 2^53 for each entry; sums are exact decimals.
  const daily = dates.map(() => new Decimal(0));
  const hours = new Map<number, Decimal>();
  let place = 0;
  for (const index of order) {
    const { at, quantity, rate } = rows.at(index);
    while ((starts[place + 1] ?? Infinity) <= at) place += 1;
    const cost = new Decimal(costMicros(quantity, rate)).dividedBy(1_000_000);
    daily[place] = (daily[place] ?? new Decimal(0)).plus(cost);
    const hour = Math.floor(at / HOUR_MS);
    hours.set(hour, (hours.get(hour) ?? new Decimal(0)).plus(cost));
  }
  return {
    days: dates.map((date, index) => ({ date, start: starts[index] ?? end, used: (daily[index] ?? new Decimal(0)).toFixed() })),
    end,
    hours: [...hours].map(([hour, used]) => ({ hour, used: used.toFixed() })),
    opening,
    firstUse: from,
  };
}

/** The days that are played, and before them those whose usage the first reserve comes from; `end` is where the last one ends. */
function calendar(from: string, count: number, timeZone: string): { readonly dates: readonly string[]; readonly starts: readonly number[]; readonly end: number } {
  const dates = Array.from({ length: USAGE_WINDOW_DAYS + count }, (_, index) => addDays(from, index - USAGE_WINDOW_DAYS));
  return { dates, starts: dates.map((date) => startOfDay(date, timeZone)), end: startOfDay(addDays(from, count), timeZone) };
}
