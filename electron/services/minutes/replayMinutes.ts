import type { z } from 'zod';
import type { minutesReplayContracts } from '../../../shared/contracts/minutesReplay.ts';
import type { Explanation } from '../../../shared/values/explanation.ts';
import { MOST_RECHARGES_SHOWN } from '../../../shared/values/recharges.ts';
import { USAGE_WINDOW_DAYS } from '../../domain/autoRecharge.ts';
import { localDay } from '../../domain/localTime.ts';
import { momentText } from '../../domain/momentText.ts';
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
        lowestExplanation: balanceThen('The least that the balance came to at the end of an hour.', usage.opening, recharges, lowest, lowestAt),
        lowestAt: new Date(lowestAt).toISOString(),
        hoursAtZero,
        rechargeCount: recharges.length,
        recharges: recharges.slice(0, MOST_RECHARGES_SHOWN).map(({ at, balance, amounts }) => ({
          at: new Date(at).toISOString(),
          balance: formatMoney(balance),
          balanceExplanation: balanceThen(`The balance at ${momentText(at, file.company.timeZone)}, before the recharge.`, usage.opening, recharges, balance, at),
          reserve: formatMoney(amounts.reserve),
          reserveExplanation: amounts.reserveExplanation,
          amount: formatMoney(amounts.amount),
          amountExplanation: amounts.amountExplanation,
        })),
        recharged: formatMoney(recharged),
        rechargedExplanation: sumExplanation('Every recharge that these settings would have made, together.', recharges.map(({ at, amounts: { amount } }) => ({ label: localDay(at, file.company.timeZone), amount }))),
        balances: balances.map(formatMoney),
      };
    }),
  };
}

/** A balance at a moment: what was there at the beginning and charged before it, less what was used. */
function balanceThen(rule: string, opening: Decimal, recharges: Replay['recharges'], balance: Decimal, moment: number): Explanation {
  const charged = sumMoney(recharges.filter(({ at }) => at < moment).map(({ amounts: { amount } }) => amount));
  return sumExplanation(rule, [
    { label: 'At the beginning', amount: opening },
    { label: 'Recharged until then', amount: charged },
    { label: 'Used until then', amount: balance.minus(opening).minus(charged) },
  ]);
}

function usageFrom(file: DataFile, { accountId, source }: ReplayInput, now: number, usageOf: (importId: string) => UsageRows): ReplayUsage {
  if (source.kind === 'ledger') return usageOfLedger(file, accountId, source.days, now);
  return usageOfFile(usageOf(source.importId), file.company.timeZone, new Decimal(file.minutes.balance(accountId)));
}

function withOpening(usage: ReplayUsage, opening: string | undefined): ReplayUsage {
  return opening === undefined ? usage : { ...usage, opening: new Decimal(opening) };
}
