import type { DataFile } from '../ports/dataFile.ts';
import type { ActivityChange, UserRecord } from '../ports/records.ts';

type Facts = Omit<UserRecord, 'id'>;

/** What differs between a user as they are and as they will be, for the activity. */
export function differencesOf(file: DataFile, before: Facts, after: Facts): ActivityChange[] {
  const state = (active: boolean): string => (active ? 'active' : 'inactive');
  return [
    { label: 'First name', before: before.firstName, after: after.firstName },
    { label: 'Last name', before: before.lastName, after: after.lastName },
    { label: 'E-mail', before: before.email, after: after.email },
    { label: 'Billing account', before: accountOf(file, before), after: accountOf(file, after) },
    { label: 'Permission group', before: groupOf(file, before), after: groupOf(file, after) },
    { label: 'State', before: state(before.active), after: state(after.active) },
  ].filter((change) => change.before !== change.after);
}

/** Of a user who is added what their name does not say. */
export function factsOf(file: DataFile, user: Facts): ActivityChange[] {
  return [
    { label: 'E-mail', before: null, after: user.email },
    { label: 'Billing account', before: null, after: accountOf(file, user) },
    ...(user.groupId === null ? [] : [{ label: 'Permission group', before: null, after: groupOf(file, user) }]),
  ];
}

function accountOf(file: DataFile, { accountId }: Facts): string {
  return file.accounts.byId(accountId)?.name ?? '';
}

function groupOf(file: DataFile, { groupId }: Facts): string {
  return groupId === null ? 'none' : (file.groups.byId(groupId)?.name ?? '');
}
