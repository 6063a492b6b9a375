import { billingPeriod } from '../../domain/billingPeriod.ts';
import type { Holdings } from '../../domain/assignmentDraft.ts';
import type { BillingPeriod } from '../../domain/billingPeriod.ts';
import { localDay } from '../../domain/localTime.ts';
import type { BilledLicense } from '../../domain/accountChange.ts';
import type { StorageFee } from '../../domain/storageFee.ts';
import { currentStorage } from '../companyStorage.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { AccountRecord, ServiceLicenseRecord, UserRecord } from '../ports/records.ts';
import { everyType, licensePrice, pricesOfNextBill } from '../pricing.ts';
import type { PricesInForce } from '../pricing.ts';
import { refuse } from '../refusals.ts';

/** What the rules need of one account, read once. */
export interface AccountSnapshot {
  readonly account: AccountRecord;
  readonly today: string;
  /** The one in which licenses are bought now. */
  readonly period: BillingPeriod;
  readonly prices: PricesInForce;
  /** One of each type, in their order, as stored and with the price in force today. */
  readonly licenses: readonly (BilledLicense & ServiceLicenseRecord)[];
  readonly users: readonly UserRecord[];
  readonly holdings: Holdings;
  /** The company's storage at the price of the next bill, on the primary account alone. */
  readonly storage: StorageFee | null;
}

/** Reads an account as it is at a moment (epoch milliseconds). Refuses with NOT_FOUND. */
export function gatherAccount(file: DataFile, accountId: number, now: number): AccountSnapshot {
  const account = file.accounts.byId(accountId);
  if (account === null) throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file.');
  const users = file.users.byAccount(accountId);
  const today = localDay(now, file.company.timeZone);
  const prices = file.prices.inForce(today);
  const nextPrices = pricesOfNextBill(file, today, prices)(account.nextBillingDate);
  return {
    account,
    today,
    // Where the clock was set back over a billing date, the period that is paid for has not begun yet.
    period: billingPeriod(today < account.periodStart ? account.periodStart : today, account.billingDay),
    prices,
    licenses: everyType(accountId, file.licenses.byAccount(accountId)).map((license) => ({
      ...license,
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
