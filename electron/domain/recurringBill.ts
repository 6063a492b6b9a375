import type { PricedLine } from './pricedLine.ts';
import { recurringLine, storageLine } from './pricedLine.ts';
import { effectiveQuantity } from './quantityChange.ts';
import type { ServiceLicense } from './quantityChange.ts';
import type { StorageFee } from './storageFee.ts';

/**
 * The lines of a month's bill (SPEC section 4): every service license at the quantity it has from the next billing
 * date on, then the storage fee on the account that carries it. Lines of quantity 0 are left out.
 */
export function recurringBill(
  licenses: readonly Pick<ServiceLicense, 'type' | 'quantity' | 'scheduledQuantity' | 'unitPrice'>[],
  storage: StorageFee | null,
): PricedLine[] {
  const lines = licenses.map((license) => recurringLine(license.type, effectiveQuantity(license), license.unitPrice));
  if (storage !== null) lines.push(storageLine(storage));
  return lines.filter((line) => line.quantity > 0);
}
