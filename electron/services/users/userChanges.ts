import type { DataFile } from '../ports/dataFile.ts';
import type { ActivityChange, UserRecord } from '../ports/records.ts';

/** What differs between a user as they are and as they will be, for the activity. */
export function differencesOf(file: DataFile, before: Omit<UserRecord, 'id'>, after: Omit<UserRecord, 'id'>): ActivityChange[] {
  const account = (id: number): string => file.accounts.byId(id)?.name ?? '';
  const group = (id: number | null): string => (id === null ? 'none' : (file.groups.byId(id)?.name ?? ''));
  const state = (active: boolean): string => (active ? 'active' : 'inactive');
  return [
    { label: 'First name', before: before.firstName, after: after.firstName },
    { label: 'Last name', before: before.lastName, after: after.lastName },
    { label: 'E-mail', before: before.email, after: after.email },
    { label: 'Billing account', before: account(before.accountId), after: account(after.accountId) },
    { label: 'Permission group', before: group(before.groupId), after: group(after.groupId) },
    { label: 'State', before: state(before.active), after: state(after.active) },
  ].filter((change) => change.before !== change.after);
}
