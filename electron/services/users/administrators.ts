import { BILLING_ADMINISTRATOR } from '../../../shared/values/capabilities.ts';
import { wouldLeaveNoAdministrator } from '../../domain/lastAdministrator.ts';
import type { DataFile } from '../ports/dataFile.ts';
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
