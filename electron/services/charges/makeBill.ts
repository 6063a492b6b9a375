import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import { billingPeriod, nextBillingDate } from '../../domain/billingPeriod.ts';
import { addDays, startOfDay } from '../../domain/localTime.ts';
import { inNextPeriod } from '../../domain/quantityChange.ts';
import { recurringBill } from '../../domain/recurringBill.ts';
import { feeOf } from '../companyStorage.ts';
import { lineOutput, totalOf } from '../lineOutput.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';
import type { AccountRecord, ActivityChange, ServiceLicenseRecord } from '../ports/records.ts';
import { licensePrice } from '../pricing.ts';
import type { PricesInForce } from '../pricing.ts';
import type { ChargeEffect } from './chargeEffect.ts';

/** What bills are made from beside the accounts; the same for all accounts of one run. */
export interface BillingFacts {
  readonly file: DataFile;
  readonly pricesOn: (day: string) => PricesInForce;
  /** The period that begins on a billing date, and the date after it. */
  readonly periodFrom: (date: string, billingDay: number) => BilledPeriod;
  /** Active users of the company on a billing date, for the storage allowance. */
  readonly activeUsersOn: (day: string) => number;
}

export type BilledAccount = Pick<AccountRecord, 'id' | 'name' | 'primary' | 'billingDay' | 'nextBillingDate'>;

/** One billing date, run: what is owed, and the account as it is from then on. */
export interface MadeBill {
  readonly billingDate: string;
  readonly effect: ChargeEffect;
  /** Every license as it is in the new period; `changed` are those that differ from before. */
  readonly licenses: readonly ServiceLicenseRecord[];
  readonly changed: readonly ServiceLicenseRecord[];
  readonly period: { readonly periodStart: string; readonly nextBillingDate: string };
  readonly activity: { readonly what: string; readonly changes: readonly ActivityChange[] };
}

export interface BilledPeriod {
  readonly start: string;
  readonly end: string;
  readonly next: string;
}

/** Facts of which each is worked out once. Users of dates that had to wait are those that were counted then, of all others those of now. */
export function billingFacts(file: DataFile): BillingFacts {
  const counts = file.automaticCharging.userCounts();
  const activeNow = file.users.activeCount();
  const prices = new Map<string, PricesInForce>();
  const periods = new Map<string, BilledPeriod>();
  return {
    file,
    activeUsersOn: (day) => counts.find(({ upTo }) => day <= upTo)?.activeUsers ?? activeNow,
    pricesOn: (day) => once(prices, day, () => file.prices.inForce(day)),
    periodFrom: (date, billingDay) =>
      once(periods, `${date} ${billingDay}`, () => {
        const { start, end } = billingPeriod(date, billingDay);
        return { start, end, next: nextBillingDate(date, billingDay) };
      }),
  };
}

function once<T>(known: Map<string, T>, key: string, find: () => T): T {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

/**
 * The bill of the account's next billing date, for the period that begins on it (SPEC section 4): every license at
 * its quantity, cuts taken, at the prices in force that day; on the primary account the storage fee by the last
 * measurement up to that date, which is its own where a missed date is run later (SPEC section 7). Each line is rounded half-up to the cent once.
 */
export function makeBill(facts: BillingFacts, account: BilledAccount, licenses: readonly ServiceLicenseRecord[]): MadeBill {
  const date = account.nextBillingDate;
  const prices = facts.pricesOn(date);
  const lines = recurringBill(
    licenses.map((license) => ({ ...license, unitPrice: licensePrice(prices, license) })),
    account.primary ? storageOn(facts, date) : null,
    date,
  );
  const { next, ...period } = facts.periodFrom(date, account.billingDay);
  const inWords = `${account.name} for ${period.start} to ${period.end}`;
  const after = licenses.map((license): ServiceLicenseRecord => ({ ...license, ...inNextPeriod(license) }));
  return {
    billingDate: date,
    effect: {
      accountId: account.id,
      kind: 'recurring',
      lines: lines.map(lineOutput),
      total: totalOf(lines),
      receiptPeriod: period,
      licenses: [],
      assignments: [],
      newPeriod: null,
      billingDate: date,
      operatorId: null,
      who: 'Billing system',
      what: `Paid the bill of ${inWords}`,
      changes: [],
    },
    licenses: after,
    changed: after.filter(({ quantity, paidThisPeriod }, index) => {
      const before = licenses[index];
      return before === undefined || before.scheduledQuantity !== null || before.quantity !== quantity || before.paidThisPeriod !== paidThisPeriod;
    }),
    period: { periodStart: date, nextBillingDate: next },
    activity: {
      what: `Billed ${inWords}`,
      changes: [
        { label: 'Next billing date', before: date, after: next },
        ...licenses.flatMap(({ type, quantity, scheduledQuantity }): ActivityChange[] =>
          scheduledQuantity === null
            ? []
            : [{ label: LICENSE_TYPE_TEXT[type].name, before: String(quantity), after: String(scheduledQuantity) }],
        ),
      ],
    },
  };
}

function storageOn({ file, pricesOn, activeUsersOn }: BillingFacts, date: string) {
  const measured = file.storage.asOf(startOfDay(addDays(date, 1), file.company.timeZone) - 1);
  return feeOf(file, measured, activeUsersOn(date), pricesOn(date));
}

/** Enters the bill as owed: cuts take effect and the period moves on, paid or not. To be paid from `cycle` on. */
export function enterBillTx(tx: Tx, file: DataFile, { effect, billingDate, changed, period, activity }: MadeBill, moment: { readonly now: number; readonly cycle: number }): void {
  const { accountId } = effect;
  for (const license of changed) file.licenses.saveTx(tx, license);
  file.accounts.setPeriodTx(tx, accountId, period);
  file.bills.insertTx(tx, {
    accountId,
    billingDate,
    effect: JSON.stringify(effect),
    total: effect.total,
    state: 'owed',
    failedCycles: 0,
    nextTryCycle: moment.cycle,
  });
  file.activity.appendTx(tx, { at: moment.now, operatorId: null, who: effect.who, accountId, ...activity });
  file.accounts.touchTx(tx, accountId);
}
