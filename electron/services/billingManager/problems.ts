import type { Failure } from '../../../shared/errors.ts';
import { assertNever } from '../../../shared/values/assertNever.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { LicenseChange } from '../../domain/accountChange.ts';
import type { ServiceLicense } from '../../domain/quantityChange.ts';

/** Names of the active users of the account who hold a type, in the order of the list. */
export type HoldersOf = (type: LicenseType) => readonly string[];

/** Names spelled out in a sentence; the rest are counted. */
const NAMES_SHOWN = 5;

/** Why a quantity is refused, as data: the path in the input, and a sentence that names numbers and users (SPEC section 3). */
export function quantityProblem({ license: { type }, to, verdict }: LicenseChange<ServiceLicense>, holdersOf: HoldersOf): Failure | null {
  const path = `/draft/quantities/${type}`;
  const { name } = LICENSE_TYPE_TEXT[type];
  switch (verdict.kind) {
    case 'allowed':
      return null;
    case 'belowContractMinimum':
      return {
        code: 'BELOW_CONTRACT_MINIMUM',
        path,
        message: `${name} cannot go below the contract minimum of ${verdict.minimum}.`,
        details: { minimum: verdict.minimum },
      };
    case 'belowAssigned': {
      const users = holdersOf(type);
      const shown = users.slice(0, NAMES_SHOWN).join(', ');
      const more = users.length > NAMES_SHOWN ? ` and ${users.length - NAMES_SHOWN} more` : '';
      return {
        code: 'BELOW_ASSIGNED',
        path,
        message: `${name} cannot go to ${to}: ${verdict.assigned} users hold it, so ${verdict.short} would have to be unassigned first. Held by ${shown}${more}.`,
        details: { assigned: verdict.assigned, short: verdict.short, users },
      };
    }
    default:
      return assertNever(verdict);
  }
}
