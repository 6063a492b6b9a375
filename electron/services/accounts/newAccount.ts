import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { billingPeriod, nextBillingDate } from '../../domain/billingPeriod.ts';
import { DEFAULT_RECHARGE_SETTINGS } from '../../domain/autoRecharge.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { AccountRecord } from '../ports/records.ts';
import type { Tx } from '../ports/transaction.ts';

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
    periodStart: billingPeriod(day, account.billingDay).start,
    nextBillingDate: nextBillingDate(day, account.billingDay),
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
