import { divisorDays, rechargeAmounts, USAGE_WINDOW_DAYS } from './autoRecharge.ts';
import type { RechargeAmounts, RechargeSettings } from './autoRecharge.ts';
import { CHARGE_CYCLE_MS, cycleNumber } from './chargeCycle.ts';
import { Decimal, sumMoney } from './money.ts';
import { dueStamp, lookAtRecharge, NEVER_DUE } from './rechargeLook.ts';
import type { RechargeState } from './rechargeLook.ts';

const HOUR_MS = 3_600_000;

/** Usage as it happened, to be played through the rules of automatic recharge (SPEC section 7). */
export interface ReplayUsage {
  /** Local days, oldest first: first the thirty whose usage the first reserve comes from, then those that are played. `used` in dollars. */
  readonly days: readonly { readonly date: string; readonly start: number; readonly used: string }[];
  /** Epoch milliseconds at which the play ends. */
  readonly end: number;
  /** Dollars used by hour since the epoch, of the days that are played. */
  readonly hours: readonly { readonly hour: number; readonly used: string }[];
  /** Dollars at the beginning of the first day that is played. */
  readonly opening: Decimal;
  /** The local day of the first use ever; null: never used. */
  readonly firstUse: string | null;
}

export type ReplaySettings = Omit<RechargeSettings, 'divisorDays'> & {
  readonly divideByAge: boolean;
  /** 1: every charge cycle looks at the account; 6: every sixth does. */
  readonly everyCycles: number;
};

export interface Replay {
  /** Dollars, and the end of the hour (epoch milliseconds) in which it was so low first. */
  readonly lowest: Decimal;
  readonly lowestAt: number;
  /** Hours at whose end the balance was at or below zero: new calls were blocked. */
  readonly hoursAtZero: number;
  /** `at` in epoch milliseconds; `balance` in dollars before it, against the amounts of its day. */
  readonly recharges: readonly { readonly at: number; readonly balance: Decimal; readonly amounts: RechargeAmounts }[];
  readonly recharged: Decimal;
  /** Dollars at the end of each day that is played. */
  readonly balances: readonly Decimal[];
}

/**
 * Plays usage through the rules with other settings: the same reserve, amount, stamp and look as the charge cycles use,
 * hour by hour, with every payment approved at once and nothing bought by hand. What is used in an hour counts at its
 * end; where a day begins within an hour, its reserve counts from the next one on.
 */
export function replay({ days, end, hours, opening, firstUse }: ReplayUsage, settings: ReplaySettings): Replay {
  const used = new Map(hours.map((each) => [each.hour, each.used]));
  const daily = days.map((day) => new Decimal(day.used));
  const balances: Decimal[] = [];
  const recharges: Replay['recharges'][number][] = [];
  let place = USAGE_WINDOW_DAYS;
  let window = sumMoney(daily.slice(0, USAGE_WINDOW_DAYS));
  let balance = opening;
  let state: RechargeState = NEVER_DUE;
  let lowest = opening;
  const first = days[place];
  if (first === undefined) throw new Error('No day to play.');
  let lowestAt = first.start;
  let hoursAtZero = 0;
  const amountsOn = (date: string): RechargeAmounts => rechargeAmounts([window], { ...settings, divisorDays: divisorDays(settings.divideByAge, firstUse, date) }, date);
  let amounts = amountsOn(first.date);
  const facts = () => ({ autoRecharge: true, balance, pending: NOTHING, amounts, state });
  const stamp = (moment: number): void => {
    const dueSince = dueStamp(facts(), moment);
    if (dueSince !== null) state = { ...state, dueSince };
  };
  stamp(first.start);

  for (let from = Math.ceil(first.start / HOUR_MS) * HOUR_MS; from < end; from += HOUR_MS) {
    for (let next = days[place + 1]; next !== undefined && next.start <= from; next = days[place + 1]) {
      balances.push(balance);
      window = window.plus(daily[place] ?? 0).minus(daily[place - USAGE_WINDOW_DAYS] ?? 0);
      place += 1;
      amounts = amountsOn(next.date);
      stamp(next.start);
    }
    if (from % CHARGE_CYCLE_MS === 0 && cycleNumber(from) % settings.everyCycles === 0) cycle(from);
    const now = used.get(from / HOUR_MS);
    if (now !== undefined) {
      balance = balance.minus(now);
      // Within the hour, so that a cycle at its end comes after it.
      stamp(from + HOUR_MS - 1);
      if (balance.lessThan(lowest)) [lowest, lowestAt] = [balance, from + HOUR_MS];
    }
    if (!balance.greaterThan(0)) hoursAtZero += 1;
  }
  balances.push(balance);
  return { lowest, lowestAt, hoursAtZero, recharges, recharged: sumMoney(recharges.map(({ amounts: { amount } }) => amount)), balances };

  function cycle(at: number): void {
    const look = lookAtRecharge({ ...facts(), cycle: cycleNumber(at), openCharge: false });
    if (look.kind === 'clear') state = NEVER_DUE;
    if (look.kind === 'charge') {
      recharges.push({ at, balance, amounts });
      balance = balance.plus(amounts.amount);
      state = NEVER_DUE;
    }
    // Still below, or found below by this look: due from now on.
    stamp(at);
  }
}

const NOTHING = new Decimal(0);
