import type { Explanation } from '../../../shared/values/explanation.ts';
import { billingPeriod } from '../../domain/billingPeriod.ts';
import { cycleNumber, cycleStart } from '../../domain/chargeCycle.ts';
import { fundingSourceLabel } from '../../domain/fundingSource.ts';
import { localDay } from '../../domain/localTime.ts';
import { Decimal, formatMoney } from '../../domain/money.ts';
import { mayTry } from '../../domain/retryAfterDecline.ts';
import { totalExplanation } from '../lineOutput.ts';
import { lookAtRecharges } from '../minutes/lookAtRecharges.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { AccountRecord, ServiceLicenseRecord } from '../ports/records.ts';
import { readEffect } from './keptEffect.ts';
import { billingFacts, makeBill } from './makeBill.ts';
import type { BillingFacts } from './makeBill.ts';
import { effectOf, firstSource } from './payBills.ts';

export interface WaitingCharge {
  readonly accountId: number;
  readonly accountName: string;
  /** Null: an automatic recharge of dialer minutes. */
  readonly billingDate: string | null;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly total: string;
  readonly explanation: Explanation;
  /** The one charged first; null where none can pay. */
  readonly fundingSource: string | null;
  /** Charged once a payment for licenses is settled, which the bill has: without them it is less. */
  readonly afterPayment: boolean;
}

/**
 * Every charge the billing system would make by itself at a moment (epoch milliseconds), by the code that makes them:
 * what is owed and may be tried, then the billing dates that were reached, then automatic recharges (SPEC section 7).
 */
export function waitingCharges(company: OpenCompany, now: number): WaitingCharge[] {
  return [...waitingBills(company, now), ...waitingRecharges(company, now)];
}

function waitingBills(company: OpenCompany, now: number): WaitingCharge[] {
  const { file } = company;
  const cycle = cycleNumber(now);
  const upTo = localDay(cycleStart(cycle), file.company.timeZone);
  const facts = billingFacts(file);
  const owed = Map.groupBy(file.bills.owed(), ({ accountId }) => accountId);
  return file.accounts.all().flatMap((account) => {
    const bills = owed.get(account.id) ?? [];
    const [oldest] = bills;
    // A later bill waits for the oldest.
    if (oldest !== undefined && !mayTry(oldest, cycle)) return [];
    const bought = licensesToCome(file, account.id);
    const effects = [
      ...bills.map((bill) => ({ ...effectOf(bill), afterPayment: false })),
      ...reached(facts, account, upTo, bought).map((effect) => ({ ...effect, afterPayment: bought !== null })),
    ].filter(({ total }) => !new Decimal(total).isZero());
    if (effects.length === 0) return [];
    const source = firstSource(company, account.id, localDay(now, file.company.timeZone));
    return effects.map(({ billingDate, receiptPeriod, lines, total, afterPayment }) => ({
      accountId: account.id,
      accountName: account.name,
      billingDate: billingDate ?? receiptPeriod.start,
      periodStart: receiptPeriod.start,
      periodEnd: receiptPeriod.end,
      total,
      explanation: totalExplanation(lines),
      fundingSource: source === null ? null : fundingSourceLabel(source),
      afterPayment,
    }));
  });
}

/** At most one recharge an account, by the look that the charge cycle takes. */
function waitingRecharges(company: OpenCompany, now: number): WaitingCharge[] {
  const { file } = company;
  const today = localDay(now, file.company.timeZone);
  return lookAtRecharges(file, cycleNumber(now)).flatMap(({ account, amounts, look }) => {
    if (look.kind !== 'charge') return [];
    const source = firstSource(company, account.id, today);
    const { start, end } = billingPeriod(today, account.billingDay);
    return [
      {
        accountId: account.id,
        accountName: account.name,
        billingDate: null,
        periodStart: start,
        periodEnd: end,
        total: formatMoney(amounts.amount),
        explanation: amounts.amountExplanation,
        fundingSource: source === null ? null : fundingSourceLabel(source),
        afterPayment: false,
      },
    ];
  });
}

/** What an Accept on this account charges before it at a moment (epoch milliseconds): the bills of the dates that were reached and not yet run (SPEC section 2). */
export function reachedBills({ file }: OpenCompany, account: AccountRecord, now: number): { readonly billingDate: string; readonly total: string; readonly explanation: Explanation }[] {
  const today = localDay(now, file.company.timeZone);
  if (account.nextBillingDate > today) return [];
  const facts = billingFacts(file);
  return reached(facts, account, today, null)
    .filter(({ lines }) => lines.length > 0)
    .map(({ receiptPeriod, lines, total }) => ({ billingDate: receiptPeriod.start, total, explanation: totalExplanation(lines) }));
}

/** An account's licenses as a payment that is not settled yet makes them: the dates that were reached wait for it. Null: none is on its way. */
function licensesToCome(file: DataFile, accountId: number): readonly ServiceLicenseRecord[] | null {
  const open = file.charges.openOf(accountId);
  const changed = open === null ? [] : readEffect(file, open).licenses;
  if (changed.length === 0) return null;
  return file.licenses.byAccount(accountId).map((license) => changed.find(({ type }) => type === license.type) ?? license);
}

/** The bills of the dates reached and not yet run, the oldest first; with the licenses that are on their way, where some are. */
function reached(facts: BillingFacts, account: AccountRecord, upTo: string, bought: readonly ServiceLicenseRecord[] | null) {
  const effects = [];
  let { nextBillingDate } = account;
  let licenses = nextBillingDate <= upTo ? (bought ?? facts.file.licenses.byAccount(account.id)) : [];
  while (nextBillingDate <= upTo) {
    const bill = makeBill(facts, { ...account, nextBillingDate }, licenses);
    effects.push(bill.effect);
    ({ licenses } = bill);
    ({ nextBillingDate } = bill.period);
  }
  return effects;
}
