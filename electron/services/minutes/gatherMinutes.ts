import { rechargeAmounts } from '../../domain/autoRecharge.ts';
import type { RechargeAmounts, RechargeSettings } from '../../domain/autoRecharge.ts';
import { daysBetween, localDay } from '../../domain/localTime.ts';
import { Decimal } from '../../domain/money.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { AccountRecord, RechargeChoices } from '../ports/records.ts';
import { listPrice } from '../pricing.ts';
import { rechargeSettings } from '../rechargeSettings.ts';
import { refuse } from '../refusals.ts';
import { usageWindow } from '../usageWindow.ts';
import type { UsageWindow } from '../usageWindow.ts';
import { pendingMinutes } from './stampDue.ts';

/** What the rules need of one account's minutes, read once. */
export interface AccountMinutes {
  readonly account: AccountRecord;
  readonly today: string;
  /** Dollars for one minute, today. */
  readonly rate: string;
  /** Dollars, exact. */
  readonly balance: Decimal;
  /** Dollars of a payment for minutes that a bank has not settled yet. */
  readonly pending: Decimal;
  readonly window: UsageWindow;
  /** Dollars used on each day of the window. */
  readonly daily: readonly string[];
  readonly firstUsageAt: number | null;
  /** Days since the first use, today not counted; null: never used. */
  readonly daysOfUse: number | null;
}

/** Reads an account's minutes as they are at a moment (epoch milliseconds). Refuses with NOT_FOUND. */
export function gatherMinutes(file: DataFile, accountId: number, now: number): AccountMinutes {
  const account = requireAccount(file, accountId);
  const { timeZone } = file.company;
  const today = localDay(now, timeZone);
  const window = usageWindow(today, timeZone);
  const firstUsageAt = file.minutes.firstUsageAt(accountId);
  return {
    account,
    today,
    rate: listPrice(file.prices.inForce(today), 'minute'),
    balance: new Decimal(file.minutes.balance(accountId)),
    pending: pendingMinutes(file.charges.openOf(accountId)),
    window,
    daily: file.minutes.usageBetween(accountId, window.moments),
    firstUsageAt,
    daysOfUse: firstUsageAt === null ? null : Math.max(0, daysBetween(localDay(firstUsageAt, timeZone), today)),
  };
}

/** Refuses with NOT_FOUND. */
export function requireAccount(file: DataFile, accountId: number): AccountRecord {
  const account = file.accounts.byId(accountId);
  if (account === null) throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file.');
  return account;
}

/** X and Y today, as they are with these choices. */
export function amountsWith(file: DataFile, { account, today, daily }: AccountMinutes, choices: RechargeChoices): { readonly settings: RechargeSettings; readonly amounts: RechargeAmounts } {
  const settings = rechargeSettings(file, { id: account.id, ...choices }, today);
  return { settings, amounts: rechargeAmounts(daily, settings, today) };
}

/** An account's present choices, by themselves. */
export function choicesOf({ autoRecharge, reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge }: AccountRecord): RechargeChoices {
  return { autoRecharge, reserveDays, rechargeDays, leastReserve, leastRecharge, divideByAge };
}
