import { DEFAULT_RECHARGE_SETTINGS, isRechargeDue, rechargeAmounts } from '../../domain/autoRecharge.ts';
import type { RechargeAmounts } from '../../domain/autoRecharge.ts';
import { CHARGE_CYCLE_MS, nextCycleAfter } from '../../domain/chargeCycle.ts';
import { Decimal, sumMoney } from '../../domain/money.ts';
import { usageBounds } from '../usageWindow.ts';
import { dayOf } from './calendar.ts';
import { demonstrationCompany } from './company.ts';
import type { Usage } from './usagePattern.ts';

export interface MinutesFacts {
  /** When minutes are bought for the first time. */
  readonly openedAt: number;
  readonly now: number;
  readonly usage: readonly Usage[];
  /** Minutes bought by hand later on, dollars. */
  readonly purchases: readonly { readonly at: number; readonly amount: string }[];
  /** Where the balance should stand now, as a multiple of the reserve (a week of use): from 1 to 3. */
  readonly reservesNow: number;
}

export interface Recharge {
  readonly at: number;
  readonly balanceBefore: Decimal;
  readonly amounts: RechargeAmounts;
}

export interface RechargeHistory {
  /** The first purchase, whole dollars. */
  readonly opening: Decimal;
  readonly recharges: readonly Recharge[];
  /** The balance now, exact. */
  readonly balance: Decimal;
}

interface Beat {
  readonly at: number;
  readonly amounts: RechargeAmounts;
  /** What usage and purchases changed since the beat before, dollars. */
  readonly moved: Decimal;
}

/** First purchases to choose from, dollars. */
const OPENINGS = Array.from({ length: 61 }, (_, index) => 200 + 5 * index);

/**
 * The recharges the rule makes, charge cycle by charge cycle (SPEC section 7). The balance swings between one and
 * three weeks of use, and the first purchase decides where in that swing it stands now: the one is taken that brings
 * it closest to what the demonstration should show.
 */
export function rechargeHistory(facts: MinutesFacts): RechargeHistory {
  const beats = beatsOf(facts);
  const reserve = amountsOn(facts.usage, dayOf(facts.now)).reserve;
  const histories = OPENINGS.map((opening) => play(new Decimal(opening), beats, movedBetween(facts, lastBeat(beats, facts), facts.now)));
  const inside = histories.filter(({ balance }) => balance.greaterThanOrEqualTo(reserve) && balance.lessThanOrEqualTo(reserve.times(3)));
  const wanted = reserve.times(facts.reservesNow);
  const [first, ...others] = inside;
  if (first === undefined) throw new Error('No first purchase leaves the balance between one and three weeks of use');
  return others.reduce((best, next) => (distance(next, wanted).lessThan(distance(best, wanted)) ? next : best), first);
}

function distance({ balance }: RechargeHistory, wanted: Decimal): Decimal {
  return balance.minus(wanted).abs();
}

function play(opening: Decimal, beats: readonly Beat[], movedSince: Decimal): RechargeHistory {
  const recharges: Recharge[] = [];
  let balance = opening;
  for (const { at, amounts, moved } of beats) {
    balance = balance.plus(moved);
    if (!isRechargeDue(true, balance, amounts)) continue;
    recharges.push({ at, balanceBefore: balance, amounts });
    balance = balance.plus(amounts.amount);
  }
  return { opening, recharges, balance: balance.plus(movedSince) };
}

function beatsOf(facts: MinutesFacts): Beat[] {
  const byDay = new Map<string, RechargeAmounts>();
  const beats: Beat[] = [];
  let since = facts.openedAt;
  for (let at = nextCycleAfter(facts.openedAt); at <= facts.now; at += CHARGE_CYCLE_MS) {
    const day = dayOf(at);
    const amounts = byDay.get(day) ?? amountsOn(facts.usage, day);
    byDay.set(day, amounts);
    beats.push({ at, amounts, moved: movedBetween(facts, since, at) });
    since = at;
  }
  return beats;
}

function lastBeat(beats: readonly Beat[], facts: MinutesFacts): number {
  return beats.at(-1)?.at ?? facts.openedAt;
}

/** Usage and purchases in [from, to), dollars. */
function movedBetween({ usage, purchases }: MinutesFacts, from: number, to: number): Decimal {
  const within = ({ at }: { readonly at: number }): boolean => at >= from && at < to;
  const bought = purchases.filter(within).map(({ amount }) => new Decimal(amount));
  const used = usage.filter(within).map(({ cost }) => cost.negated());
  return sumMoney([...bought, ...used]);
}

function amountsOn(usage: readonly Usage[], day: string): RechargeAmounts {
  const { from, to } = usageBounds(day, demonstrationCompany.timeZone);
  const costs = usage.filter(({ at }) => at >= from && at < to).map(({ cost }) => cost);
  return rechargeAmounts(costs, DEFAULT_RECHARGE_SETTINGS, day);
}
