import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import { LICENSE_TYPES } from '../../shared/values/licenseTypes.ts';
import { nextBillingDate } from '../domain/billingPeriod.ts';
import { Decimal } from '../domain/money.ts';
import type { DataFile } from './ports/dataFile.ts';
import type { AccountRecord, PriceRecord, ServiceLicenseRecord } from './ports/records.ts';

export type PricesInForce = ReadonlyMap<string, PriceRecord>;

/** The list price of an item on the day the prices were read for, in dollars. Throws where the price book has none: every file starts with all. */
export function listPrice(prices: PricesInForce, item: string): string {
  const price = prices.get(item);
  if (price === undefined) throw new Error(`The price book has no price for ${item}`);
  return price.unitPrice;
}

/**
 * The billing date of an account that "a month" on screen is of (SPEC section 2): the next one. A date that was reached and not
 * yet run comes before anything else is done, so it is the one after today; but while a payment is open, a date may wait for it.
 */
export function nextBillOf({ nextBillingDate: next, billingDay }: Pick<AccountRecord, 'nextBillingDate' | 'billingDay'>, today: string, paymentOpen: boolean): string {
  return next <= today && !paymentOpen ? nextBillingDate(today, billingDay) : next;
}

/**
 * The prices that the bill of a day will have, as the book stands: "a month" on screen is the next bill, as it will be
 * (SPEC section 2). A day that was reached already counts as today. Each day is read once; where nothing changes until
 * then, the answer is the very map of today.
 */
export function pricesOfNextBill(file: DataFile, today: string, pricesToday: PricesInForce): (billingDate: string) => PricesInForce {
  const read = new Map<string, PricesInForce>();
  return (billingDate) => {
    const day = billingDate > today ? billingDate : today;
    const before = read.get(day);
    if (before !== undefined) return before;
    const then = file.prices.inForce(day);
    const found = [...then].every(([item, { unitPrice }]) => pricesToday.get(item)?.unitPrice === unitPrice) ? pricesToday : then;
    read.set(day, found);
    return found;
  };
}

/** Dollars a month for one license: the account's contract price, else the list price (SPEC section 4). */
export function licensePrice(prices: PricesInForce, license: Pick<ServiceLicenseRecord, 'type' | 'contractPrice'>): string {
  return license.contractPrice ?? listPrice(prices, license.type);
}

/** Dollars a month for one license on the next bill, where that is not what it costs today; else null. */
export function nextPriceOf(today: PricesInForce, next: PricesInForce, license: Pick<ServiceLicenseRecord, 'type' | 'contractPrice'>): string | null {
  const price = licensePrice(next, license);
  return price === licensePrice(today, license) ? null : price;
}

/** One license of each type in the order of SPEC section 1; a type the account never had stands at quantity 0. */
export function everyType(accountId: number, licenses: readonly ServiceLicenseRecord[]): ServiceLicenseRecord[] {
  const byType = new Map<LicenseType, ServiceLicenseRecord>(licenses.map((license) => [license.type, license]));
  return LICENSE_TYPES.map(
    (type) =>
      byType.get(type) ?? { accountId, type, quantity: 0, minimum: 0, contractPrice: null, paidThisPeriod: 0, scheduledQuantity: null },
  );
}

/** The most that one amount may be, in dollars: whole cents that the data file holds exactly. */
export const LARGEST_AMOUNT = 90_000_000_000_000;

/** True where a month of these licenses would be more than a bill can hold, at the prices of a day. */
export function isMonthTooLarge(licenses: readonly ServiceLicenseRecord[], prices: PricesInForce): boolean {
  const month = licenses.reduce((sum, license) => sum.plus(new Decimal(licensePrice(prices, license)).times(license.quantity)), new Decimal(0));
  return month.greaterThan(LARGEST_AMOUNT);
}
