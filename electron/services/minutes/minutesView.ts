import type { z } from 'zod';
import type { minutesContracts } from '../../../shared/contracts/minutes.ts';
import { USAGE_WINDOW_DAYS } from '../../domain/autoRecharge.ts';
import { cycleStart, nextCycleAfter } from '../../domain/chargeCycle.ts';
import { foresee, PATTERN_DAYS, usagePattern } from '../../domain/foresight.ts';
import { addDays, startOfDay } from '../../domain/localTime.ts';
import { momentText } from '../../domain/momentText.ts';
import { Decimal, formatMoney, formatPrice } from '../../domain/money.ts';
import { minutesExplanation, wholeMinutes } from '../../domain/pricedLine.ts';
import { isPaused } from '../../domain/retryAfterDecline.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { RechargeStateRecord } from '../ports/minutes.ts';
import { amountsWith, choicesOf, gatherMinutes } from './gatherMinutes.ts';
import type { AccountMinutes } from './gatherMinutes.ts';
import { amountsOutput, isYoung } from './planPurchase.ts';

export type MinutesView = z.output<(typeof minutesContracts)['minutes.view']['output']>;

/** Everything the Dialer Minutes section shows of an account at a moment (epoch milliseconds). Refuses with NOT_FOUND. */
export function minutesView(file: DataFile, accountId: number, now: number): MinutesView {
  const minutes = gatherMinutes(file, accountId, now);
  const { account, balance, rate, window, daily } = minutes;
  const choices = choicesOf(account);
  const { settings, amounts } = amountsWith(file, minutes, choices);
  return {
    revision: account.revision,
    today: minutes.today,
    timeZone: file.company.timeZone,
    balance: formatMoney(balance),
    minutes: wholeMinutes(balance, rate),
    minutesExplanation: minutesExplanation(balance, rate, minutes.today),
    rate: formatPrice(new Decimal(rate)),
    blocked: minutes.firstUsageAt !== null && balance.lessThanOrEqualTo(0),
    choices,
    amounts: amountsOutput(settings, amounts),
    dailyUsage: window.days.map((date, index) => ({ date, cost: formatMoney(new Decimal(daily[index] ?? '0')) })),
    daysOfUse: minutes.daysOfUse === null ? null : Math.min(USAGE_WINDOW_DAYS, minutes.daysOfUse),
    youngAccount: isYoung(minutes),
    state: stateInWords(choices.autoRecharge, file.recharges.stateOf(accountId), now, file.company.timeZone),
    pending: formatMoney(minutes.pending),
    foresight: foresightOf(file, minutes, amounts.reserve, now),
  };
}

function stateInWords(on: boolean, state: RechargeStateRecord | null, now: number, timeZone: string): MinutesView['state'] {
  const dueSince = on ? (state?.dueSince ?? null) : null;
  const told = { dueSince: dueSince === null ? null : new Date(dueSince).toISOString() };
  if (!on) return { ...told, kind: 'off', sentence: 'Automatic recharge is off. Minutes are bought by hand.' };
  if (state === null || dueSince === null) return { ...told, kind: 'ready', sentence: 'Minutes are bought by themselves when the balance falls below the minimum reserve.' };
  if (isPaused(state)) return { ...told, kind: 'paused', sentence: 'Paused: four charge cycles failed, or no funding source is left to pay. It goes on when a funding source changes or a purchase succeeds.' };
  const since = momentText(dueSince, timeZone);
  const next = nextCycleAfter(now);
  if (state.failedCycles > 0) {
    const retry = momentText(Math.max(next, cycleStart(state.nextTryCycle)), timeZone);
    return { ...told, kind: 'waiting', sentence: `Every funding source declined. The next try is at ${retry}.` };
  }
  return { ...told, kind: 'due', sentence: `Below the minimum reserve since ${since}. The charge cycle at ${momentText(next, timeZone)} looks at it.` };
}

/** When the balance reaches X and zero at the usual use (SPEC section 7). */
export function foresightOf(file: DataFile, { account, balance, daysOfUse, today }: Pick<AccountMinutes, 'account' | 'balance' | 'daysOfUse' | 'today'>, reserve: Decimal, now: number): MinutesView['foresight'] {
  const { timeZone } = file.company;
  const hours = file.minutes.usageByHour(account.id, startOfDay(addDays(today, -PATTERN_DAYS), timeZone), startOfDay(today, timeZone));
  const { reserveAt, zeroAt } = foresee({ balance, reserve }, usagePattern(hours, daysOfUse ?? 0, today, timeZone), now, timeZone);
  const next = nextCycleAfter(now);
  const told = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString());
  const zeroBeforeCycle = balance.greaterThan(0) && zeroAt !== null && zeroAt < next;
  return {
    reserveAt: told(reserveAt),
    zeroAt: told(zeroAt),
    nextCycle: new Date(next).toISOString(),
    zeroBeforeCycle,
    sentence: foresightInWords({ reserveAt, zeroAt, next, zeroBeforeCycle, balance, used: hours.length > 0 }, (moment) => momentText(moment, timeZone), now),
  };
}

function foresightInWords(
  { reserveAt, zeroAt, next, zeroBeforeCycle, balance, used }: { readonly reserveAt: number | null; readonly zeroAt: number | null; readonly next: number; readonly zeroBeforeCycle: boolean; readonly balance: Decimal; readonly used: boolean },
  text: (moment: number) => string,
  now: number,
): string {
  if (balance.lessThanOrEqualTo(0)) return 'The balance is used up.';
  if (!used) return 'No complete day of use yet, so nothing can be foreseen.';
  if (zeroAt === null) return reserveAt === null ? 'At the usual use the balance lasts more than 60 days.' : `At the usual use the balance reaches the minimum reserve at about ${text(reserveAt)}, and lasts more than 60 days.`;
  if (zeroBeforeCycle) return `At the usual use the balance reaches zero at about ${text(zeroAt)}, before the charge cycle at ${text(next)}.`;
  if (reserveAt === null || reserveAt <= now) return `At the usual use the balance reaches zero at about ${text(zeroAt)}.`;
  return `At the usual use the balance reaches the minimum reserve at about ${text(reserveAt)}, and zero at about ${text(zeroAt)}.`;
}
