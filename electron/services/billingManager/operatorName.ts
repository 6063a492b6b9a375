import type { UserRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';

interface TypedName {
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * The name under which a change is authorised: typed, and the signed-in operator's own, compared without case and
 * outer spaces (SPEC section 2). Refuses with NAME_MISMATCH.
 */
export function requireOperatorName(operator: UserRecord, typed: TypedName): string {
  for (const field of ['firstName', 'lastName'] as const) {
    if (folded(typed[field]) !== folded(operator[field])) {
      throw refuse(
        'NAME_MISMATCH',
        `/${field}`,
        `Type the ${field === 'firstName' ? 'first' : 'last'} name of the signed-in operator, ${operator.firstName} ${operator.lastName}.`,
      );
    }
  }
  return `${operator.firstName} ${operator.lastName}`;
}

function folded(name: string): string {
  return name.trim().normalize('NFC').toLocaleLowerCase('en');
}
