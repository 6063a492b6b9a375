import type { z } from 'zod';
import type { minutesReplayContracts } from '../../../shared/contracts/minutesReplay.ts';
import { USAGE_WINDOW_DAYS } from '../../domain/autoRecharge.ts';
import { Decimal, formatMoney, sumMoney } from '../../domain/money.ts';
import { replay } from '../../domain/replay.ts';
import type { ReplaySettings, ReplayUsage } from '../../domain/replay.ts';
import type { DataFile } from '../ports/dataFile.ts';
import { choicesOf, requireAccount } from './gatherMinutes.ts';
import { usageOfFile, usageOfLedger } from './replayUsage.ts';
import type { UsageRows } from './usageRows.ts';

type Contract = (typeof minutesReplayContracts)['minutes.replay'];
export type ReplayInput = z.output<Contract['input']>;
export type ReplayOutput = z.output<Contract['output']>;

/**
 * Plays usage through the rules with today's settings and others side by side (SPEC section 7), at a moment (epoch
 * milliseconds). Nothing is written. Refuses with NOT_FOUND and BAD_INPUT.
 */
export function replayMinutes(file: DataFile, input: ReplayInput, now: number, usageOf: (importId: string) => UsageRows): ReplayOutput {
  const account = requireAccount(file, input.accountId);
  const usage = withOpening(usageFrom(file, input, now, usageOf), input.opening);
  const { reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge } = choicesOf(account);
  const today: ReplaySettings = { reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge, everyCycles: 1 };
  const played = usage.days.slice(USAGE_WINDOW_DAYS);
  return {
    timeZone: file.company.timeZone,
    opening: formatMoney(usage.opening),
    used: formatMoney(sumMoney(played.map(({ used }) => new Decimal(used)))),
    days: played.map(({ date }) => date),
    plays: [today, ...input.settings].map((settings) => {
      const { lowest, lowestAt, hoursAtZero, recharges, recharged, balances } = replay(usage, settings);
      return {
        settings,
        lowest: formatMoney(lowest),
        lowestAt: new Date(lowestAt).toISOString(),
        hoursAtZero,
        recharges: recharges.map(({ at, balance, reserve, amount }) => ({ at: new Date(at).toISOString(), balance: formatMoney(balance), reserve: formatMoney(reserve), amount: formatMoney(amount) })),
        recharged: formatMoney(recharged),
        balances: balances.map(formatMoney),
      };
    }),
  };
}

function usageFrom(file: DataFile, { accountId, source }: ReplayInput, now: number, usageOf: (importId: string) => UsageRows): ReplayUsage {
  if (source.kind === 'ledger') return usageOfLedger(file, accountId, source.days, now);
  return usageOfFile(usageOf(source.importId), file.company.timeZone, new Decimal(file.minutes.balance(accountId)));
}

function withOpening(usage: ReplayUsage, opening: string | undefined): ReplayUsage {
  return opening === undefined ? usage : { ...usage, opening: new Decimal(opening) };
}
