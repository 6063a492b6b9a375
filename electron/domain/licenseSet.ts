import type { LicenseType } from '../../shared/values/licenseTypes.ts';

export type LicenseSetVerdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'inactiveUser' }
  /** Every other type requires `crm`. */
  | { readonly kind: 'needsCrm' }
  /** A `crmView` holder may hold nothing else. */
  | { readonly kind: 'crmViewAlone' };

/** Whether one user may hold just these licenses (SPEC section 3). None at all is allowed. Units are not looked at. */
export function checkLicenseSet(held: ReadonlySet<LicenseType>, active: boolean): LicenseSetVerdict {
  if (held.size === 0) return { kind: 'allowed' };
  if (!active) return { kind: 'inactiveUser' };
  if (held.has('crmView')) return held.size === 1 ? { kind: 'allowed' } : { kind: 'crmViewAlone' };
  return held.has('crm') ? { kind: 'allowed' } : { kind: 'needsCrm' };
}
