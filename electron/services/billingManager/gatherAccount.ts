import { billingPeriod } from '../../domain/billingPeriod.ts';
import type { Holdings } from '../../domain/assignmentDraft.ts';
import type { BillingPeriod } from '../../domain/billingPeriod.ts';
import { localDay } from '../../domain/localTime.ts';
import type { BilledLicense } from '../../domain/accountChange.ts';
import type { StorageFee } from '../../domain/storageFee.ts';
import { inNextPeriod } from '../../domain/quantityChange.ts';
import { currentStorage } from '../companyStorage.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { AccountRecord, ServiceLicenseRecord, UserRecord } from '../ports/records.ts';
import { everyType, licensePrice, nextBillOf, pricesOfNextBill } from '../pricing.ts';
import type { PricesInForce } from '../pricing.ts';
import { refuse } from '../refusals.ts';

/** What the rules need of one account, read once. */
export interface AccountSnapshot {
  readonly account: AccountRecord;
  readonly today: string;
  /** The one in which licenses are bought now. */
  readonly period: BillingPeriod;
  readonly prices: PricesInForce;
  /** The one after today: where a date was reached and not yet run, its bill comes before anything is changed. */
  readonly nextBillingDate: string;
  /** One of each type, in their order, with the price in force today; as stored, or as a bill that comes before leaves it. */
  readonly licenses: readonly (BilledLicense & ServiceLicenseRecord)[];
  readonly users: readonly UserRecord[];
  readonly holdings: Holdings;
  /** The company's storage at the price of the next bill, on the primary account alone. */
  readonly storage: StorageFee | null;
}

/** Reads an account as a change at a moment (epoch milliseconds) finds it: after the bills that an Accept makes first (SPEC section 2). Refuses with NOT_FOUND. */
export function gatherAccount(file: DataFile, accountId: number, now: number): AccountSnapshot {
  const account = file.accounts.byId(accountId);
  if (account === null) throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file.');
  const users = file.users.byAccount(accountId);
  const today = localDay(now, file.company.timeZone);
  const prices = file.prices.inForce(today);
  const nextBill = nextBillOf(account, today, file.charges.openOf(accountId) !== null);
  const billsFirst = nextBill !== account.nextBillingDate;
  const nextPrices = pricesOfNextBill(file, today, prices)(nextBill);
  return {
    account,
    today,
    // Where the clock was set back over a billing date, the period that is paid for has not begun yet.
    period: billingPeriod(today < account.periodStart ? account.periodStart : today, account.billingDay),
    prices,
    nextBillingDate: nextBill,
    licenses: everyType(accountId, file.licenses.byAccount(accountId)).map((license) => ({
      ...license,
      ...(billsFirst ? inNextPeriod(license) : {}),
      unitPrice: licensePrice(prices, license),
      recurringPrice: licensePrice(nextPrices, license),
    })),
    users,
    holdings: {
      held: file.licenses.holdings(accountId),
      active: new Set(users.filter(({ active }) => active).map(({ id }) => id)),
    },
    storage: account.primary ? currentStorage(file, nextPrices) : null,
  };
}
