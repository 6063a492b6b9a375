import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { addDays } from '../../domain/localTime.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';
import type { UserRecord } from '../ports/records.ts';
import { ACCOUNTS } from './accounts.ts';
import type { AccountKey } from './accounts.ts';
import { PEOPLE } from './people.ts';

export interface OpenedAccounts {
  readonly accounts: ReadonlyMap<AccountKey, number>;
  readonly operators: ReadonlyMap<string, UserRecord>;
}

/**
 * Enters the billing accounts as they stood before their first bill, their funding sources, and the people with what
 * they hold today. `firstBills` is the first billing date of each account, `today` the day from which cards run.
 */
export function openBooksTx(tx: Tx, file: DataFile, firstBills: ReadonlyMap<AccountKey, string>, today: string): OpenedAccounts {
  const accounts = new Map<AccountKey, number>();
  for (const account of ACCOUNTS) {
    const firstBill = firstBills.get(account.key);
    if (firstBill === undefined) throw new Error(`${account.name} was never billed`);
    const accountId = file.accounts.insertTx(tx, {
      name: account.name,
      primary: account.primary,
      billingDay: account.billingDay,
      periodStart: addDays(firstBill, -1),
      nextBillingDate: firstBill,
      pastDue: false,
      autoRecharge: account.autoRecharge,
      reserveDays: 7,
      rechargeDays: 14,
      leastReserve: '0.00',
      leastRecharge: '0.00',
      divideByAge: false,
    });
    accounts.set(account.key, accountId);
    for (const type of LICENSE_TYPES) {
      const quantity = account.firstQuantities[type] ?? 0;
      file.licenses.saveTx(tx, { accountId, type, quantity, minimum: 0, contractPrice: null, paidThisPeriod: 0, scheduledQuantity: null });
    }
    for (const [index, { expiresInMonths, ...source }] of account.fundingSources.entries()) {
      const expires = expiresInMonths === null ? null : monthLater(today, expiresInMonths);
      file.fundingSources.insertTx(tx, { ...source, accountId, position: index + 1, expires });
    }
  }
  return { accounts, operators: insertPeopleTx(tx, file, accounts) };
}

function insertPeopleTx(tx: Tx, file: DataFile, accounts: ReadonlyMap<AccountKey, number>): Map<string, UserRecord> {
  const operators = new Map<string, UserRecord>();
  for (const { account, firstName, lastName, email, group, left, holds } of PEOPLE) {
    const accountId = accounts.get(account);
    if (accountId === undefined) throw new Error(`${email} belongs to no account`);
    const user = { accountId, firstName, lastName, email, groupId: group?.id ?? null, active: left === null };
    const id = file.users.insertTx(tx, user);
    if (group !== null) operators.set(lastName, { id, ...user });
    // Who left holds nothing any more: deactivating frees the assignments (SPEC section 3).
    if (user.active) for (const type of holds) file.licenses.assignTx(tx, id, type);
  }
  return operators;
}

/** The month (YYYY-MM) a number of months after that of a day. */
function monthLater(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
