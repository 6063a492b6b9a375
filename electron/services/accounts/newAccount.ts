import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { billingPeriod, nextBillingDate } from '../../domain/billingPeriod.ts';
import { DEFAULT_RECHARGE_SETTINGS } from '../../domain/autoRecharge.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { AccountRecord, ActivityChange } from '../ports/records.ts';
import type { Tx } from '../ports/transaction.ts';

/** The billing period in which a day lies (YYYY-MM-DD), as an account has it that is billed from that day on. */
export function firstPeriod(day: string, billingDay: number): Pick<AccountRecord, 'periodStart' | 'nextBillingDate'> {
  return { periodStart: billingPeriod(day, billingDay).start, nextBillingDate: nextBillingDate(day, billingDay) };
}

/** Nothing was charged to it, nor is under way or owed: its name and billing day stand on no receipt. */
export function isUncharged(file: DataFile, accountId: number): boolean {
  return file.receipts.count({ accountId }, 1) === 0 && file.charges.openOf(accountId) === null && file.bills.owedBy(accountId).length === 0;
}

type Terms = Pick<AccountRecord, 'name' | 'billingDay' | 'nextBillingDate'>;

/** What differs, for the activity. */
export function termsChanges(before: Terms, after: Terms): ActivityChange[] {
  return [
    { label: 'Name', before: before.name, after: after.name },
    { label: 'Billing day', before: String(before.billingDay), after: String(after.billingDay) },
    { label: 'Next billing date', before: before.nextBillingDate, after: after.nextBillingDate },
  ].filter((change) => change.before !== change.after);
}

/** With an id that is known already, or the next one. */
export type NewAccount = Pick<AccountRecord, 'name' | 'primary' | 'billingDay'> & { readonly id?: number };

/**
 * Makes a billing account that is billed from a day on (YYYY-MM-DD), which lies in its first billing period: every license
 * type at quantity 0, automatic recharge off (SPEC sections 1 and 7). Returns its id.
 */
export function newAccountTx(tx: Tx, file: DataFile, account: NewAccount, day: string): number {
  const { reserveDays, rechargeDays, leastReserve, leastRecharge } = DEFAULT_RECHARGE_SETTINGS;
  const accountId = file.accounts.insertTx(tx, {
    ...account,
    ...firstPeriod(day, account.billingDay),
    pastDue: false,
    autoRecharge: false,
    reserveDays,
    rechargeDays,
    leastReserve,
    leastRecharge,
    divideByAge: false,
  });
  for (const type of LICENSE_TYPES) {
    file.licenses.saveTx(tx, { accountId, type, quantity: 0, minimum: 0, contractPrice: null, paidThisPeriod: 0, scheduledQuantity: null });
  }
  return accountId;
}
