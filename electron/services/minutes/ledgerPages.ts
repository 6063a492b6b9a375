import type { z } from 'zod';
import type { minutesContracts } from '../../../shared/contracts/minutes.ts';
import { minimumReserve, USAGE_WINDOW_DAYS } from '../../domain/autoRecharge.ts';
import { cycleStart } from '../../domain/chargeCycle.ts';
import { addDays, localDay, startOfDay } from '../../domain/localTime.ts';
import { Decimal, formatMoney, sumMoney } from '../../domain/money.ts';
import type { DataFile } from '../ports/dataFile.ts';
import { rechargeSettings } from '../rechargeSettings.ts';
import { requireAccount } from './gatherMinutes.ts';

type Contracts = typeof minutesContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;

/** A window of the ledger, newest first. Refuses with NOT_FOUND. */
export function ledgerPage(file: DataFile, { accountId, kind, before, limit }: In<'minutes.ledger'>): Out<'minutes.ledger'> {
  requireAccount(file, accountId);
  const from = before === undefined ? null : { id: before.id, at: Date.parse(before.at) };
  // One more than is shown tells whether there are more.
  const found = file.minutes.page(accountId, kind ?? null, from, limit + 1);
  return {
    entries: found.slice(0, limit).map(({ id, at, kind: of, medium, quantity, rate, amount, receiptNumber, note }) => ({
      id,
      at: new Date(at).toISOString(),
      kind: of,
      medium,
      quantity,
      rate,
      amount,
      receiptNumber,
      note,
    })),
    more: found.length > limit,
  };
}

/**
 * Day by day: what was used, the balance at the day's end, and the reserve as it was on that day with the choices of
 * today (SPEC section 7). The last day is today so far. Refuses with NOT_FOUND.
 */
export function minutesHistory(file: DataFile, { accountId, days: count }: In<'minutes.history'>, now: number): Out<'minutes.history'> {
  const account = requireAccount(file, accountId);
  const { timeZone } = file.company;
  const today = localDay(now, timeZone);
  const days = Array.from({ length: count }, (_, index) => addDays(today, index + 1 - count));
  const withWindow = Array.from({ length: count + USAGE_WINDOW_DAYS + 1 }, (_, index) => startOfDay(addDays(today, index + 1 - count - USAGE_WINDOW_DAYS), timeZone));
  const moments = withWindow.slice(USAGE_WINDOW_DAYS);
  const used = file.minutes.usageBetween(accountId, withWindow).map((text) => new Decimal(text));
  const moved = file.minutes.movedBetween(accountId, moments);
  let window = sumMoney(used.slice(0, USAGE_WINDOW_DAYS));
  let balance = new Decimal(file.minutes.balanceBefore(accountId, moments[0] ?? 0));
  return {
    days: days.map((date, index) => {
      balance = balance.plus(moved[index] ?? '0');
      const reserve = minimumReserve(window, rechargeSettings(file, account, date));
      const usedToday = used[index + USAGE_WINDOW_DAYS] ?? new Decimal(0);
      window = window.plus(usedToday).minus(used[index] ?? 0);
      return { date, end: new Date(moments[index + 1] ?? 0).toISOString(), used: formatMoney(usedToday), balance: formatMoney(balance), reserve: formatMoney(reserve) };
    }),
  };
}

/** What each charge cycle decided about the account, newest first. Refuses with NOT_FOUND. */
export function cyclePage(file: DataFile, { accountId, before, limit }: In<'minutes.cycles'>): Out<'minutes.cycles'> {
  requireAccount(file, accountId);
  const found = file.recharges.cycles(accountId, before ?? null, limit + 1);
  const cents = (text: string | null): string | null => (text === null ? null : formatMoney(new Decimal(text)));
  return {
    cycles: found.slice(0, limit).map(({ cycle, lastCycle, decision, reason, balance, reserve, amount }) => ({
      cycle,
      at: new Date(cycleStart(cycle)).toISOString(),
      lastAt: new Date(cycleStart(lastCycle)).toISOString(),
      count: lastCycle - cycle + 1,
      decision,
      reason,
      balance: cents(balance),
      reserve: cents(reserve),
      amount: cents(amount),
    })),
    more: found.length > limit,
  };
}
