import { Decimal } from './money.ts';
import type { PricedLine } from './pricedLine.ts';
import { recurringAmount, recurringLine, storageLine } from './pricedLine.ts';
import { effectiveQuantity } from './quantityChange.ts';
import type { ServiceLicense } from './quantityChange.ts';
import type { StorageFee } from './storageFee.ts';

type BilledLicense = Pick<ServiceLicense, 'type' | 'quantity' | 'scheduledQuantity' | 'unitPrice'>;

/**
 * The lines of the bill of a billing date, YYYY-MM-DD (SPEC section 4): every service license at the quantity it has from
 * then on, then the storage fee on the account that carries it. Lines of quantity 0 are left out.
 */
export function recurringBill(licenses: readonly BilledLicense[], storage: StorageFee | null, billingDate: string): PricedLine[] {
  const lines = licenses.map((license) => recurringLine(license.type, effectiveQuantity(license), license.unitPrice, billingDate));
  if (storage !== null) lines.push(storageLine(storage));
  return lines.filter((line) => line.quantity > 0);
}

/**
 * The same bill's total, for lists that show no lines: the sum of the rounded lines, in dollars (SPEC section 16).
 * `priceOf` gives a license's price in dollars, from a `decimalReader` shared by the whole list.
 */
export function recurringTotal<L extends Pick<BilledLicense, 'quantity' | 'scheduledQuantity'>>(
  licenses: readonly L[],
  storage: StorageFee | null,
  priceOf: (license: L) => Decimal,
): Decimal {
  let total = storage === null ? new Decimal(0) : storage.fee;
  for (const license of licenses) total = total.plus(recurringAmount(effectiveQuantity(license), priceOf(license)));
  return total;
}
