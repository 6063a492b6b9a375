import { POOLED_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { PooledType } from '../../../shared/values/licenseTypes.ts';
import { localDay } from '../../domain/localTime.ts';
import { byPool } from '../../domain/seatPool.ts';
import type { SeatCounts } from '../../domain/seatPool.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { AccountRecord, ServiceLicenseRecord } from '../ports/records.ts';
import { everyType, licensePrice, nextBillOf, pricesOfNextBill } from '../pricing.ts';
import { refuse } from '../refusals.ts';

export type PooledLicense = Omit<ServiceLicenseRecord, 'type'> & { readonly type: PooledType; readonly unitPrice: string };

/** The pooled licenses of an account, in their order, with the prices of its next bill, which is what a month is (SPEC section 2). Refuses with NOT_FOUND. */
export function pooledLicenses(file: DataFile, accountId: number, now: number): { readonly account: AccountRecord; readonly licenses: readonly PooledLicense[]; readonly paid: SeatCounts; readonly nextBill: string } {
  const account = requireAccount(file, accountId);
  const today = localDay(now, file.company.timeZone);
  const nextBill = nextBillOf(account, today, file.charges.openOf(accountId) !== null);
  const prices = pricesOfNextBill(file, today, file.prices.inForce(today))(nextBill);
  const all = everyType(accountId, file.licenses.byAccount(accountId));
  const licenses = POOLED_TYPES.flatMap((type) => all.filter((license) => license.type === type).map((license) => ({ ...license, type, unitPrice: licensePrice(prices, license) })));
  return { account, licenses, nextBill, paid: byPool((type) => licenses.find((license) => license.type === type)?.quantity ?? 0) };
}

/** Refuses with NOT_FOUND. */
export function requireAccount(file: DataFile, accountId: number): AccountRecord {
  const account = file.accounts.byId(accountId);
  if (account === null) throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file.');
  return account;
}
