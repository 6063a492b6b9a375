import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import type { BillingPeriod } from './billingPeriod.ts';
import { checkQuantity } from './licenseRules.ts';
import type { QuantityVerdict } from './licenseRules.ts';
import type { PricedLine } from './pricedLine.ts';
import { effectiveQuantity, planQuantityChange } from './quantityChange.ts';
import type { QuantityChange, ServiceLicense } from './quantityChange.ts';
import { recurringBill } from './recurringBill.ts';
import type { StorageFee } from './storageFee.ts';

export interface AccountFacts<L extends ServiceLicense> {
  readonly period: BillingPeriod;
  readonly licenses: readonly L[];
  /** Active holders per type. */
  readonly assigned: ReadonlyMap<LicenseType, number>;
  readonly storage: StorageFee | null;
}

/** Quantities as typed; types not named stay as they are. */
export type QuantityDraft = Readonly<Partial<Record<LicenseType, number>>>;

export interface LicenseChange<L extends ServiceLicense> extends Omit<QuantityChange, 'effect'> {
  readonly license: L;
  readonly effect: Exclude<QuantityChange['effect'], 'unchanged'>;
  readonly from: number;
  readonly to: number;
  readonly verdict: QuantityVerdict;
}

export interface AccountChange<L extends ServiceLicense> {
  readonly changes: readonly LicenseChange<L>[];
  readonly chargedNow: readonly PricedLine[];
  /** A month's bill as it will be, and as it was. */
  readonly recurring: readonly PricedLine[];
  readonly recurringWas: readonly PricedLine[];
}

/**
 * What a draft of quantities does to an account: the one rule behind the preview and the charge (SPEC sections 2 and
 * 4). Lines are rounded half-up to the cent, once each. Each change carries the verdict of SPEC section 3; the caller
 * refuses what is not allowed.
 */
export function planAccountChange<L extends ServiceLicense>(facts: AccountFacts<L>, draft: QuantityDraft): AccountChange<L> {
  const planned = facts.licenses.map((license) => {
    const newQuantity = draft[license.type] ?? effectiveQuantity(license);
    return { license, newQuantity, change: planQuantityChange({ ...license, newQuantity }, facts.period) };
  });
  return {
    changes: planned.flatMap(({ license, newQuantity, change: { effect, ...change } }) =>
      effect === 'unchanged'
        ? []
        : [
            {
              ...change,
              effect,
              license,
              from: effectiveQuantity(license),
              to: newQuantity,
              verdict: checkQuantity(license, newQuantity, facts.assigned.get(license.type) ?? 0),
            },
          ],
    ),
    chargedNow: planned.flatMap(({ change }) => (change.line === null ? [] : [change.line])),
    recurring: recurringBill(
      planned.map(({ license, change }) => ({ ...license, ...change.next })),
      facts.storage,
    ),
    recurringWas: recurringBill(facts.licenses, facts.storage),
  };
}
