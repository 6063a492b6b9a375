import { BILLING_ADMINISTRATOR } from '../../../shared/values/capabilities.ts';
import type { Administrator } from '../../domain/lastAdministrator.ts';
import type { DataFile } from '../ports/dataFile.ts';

/** The active Billing Administrators as the rule about the last one looks at them. */
export function administratorsOf(file: DataFile): readonly Administrator[] {
  return file.users
    .activeInGroup(BILLING_ADMINISTRATOR.id)
    .map(({ id }) => ({ id, hasPassword: file.users.credentials(id).passwordHash !== null }));
}
