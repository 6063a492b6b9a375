import { BILLING_ADMINISTRATOR } from '../../../shared/values/capabilities.ts';
import { lackedOf } from '../../domain/grantRules.ts';
import { wouldLeaveNoAdministrator } from '../../domain/lastAdministrator.ts';
import { inWords } from '../groups/permissions.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { UserRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';

/** Whether no Billing Administrator who can sign in would be left without these users (SPEC section 15). */
export function leavesNoAdministrator(file: DataFile, leaving: ReadonlySet<number>): boolean {
  const administrators = file.users
    .activeInGroup(BILLING_ADMINISTRATOR.id)
    .map(({ id }) => ({ id, hasPassword: file.users.credentials(id).passwordHash !== null }));
  return wouldLeaveNoAdministrator(administrators, leaving);
}

/** Refuses with LAST_ADMINISTRATOR where nobody would be left who can manage users. */
export function requireAdministratorLeft(file: DataFile, leaving: ReadonlySet<number>, path: string): void {
  if (!leavesNoAdministrator(file, leaving)) return;
  throw refuse('LAST_ADMINISTRATOR', path, 'This is the last Billing Administrator who can sign in. Make another user one first. Nothing was changed.');
}

/** What an operator's group allows and one's own does not, in a sentence; null where one may change them, as anybody who is no operator (SPEC section 15). */
export function beyondOwn({ file, capabilities }: SignedInCompany, { firstName, lastName, groupId }: Pick<UserRecord, 'firstName' | 'lastName' | 'groupId'>): string | null {
  const group = groupId === null ? null : file.groups.byId(groupId);
  const lacked = group === null ? [] : lackedOf(capabilities, group.capabilities);
  return lacked.length === 0 ? null : `${firstName} ${lastName} may do what your own group does not allow: ${inWords(lacked)}.`;
}

/** Refuses with NOT_ALLOWED at the first user who may do more than the operator: neither to be named otherwise nor to be kept out or let in by them. */
export function requireNotBeyondOwn(company: SignedInCompany, users: readonly UserRecord[], pathOf: (user: UserRecord) => string): void {
  for (const user of users) {
    const beyond = beyondOwn(company, user);
    if (beyond !== null) throw refuse('NOT_ALLOWED', pathOf(user), `${beyond} Nothing was changed.`);
  }
}
