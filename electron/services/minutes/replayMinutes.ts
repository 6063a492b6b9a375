import type { z } from 'zod';
import type { minutesReplayContracts } from '../../../shared/contracts/minutesReplay.ts';
import type { Explanation } from '../../../shared/values/explanation.ts';
import { USAGE_WINDOW_DAYS } from '../../domain/autoRecharge.ts';
import { localDay } from '../../domain/localTime.ts';
import { Decimal, formatMoney, sumMoney } from '../../domain/money.ts';
import { replay } from '../../domain/replay.ts';
import type { Replay, ReplaySettings, ReplayUsage } from '../../domain/replay.ts';
import { sumExplanation } from '../../domain/sumExplanation.ts';
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
        lowestExplanation: lowestOf(usage.opening, recharges, lowest, lowestAt),
        lowestAt: new Date(lowestAt).toISOString(),
        hoursAtZero,
        recharges: recharges.map(({ at, balance, reserve, amount }) => ({ at: new Date(at).toISOString(), balance: formatMoney(balance), reserve: formatMoney(reserve), amount: formatMoney(amount) })),
        recharged: formatMoney(recharged),
        rechargedExplanation: sumExplanation('Every recharge that these settings would have made, together.', recharges.map(({ at, amount }) => ({ label: localDay(at, file.company.timeZone), amount }))),
        balances: balances.map(formatMoney),
      };
    }),
  };
}

/** The balance at its lowest: what was there at the beginning and charged until then, less what was used. */
function lowestOf(opening: Decimal, recharges: Replay['recharges'], lowest: Decimal, lowestAt: number): Explanation {
  const charged = sumMoney(recharges.filter(({ at }) => at < lowestAt).map(({ amount }) => amount));
  return sumExplanation('The least that the balance came to at the end of an hour.', [
    { label: 'At the beginning', amount: opening },
    { label: 'Recharged until then', amount: charged },
    { label: 'Used until then', amount: lowest.minus(opening).minus(charged) },
  ]);
}

function usageFrom(file: DataFile, { accountId, source }: ReplayInput, now: number, usageOf: (importId: string) => UsageRows): ReplayUsage {
  if (source.kind === 'ledger') return usageOfLedger(file, accountId, source.days, now);
  return usageOfFile(usageOf(source.importId), file.company.timeZone, new Decimal(file.minutes.balance(accountId)));
}

function withOpening(usage: ReplayUsage, opening: string | undefined): ReplayUsage {
  return opening === undefined ? usage : { ...usage, opening: new Decimal(opening) };
}
