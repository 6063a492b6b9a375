import type { z } from 'zod';
import type { minutesContracts } from '../../../shared/contracts/minutes.ts';
import { USAGE_WINDOW_DAYS } from '../../domain/autoRecharge.ts';
import type { RechargeAmounts, RechargeSettings } from '../../domain/autoRecharge.ts';
import { billingPeriod } from '../../domain/billingPeriod.ts';
import { Decimal, formatMoney } from '../../domain/money.ts';
import { chosenMinutesLine, wholeMinutes } from '../../domain/pricedLine.ts';
import { sumExplanation } from '../../domain/sumExplanation.ts';
import { dollars } from '../attention/words.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import { readEffect } from '../charges/keptEffect.ts';
import { lineOutput, totalOf } from '../lineOutput.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { RechargeChoices } from '../ports/records.ts';
import { amountsWith, choicesOf, gatherMinutes } from './gatherMinutes.ts';
import type { AccountMinutes } from './gatherMinutes.ts';

type Contract = (typeof minutesContracts)['minutes.preview'];
export type PurchaseWish = z.output<Contract['input']>;
export type PurchasePreview = z.output<Contract['output']>;
export type AmountsOutput = PurchasePreview['amounts'];

export interface PlannedPurchase {
  readonly minutes: AccountMinutes;
  readonly preview: PurchasePreview;
  /** What takes effect once it is accepted and paid, but for who accepted it. */
  readonly effect: Omit<ChargeEffect, 'operatorId' | 'who'>;
}

/**
 * What Purchase Minutes would do at a moment (epoch milliseconds), for the dialog to show and for Accept to carry out:
 * both take it from here, so a preview never differs from the charge (SPEC sections 2 and 7). Refuses with NOT_FOUND.
 */
export function planPurchase(file: DataFile, { accountId, amount, choices }: PurchaseWish, now: number): PlannedPurchase {
  const minutes = gatherMinutes(file, accountId, now);
  const { account, today, rate, balance } = minutes;
  const { settings, amounts } = amountsWith(file, minutes, choices);
  const lines = amount === null ? [] : [chosenMinutesLine(amount, rate)];
  const total = totalOf(lines);
  const after = balance.plus(total);
  const changes = changesOf(choicesOf(account), choices);
  const output = lines.map(lineOutput);
  const period = billingPeriod(today, account.billingDay);
  return {
    minutes,
    preview: {
      chargedNow: { lines: output, total },
      balanceAfter: formatMoney(after),
      balanceAfterExplanation: sumExplanation('The balance now, and what is bought.', [
        { label: 'Balance now', amount: balance },
        { label: 'Bought', amount: new Decimal(total) },
      ]),
      minutesAfter: wholeMinutes(after, rate),
      amounts: amountsOutput(settings, amounts),
      notes: notesOn(minutes, choices, amounts, after),
      changes,
      problems: waitsFor(file, accountId, { pays: amount !== null, sets: changes.length > 0 }),
    },
    effect: {
      accountId,
      kind: 'minutes',
      lines: output,
      total,
      receiptPeriod: { start: period.start, end: period.end },
      licenses: [],
      assignments: [],
      newPeriod: null,
      ...(amount === null ? {} : { minutes: { amount, note: 'Purchased' } }),
      ...(changes.length === 0 ? {} : { recharge: choices }),
      what: amount === null ? 'Changed automatic recharge' : 'Bought dialer minutes',
      changes: [...(amount === null ? [] : [{ label: 'Dialer minutes', before: null, after: dollars(amount) }]), ...changes],
    },
  };
}

/** One payment of an account at a time; and settings that were accepted with one would replace those made before it is settled. */
function waitsFor(file: DataFile, accountId: number, { pays, sets }: { readonly pays: boolean; readonly sets: boolean }): PurchasePreview['problems'] {
  const open = file.charges.openOf(accountId);
  if (open === null) return [];
  const code = 'CHARGE_OPEN' as const;
  if (pays) return [{ code, path: '/amount', message: 'A payment of this account is not settled yet. Nothing else can be charged until it is.' }];
  if (!sets || readEffect(file, open).recharge === undefined) return [];
  return [{ code, path: '/choices', message: 'A payment with other settings for automatic recharge is not settled yet. They can be changed once it is.' }];
}

/** X and Y as they cross to a window. */
export function amountsOutput({ divisorDays }: RechargeSettings, amounts: RechargeAmounts): AmountsOutput {
  return {
    windowTotal: formatMoney(amounts.windowTotal),
    divisorDays,
    reserve: formatMoney(amounts.reserve),
    reserveExplanation: amounts.reserveExplanation,
    amount: formatMoney(amounts.amount),
    amountExplanation: amounts.amountExplanation,
  };
}

const inWords = (on: boolean): string => (on ? 'On' : 'Off');
const inDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

function changesOf(before: RechargeChoices, after: RechargeChoices): PurchasePreview['changes'] {
  const texts = (choices: RechargeChoices): [string, string][] => [
    ['Automatic recharge', inWords(choices.autoRecharge)],
    ['Reserve', inDays(choices.reserveDays)],
    ['Recharge', inDays(choices.rechargeDays)],
    ['Usage divided by', choices.divideByAge ? 'the days since first use' : '30 days'],
    ['Least reserve', dollars(choices.leastReserve)],
    ['Least recharge', dollars(choices.leastRecharge)],
  ];
  const was = new Map(texts(before));
  return texts(after).flatMap(([label, text]) => (was.get(label) === text ? [] : [{ label, before: was.get(label) ?? '', after: text }]));
}

/** True where fewer than 30 days of use make the reserve low (SPEC section 7). */
export function isYoung({ daysOfUse }: Pick<AccountMinutes, 'daysOfUse'>): boolean {
  return daysOfUse !== null && daysOfUse < USAGE_WINDOW_DAYS;
}

function notesOn(minutes: AccountMinutes, choices: RechargeChoices, { reserve, amount }: RechargeAmounts, after: Decimal): string[] {
  if (!choices.autoRecharge) return [];
  if (amount.isZero()) {
    return ['Nothing was used in the last 30 days, so the recharge amount is zero and nothing is recharged. Set a least reserve and a least recharge to keep minutes ready.'];
  }
  const notes: string[] = [];
  if (isYoung(minutes) && !choices.divideByAge && new Decimal(choices.leastReserve).isZero()) {
    notes.push('There are fewer than 30 days of use so far, so the minimum reserve is low and minutes may run out before a recharge. Divide by the days since first use, or set a least reserve and a least recharge.');
  }
  if (after.plus(minutes.pending).lessThan(reserve)) {
    notes.push(`The balance would be below the minimum reserve of ${dollars(formatMoney(reserve))}, so ${dollars(formatMoney(amount))} is charged in the next charge cycle.`);
  }
  return notes;
}
