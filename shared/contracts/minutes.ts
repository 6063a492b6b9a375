import { z } from 'zod';
import { failure } from '../errors.ts';
import { explanation } from '../values/explanation.ts';
import { RECHARGE_DECISIONS } from '../values/recharges.ts';
import { commandId, decimal, instant, localDate, money, price, rowId, shortText } from '../values/schemas.ts';
import { acceptOutcome } from './billingManager.ts';
import { receiptLine } from './receipts.ts';
import { command, query } from './route.ts';

/** True below 1,000,000,000 dollars either side of zero: what the ledger holds is several times that. */
const belowLimit = (text: string): boolean => /^-?[0-9]{1,9}\./.test(text);

/** Dollars and cents that can be charged or entered: below 1,000,000,000. */
export const chargeable = money.refine(belowLimit, 'is not below 1,000,000,000 dollars');
const notNegative = chargeable.refine((text) => !text.startsWith('-'), 'is below 0');
const isZero = (text: string): boolean => /^-?0*(\.0*)?$/.test(text);

const DAYS = 'must be a whole number of days, 0 to 366';
const days = z.int(DAYS).min(0, DAYS).max(366, DAYS);

/** An account's choices for automatic recharge (SPEC section 7). */
export const rechargeChoices = z.strictObject({
  autoRecharge: z.boolean(),
  reserveDays: days,
  rechargeDays: days,
  leastReserve: notNegative,
  leastRecharge: notNegative,
  /** Usage is divided by the days since first use instead of by 30, while those are fewer. */
  divideByAge: z.boolean(),
});

/** What Purchase Minutes does: an amount now or none, and the choices for automatic recharge as they will be. */
const wish = {
  accountId: rowId,
  /** Null: nothing is bought now. */
  amount: notNegative.refine((text) => !isZero(text), 'is not above 0').nullable(),
  choices: rechargeChoices,
};

/** X and Y of a day with how they come about, and the usage they come from. */
const rechargeAmounts = z.strictObject({
  windowTotal: money,
  divisorDays: z.int(),
  reserve: money,
  reserveExplanation: explanation,
  amount: money,
  amountExplanation: explanation,
});

const ledgerEntry = z.strictObject({
  id: rowId,
  at: instant,
  kind: z.enum(['usage', 'purchase', 'adjustment']),
  medium: z.enum(['call', 'text']).nullable(),
  quantity: decimal.nullable(),
  rate: price.nullable(),
  /** Dollars added to the balance, exact: negative for usage. */
  amount: decimal,
  receiptNumber: rowId.nullable(),
  note: z.string(),
});

/** Where automatic recharge stands, in a sentence. */
const rechargeState = z.strictObject({
  kind: z.enum(['off', 'ready', 'due', 'waiting', 'paused']),
  sentence: z.string(),
  /** When the balance fell below the minimum reserve; null: not due. */
  dueSince: instant.nullable(),
});

export const foresight = z.strictObject({
  /** Null: not within the time looked at. */
  reserveAt: instant.nullable(),
  zeroAt: instant.nullable(),
  nextCycle: instant,
  /** True where the balance is expected to reach zero before the next charge cycle. */
  zeroBeforeCycle: z.boolean(),
  sentence: z.string(),
});

/** Wall-clock time in the company's time zone, to the minute or the second. */
const localTime = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$/, 'is not a time such as 2026-11-30T14:05');

/** Minutes or messages, above zero, with up to six decimals. */
const usedQuantity = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?$/, 'must be a number such as 12.5, with at most six decimals after a point')
  .refine((text) => !isZero(text), 'is not above 0');

/** Dialer minutes (SPEC section 7): balance, purchases, usage, automatic recharge. */
export const minutesContracts = {
  'minutes.view': query(
    'viewBilling',
    z.strictObject({ accountId: rowId }),
    z.strictObject({
      revision: z.int(),
      today: localDate,
      timeZone: z.string(),
      balance: money,
      minutes: decimal,
      minutesExplanation: explanation,
      rate: price,
      /** At or below zero: new calls are blocked. */
      blocked: z.boolean(),
      choices: rechargeChoices,
      amounts: rechargeAmounts,
      /** Dollars per day of the 30 complete days before today, oldest first. */
      dailyUsage: z.array(z.strictObject({ date: localDate, cost: money })),
      /** Days since the first use, at most 30; null: never used. */
      daysOfUse: z.int().nullable(),
      youngAccount: z.boolean(),
      state: rechargeState,
      /** Dollars of a payment for minutes that a bank has not settled yet. */
      pending: money,
      foresight,
    }),
  ),
  /** What `minutes.purchase` would do with the same wish, worked out by the same rule. */
  'minutes.preview': query(
    'viewBilling',
    z.strictObject(wish),
    z.strictObject({
      chargedNow: z.strictObject({ lines: z.array(receiptLine), total: money }),
      balanceAfter: money,
      balanceAfterExplanation: explanation,
      minutesAfter: decimal,
      amounts: rechargeAmounts,
      /** What is worth knowing before accepting, a sentence each. */
      notes: z.array(z.string()),
      changes: z.array(z.strictObject({ label: z.string(), before: z.string(), after: z.string() })),
      /** What Accept would refuse, each with its path. */
      problems: z.array(failure),
    }),
  ),
  /** Buys minutes, changes automatic recharge, or both: all of it or nothing (SPEC section 2). */
  'minutes.purchase': command(
    'buyMinutes',
    z.strictObject({
      commandId,
      ...wish,
      revision: z.int().min(0),
      /** Needed where an amount is bought. */
      fundingSourceId: rowId.optional(),
      firstName: shortText,
      lastName: shortText,
    }),
    acceptOutcome,
  ),
  /** Enters usage by hand. Without a rate, that of the price book on its day. */
  'minutes.recordUsage': command(
    'buyMinutes',
    z.strictObject({
      commandId,
      accountId: rowId,
      at: localTime,
      medium: z.enum(['call', 'text']),
      quantity: usedQuantity,
      rate: price.refine((text) => !isZero(text), 'is not above 0').optional(),
    }),
    z.strictObject({ cost: decimal, balance: money }),
  ),
  /** Corrects the balance by an amount, with the reason. */
  'minutes.adjust': command(
    'buyMinutes',
    z.strictObject({
      commandId,
      accountId: rowId,
      amount: chargeable.refine((text) => !isZero(text), 'is 0'),
      note: shortText.trim().min(1, 'is empty'),
    }),
    z.strictObject({ balance: money }),
  ),
  /** The ledger, newest first, in windows: `before` is the last entry of the window above. */
  'minutes.ledger': query(
    'viewBilling',
    z.strictObject({
      accountId: rowId,
      kind: z.enum(['usage', 'purchase', 'adjustment']).optional(),
      before: z.strictObject({ id: rowId, at: instant }).optional(),
      limit: z.int().min(1).max(200),
    }),
    z.strictObject({ entries: z.array(ledgerEntry), more: z.boolean() }),
  ),
  /** Balance at the end of each day with the reserve of that day and what was used on it, oldest first; the last is today so far. `end`: the moment at which the next day begins. */
  'minutes.history': query(
    'viewBilling',
    z.strictObject({ accountId: rowId, days: z.int().min(7).max(366) }),
    z.strictObject({ days: z.array(z.strictObject({ date: localDate, end: instant, used: money, balance: money, reserve: money })) }),
  ),
  /** What each charge cycle decided, newest first. */
  'minutes.cycles': query(
    'viewBilling',
    z.strictObject({ accountId: rowId, before: z.int().min(0).optional(), limit: z.int().min(1).max(200) }),
    z.strictObject({
      cycles: z.array(
        z.strictObject({
          cycle: z.int(),
          /** The beat, and the last one of several missed one after the other. */
          at: instant,
          lastAt: instant,
          count: z.int(),
          decision: z.enum(RECHARGE_DECISIONS),
          reason: z.string(),
          balance: money.nullable(),
          reserve: money.nullable(),
          amount: money.nullable(),
        }),
      ),
      more: z.boolean(),
    }),
  ),
};
