import { assertNever } from '../../shared/values/assertNever.ts';
import { isRechargeDue } from './autoRecharge.ts';
import type { RechargeAmounts } from './autoRecharge.ts';
import { cycleStart } from './chargeCycle.ts';
import type { Decimal } from './money.ts';
import { isPaused, mayTry } from './retryAfterDecline.ts';
import type { RetryState } from './retryAfterDecline.ts';

/** Where an account's automatic recharge stands. */
export interface RechargeState extends RetryState {
  /** Epoch milliseconds at which the balance fell below the minimum reserve; null: not due. */
  readonly dueSince: number | null;
  /** The cycle in which the present round of tries began; null: none is under way. */
  readonly roundCycle: number | null;
}

/** An account that never was due. */
export const NEVER_DUE: RechargeState = { dueSince: null, roundCycle: null, failedCycles: 0, nextTryCycle: 0 };

export interface RechargeFacts {
  readonly cycle: number;
  readonly autoRecharge: boolean;
  /** Dollars to spend, exact. */
  readonly balance: Decimal;
  /** Dollars of payments for minutes that a bank has not settled yet: they count against being due, not as balance. */
  readonly pending: Decimal;
  /** X and Y on the day of the cycle. */
  readonly amounts: Pick<RechargeAmounts, 'reserve' | 'amount'>;
  readonly state: RechargeState;
  /** A payment of the account is under way: nothing else can be charged until it is settled. */
  readonly openCharge: boolean;
}

export type RechargeLook =
  /** Automatic recharge is off. */
  | { readonly kind: 'off' }
  /** At or above X, and not stamped. */
  | { readonly kind: 'notDue' }
  /** Below X and not stamped yet: looked at in the next cycle. */
  | { readonly kind: 'stamp' }
  /** Stamped, but not before this cycle began: looked at in the next one. */
  | { readonly kind: 'notYet' }
  /** Stamped, and not below X any more, or Y is zero: nothing is charged. */
  | { readonly kind: 'clear'; readonly because: 'pendingCounted' | 'atReserve' | 'nothingToCharge' }
  | { readonly kind: 'wait'; readonly for: 'openCharge' | 'retry' }
  | { readonly kind: 'paused' }
  /** Y is charged now. */
  | { readonly kind: 'charge' };

/**
 * What a charge cycle does about one account (SPEC section 7). Accounts stamped before the cycle began are looked at:
 * still below X with pending payments counted, Y is charged; else the stamp is cleared.
 */
export function lookAtRecharge(facts: RechargeFacts): RechargeLook {
  const { autoRecharge, balance, pending, amounts, state, cycle } = facts;
  if (!autoRecharge) return { kind: 'off' };
  const due = isRechargeDue(true, balance.plus(pending), amounts);
  if (state.dueSince === null) return { kind: due ? 'stamp' : 'notDue' };
  // Stamped by a clock that was ahead and has been put right: since when it is below is not known, so since now.
  if (state.dueSince >= cycleStart(cycle + 1) && due) return { kind: 'stamp' };
  if (state.dueSince >= cycleStart(cycle) && state.dueSince < cycleStart(cycle + 1)) return { kind: 'notYet' };
  if (!due) return { kind: 'clear', because: whyNotDue(facts) };
  if (isPaused(state)) return { kind: 'paused' };
  if (facts.openCharge) return { kind: 'wait', for: 'openCharge' };
  return mayTry(state, cycle) ? { kind: 'charge' } : { kind: 'wait', for: 'retry' };
}

function whyNotDue({ balance, amounts: { reserve, amount } }: RechargeFacts): Extract<RechargeLook, { kind: 'clear' }>['because'] {
  if (!balance.lessThan(reserve)) return 'atReserve';
  return amount.greaterThan(0) ? 'pendingCounted' : 'nothingToCharge';
}

/**
 * The moment with which an account is stamped as due, or null where it is not to be stamped: it is already, or it is
 * not below X, or automatic recharge is off. `moment`: when the balance fell below X, epoch milliseconds.
 */
export function dueStamp({ autoRecharge, balance, pending, amounts, state }: Omit<RechargeFacts, 'cycle' | 'openCharge'>, moment: number): number | null {
  if (state.dueSince !== null) return null;
  return isRechargeDue(autoRecharge, balance.plus(pending), amounts) ? moment : null;
}

/** The sentence that the cycle history shows for a decision that charged nothing. `reserve`: dollars as shown. */
export function lookInWords(look: Exclude<RechargeLook, { kind: 'charge' | 'off' }>, reserve: string): string {
  switch (look.kind) {
    case 'notDue':
      return `The balance is not below the minimum reserve of ${reserve}.`;
    case 'stamp':
      return `The balance is below the minimum reserve of ${reserve}. It is looked at in the next charge cycle.`;
    case 'notYet':
      return `The balance fell below the minimum reserve of ${reserve} after this cycle began. It is looked at in the next one.`;
    case 'clear':
      return CLEARED[look.because](reserve);
    case 'wait':
      return look.for === 'openCharge'
        ? 'A payment of this account is not settled yet. Nothing else is charged until it is.'
        : 'Every funding source declined before. The next try is in a later cycle.';
    case 'paused':
      return 'Automatic recharge is paused until a funding source changes or a purchase succeeds.';
    default:
      return assertNever(look);
  }
}

const CLEARED = {
  atReserve: (reserve) => `The balance is not below the minimum reserve of ${reserve} any more. Nothing is charged.`,
  pendingCounted: (reserve) => `With the pending payment counted the balance is not below the minimum reserve of ${reserve}. Nothing is charged.`,
  nothingToCharge: () => 'The recharge amount is zero. Nothing is charged.',
} satisfies Record<Extract<RechargeLook, { kind: 'clear' }>['because'], (reserve: string) => string>;
