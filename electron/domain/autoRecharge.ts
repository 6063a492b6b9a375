import type { Explanation } from '../../shared/values/explanation.ts';
import { resultInWords } from './calculationText.ts';
import { daysBetween } from './localTime.ts';
import { Decimal, formatMoney, formatPrice, roundHalfUpToCents, sumMoney } from './money.ts';

/** An account's choices (SPEC section 7). Days are whole; least amounts are dollars. */
export interface RechargeSettings {
  readonly reserveDays: number;
  readonly rechargeDays: number;
  /** Days the usage is spread over, 1 to 30: fewer on a young account. */
  readonly divisorDays: number;
  readonly leastReserve: string;
  readonly leastRecharge: string;
}

export const DEFAULT_RECHARGE_SETTINGS: RechargeSettings = {
  reserveDays: 7,
  rechargeDays: 14,
  divisorDays: 30,
  leastReserve: '0.00',
  leastRecharge: '0.00',
};

/** Days of the window of usage (SPEC section 7): complete calendar days before today. */
export const USAGE_WINDOW_DAYS = 30;

/**
 * Days the usage is averaged over: 30, or on an account that divides by its age the days since its first use, while
 * those are fewer. The first day of use counts; today does not. Days are YYYY-MM-DD; `firstUse` null: never used.
 */
export function divisorDays(divideByAge: boolean, firstUse: string | null, today: string): number {
  if (!divideByAge || firstUse === null) return USAGE_WINDOW_DAYS;
  return Math.min(USAGE_WINDOW_DAYS, Math.max(1, daysBetween(firstUse, today)));
}

export interface RechargeAmounts {
  /** W: dollars used in the window, exact. */
  readonly windowTotal: Decimal;
  /** X: below this balance the account is due. Dollars, cents. */
  readonly reserve: Decimal;
  /** Y: what is charged then. Dollars, cents. */
  readonly amount: Decimal;
  readonly reserveExplanation: Explanation;
  readonly amountExplanation: Explanation;
}

/**
 * Minimum reserve and recharge amount from the usage of the 30 complete calendar days before today (SPEC section 7).
 * `dailyUsage` is dollars per day, today not among them; days left out count as zero. Each amount is rounded half-up
 * to the cent once, at the end; the least amounts are applied after that. `today`, YYYY-MM-DD, is named in the explanation.
 */
export function rechargeAmounts(dailyUsage: readonly (string | Decimal)[], settings: RechargeSettings, today: string): RechargeAmounts {
  const windowTotal = sumMoney(dailyUsage.map((day) => new Decimal(day)));
  const reserve = fromUsage(windowTotal, settings.reserveDays, settings.divisorDays, settings.leastReserve);
  // Worked out when asked for: an account above its reserve needs no amount, and most are.
  let recharge: ReturnType<typeof fromUsage> | null = null;
  const toRecharge = () => (recharge ??= fromUsage(windowTotal, settings.rechargeDays, settings.divisorDays, settings.leastRecharge));
  return {
    windowTotal,
    reserve: reserve.amount,
    get amount() {
      return toRecharge().amount;
    },
    get reserveExplanation() {
      return explanationOf(reserve, windowTotal, settings.reserveDays, settings.divisorDays, 'reserve', today);
    },
    get amountExplanation() {
      return explanationOf(toRecharge(), windowTotal, settings.rechargeDays, settings.divisorDays, 'recharge', today);
    },
  };
}

/** X alone, from W in dollars: for lists that only compare it. Rounded as above. */
export function minimumReserve(windowTotal: Decimal, settings: RechargeSettings): Decimal {
  return fromUsage(windowTotal, settings.reserveDays, settings.divisorDays, settings.leastReserve).amount;
}

/** True where an automatic recharge should be charged: switched on, balance below X, and Y above zero (SPEC section 7). */
export function isRechargeDue(autoRecharge: boolean, balance: Decimal, amounts: Pick<RechargeAmounts, 'reserve' | 'amount'>): boolean {
  return autoRecharge && balance.lessThan(amounts.reserve) && amounts.amount.greaterThan(0);
}

interface FromUsage {
  readonly exact: Decimal;
  readonly least: Decimal;
  readonly raised: boolean;
  readonly amount: Decimal;
}

function fromUsage(windowTotal: Decimal, days: number, divisorDays: number, leastAmount: string): FromUsage {
  const exact = windowTotal.times(days).dividedBy(divisorDays);
  const least = roundHalfUpToCents(new Decimal(leastAmount));
  const byUsage = roundHalfUpToCents(exact);
  const raised = least.greaterThan(byUsage);
  return { exact, least, raised, amount: raised ? least : byUsage };
}

function explanationOf({ exact, least, raised }: FromUsage, windowTotal: Decimal, days: number, divisorDays: number, what: 'reserve' | 'recharge', today: string): Explanation {
  return {
    rule:
      what === 'reserve'
        ? 'The minimum reserve is the average daily usage times the reserve days, or the least reserve where that is more.'
        : 'The recharge amount is the average daily usage times the recharge days, or the least recharge where that is more.',
    inputs: [
      { label: 'Day', value: today },
      { label: `Used in the ${USAGE_WINDOW_DAYS} complete days before it`, value: formatPrice(windowTotal) },
      { label: 'Days averaged over', value: String(divisorDays) },
      { label: what === 'reserve' ? 'Reserve days' : 'Recharge days', value: String(days) },
      { label: what === 'reserve' ? 'Least reserve' : 'Least recharge', value: formatMoney(least) },
    ],
    calculation: `${formatPrice(windowTotal)} × ${days} ÷ ${divisorDays} ${resultInWords(exact)}${raised ? `; raised to the least amount, ${formatMoney(least)}` : ''}`,
  };
}
