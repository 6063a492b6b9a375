import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import type { BillingPeriod } from './billingPeriod.ts';
import { addedLicensesLine, type PricedLine } from './pricedLine.ts';

/** The recurring line of one license type on one account, with what was already paid or cut in this period. */
export interface ServiceLicense {
  readonly type: LicenseType;
  readonly quantity: number;
  /** A cut already accepted, for the next billing date. */
  readonly scheduledQuantity: number | null;
  /** Highest quantity paid for in the current period. */
  readonly paidThisPeriod: number;
  /** The least the contract allows. */
  readonly minimum: number;
  /** Dollars a month for one. */
  readonly unitPrice: string;
}

export interface QuantityState {
  readonly quantity: number;
  readonly scheduledQuantity: number | null;
  readonly paidThisPeriod: number;
}

export interface QuantityChange {
  readonly effect: 'unchanged' | 'added' | 'cut' | 'cutCancelled';
  /** Units charged for now: those above the highest quantity already paid for in this period. */
  readonly charged: number;
  /** The charge, prorated; null where nothing is charged. */
  readonly line: PricedLine | null;
  /** What the license is afterwards. */
  readonly next: QuantityState;
}

/** The quantity from the next billing date on, as things stand. */
export function effectiveQuantity(license: Pick<ServiceLicense, 'quantity' | 'scheduledQuantity'>): number {
  return license.scheduledQuantity ?? license.quantity;
}

/** What a license is from a billing date on: cuts take effect, and what is billed is what is paid for in the period that begins (SPEC section 4). */
export function inNextPeriod(license: Pick<ServiceLicense, 'quantity' | 'scheduledQuantity'>): QuantityState {
  const quantity = effectiveQuantity(license);
  return { quantity, scheduledQuantity: null, paidThisPeriod: quantity };
}

/**
 * What becomes of a license when its quantity is set (SPEC section 4). More: at once, charged for the days left.
 * Fewer: from the next billing date, no credit. More again in the same period first cancels the cut, and only units
 * above the highest quantity paid for are charged. Whether the new quantity is allowed is `checkQuantity`'s answer.
 */
export function planQuantityChange(
  license: ServiceLicense & { readonly newQuantity: number },
  period: BillingPeriod,
): QuantityChange {
  const { quantity, scheduledQuantity, paidThisPeriod, newQuantity } = license;
  const effective = effectiveQuantity(license);
  const nothingCharged = { charged: 0, line: null };

  if (newQuantity === effective) {
    return { effect: 'unchanged', ...nothingCharged, next: { quantity, scheduledQuantity, paidThisPeriod } };
  }
  if (newQuantity <= quantity) {
    return {
      effect: newQuantity < effective ? 'cut' : 'cutCancelled',
      ...nothingCharged,
      next: { quantity, scheduledQuantity: newQuantity === quantity ? null : newQuantity, paidThisPeriod },
    };
  }
  const charged = Math.max(0, newQuantity - paidThisPeriod);
  return {
    effect: 'added',
    charged,
    line: charged === 0 ? null : addedLicensesLine(license.type, charged, license.unitPrice, period),
    next: { quantity: newQuantity, scheduledQuantity: null, paidThisPeriod: Math.max(paidThisPeriod, newQuantity) },
  };
}

/**
 * A license with units on top that were paid for in another copy of the file: there from now on, and paid for in the
 * present period. A cut already accepted stays as large as it is.
 */
export function withUnitsAdded({ quantity, scheduledQuantity, paidThisPeriod }: QuantityState, units: number): QuantityState {
  return { quantity: quantity + units, scheduledQuantity: scheduledQuantity === null ? null : scheduledQuantity + units, paidThisPeriod: paidThisPeriod + units };
}
