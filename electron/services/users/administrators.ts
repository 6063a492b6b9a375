import { BILLING_ADMINISTRATOR } from '../../../shared/values/capabilities.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { UserRecord } from '../ports/records.ts';
import { refuse } from '../refusals.ts';

/** In a demonstration nobody needs a password; elsewhere an operator without one cannot come in. */
export function canSignIn(file: DataFile, user: UserRecord): boolean {
  return file.company.demonstration || file.users.credentials(user.id).passwordHash !== null;
}

/** Refuses with LAST_ADMINISTRATOR where no Billing Administrator who can sign in would be left without these users (SPEC section 15). */
export function requireAdministratorLeft(file: DataFile, leaving: ReadonlySet<number>, path: string): void {
  const administrators = file.users.activeInGroup(BILLING_ADMINISTRATOR.id);
  if (!administrators.some(({ id }) => leaving.has(id))) return;
  if (administrators.some((user) => !leaving.has(user.id) && canSignIn(file, user))) return;
  throw refuse('LAST_ADMINISTRATOR', path, 'This is the last Billing Administrator who can sign in. Make another user one first. Nothing was changed.');
}
