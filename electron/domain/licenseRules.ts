import { LICENSE_TYPE_TEXT, LICENSE_TYPES, type LicenseType } from '../../shared/values/licenseTypes.ts';
import type { ServiceLicense } from './quantityChange.ts';

/** Which base license makes a user able to work; null: none, so the user can run no tool (SPEC section 3). */
export function baseLicense(held: ReadonlySet<LicenseType>): 'crm' | 'crmView' | null {
  if (held.has('crm')) return 'crm';
  return held.has('crmView') ? 'crmView' : null;
}

/**
 * The licenses a user can really use, in the one order of types (SPEC section 3): every other type needs `crm`, and
 * beside `crmView` nothing counts.
 */
export function usableLicenses(held: ReadonlySet<LicenseType>): readonly LicenseType[] {
  switch (baseLicense(held)) {
    case null:
      return [];
    case 'crmView':
      return ['crmView'];
    case 'crm':
      return LICENSE_TYPES.filter((type) => type !== 'crmView' && held.has(type));
  }
}

/** True where the ELF acts for the user; it skips all others, whatever its trigger says (SPEC section 3). */
export function elfServes(held: ReadonlySet<LicenseType>): boolean {
  return usableLicenses(held).includes('responseLoop');
}

export type UnitsVerdict =
  | { readonly kind: 'enough' }
  /** So many more units would have to be bought; `scheduled` where only a cut already accepted makes them short. */
  | { readonly kind: 'short'; readonly by: number; readonly scheduled: boolean };

/**
 * Whether the units paid for cover this many assigned users (SPEC section 3). Of types that are not pooled, neither
 * the quantity nor a lower one already scheduled may be exceeded; pooled types always have enough.
 */
export function checkUnits(
  license: Pick<ServiceLicense, 'type' | 'quantity' | 'scheduledQuantity'>,
  assigned: number,
): UnitsVerdict {
  if (LICENSE_TYPE_TEXT[license.type].pooled) return { kind: 'enough' };
  const units = Math.min(license.quantity, license.scheduledQuantity ?? license.quantity);
  if (assigned <= units) return { kind: 'enough' };
  return { kind: 'short', by: assigned - units, scheduled: assigned <= license.quantity };
}

export type QuantityVerdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'belowContractMinimum'; readonly minimum: number; readonly short: number }
  /** So many users would have to be unassigned first. */
  | { readonly kind: 'belowAssigned'; readonly assigned: number; readonly short: number };

/**
 * Whether a license may be set to a quantity (SPEC section 3): not below the contract minimum, nor, where it is not
 * pooled, below the number of active users who hold it. The contract minimum is looked at first. A cut takes effect
 * later, but its users would be over the quantity then, so it is judged now.
 */
export function checkQuantity(
  license: Pick<ServiceLicense, 'type' | 'minimum'>,
  newQuantity: number,
  assigned: number,
): QuantityVerdict {
  if (newQuantity < license.minimum) {
    return { kind: 'belowContractMinimum', minimum: license.minimum, short: license.minimum - newQuantity };
  }
  if (!LICENSE_TYPE_TEXT[license.type].pooled && newQuantity < assigned) {
    return { kind: 'belowAssigned', assigned, short: assigned - newQuantity };
  }
  return { kind: 'allowed' };
}

/** Units paid for and held by nobody; null for pooled types, whose units are not held one by one (SPEC section 3). */
export function paidUnused(type: LicenseType, quantity: number, assigned: number): number | null {
  return LICENSE_TYPE_TEXT[type].pooled ? null : Math.max(0, quantity - assigned);
}
