import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { ActivityChange, UserRecord } from '../ports/records.ts';
import { differencesOf, factsOf } from './userChanges.ts';

export interface UserChange {
  /** Null: a new user. */
  readonly before: UserRecord | null;
  readonly after: Omit<UserRecord, 'id'>;
}

export interface SavedUsers {
  readonly ids: readonly number[];
  readonly changed: number;
  /** Assignments given up. */
  readonly freed: number;
}

/**
 * Writes users in one transaction with their Activity entry. Who becomes inactive, or leaves a billing account, gives
 * up the licenses held there, never the paid quantity; who is no operator any more loses the password (SPEC sections 3
 * and 15). Users that stay as they are are left out. `now` in epoch milliseconds.
 */
export function saveUsers({ file, operator }: Pick<SignedInCompany, 'file' | 'operator'>, { what, now }: { readonly what: string; readonly now: number }, users: readonly UserChange[]): SavedUsers {
  const changing = users.flatMap((user) => {
    const changes = user.before === null ? factsOf(file, user.after) : differencesOf(file, user.before, user.after);
    if (changes.length === 0) return [];
    const stays = user.before === null || (user.after.active && user.before.accountId === user.after.accountId);
    const freed = stays ? [] : file.licenses.heldBy(user.before.id);
    return [{ ...user, changes, freed }];
  });
  if (changing.length === 0) return { ids: [], changed: 0, freed: 0 };
  const ids = file.write((tx) => {
    const written = changing.map(({ before, after, freed }) => {
      const id = before === null ? file.users.insertTx(tx, after) : before.id;
      if (before !== null) file.users.updateTx(tx, { ...after, id });
      for (const type of freed) file.licenses.unassignTx(tx, id, type);
      if (before !== null && before.groupId !== null && after.groupId === null) file.users.setCredentialsTx(tx, id, { passwordHash: null, wrongTries: 0, nextTryAt: 0 });
      return id;
    });
    const accountIds = new Set(changing.flatMap(({ before, after }) => [after.accountId, before?.accountId ?? after.accountId]));
    for (const accountId of accountIds) file.accounts.touchTx(tx, accountId);
    const [only, ...others] = accountIds;
    file.activity.appendTx(tx, {
      at: now,
      operatorId: operator.id,
      who: `${operator.firstName} ${operator.lastName}`,
      what,
      accountId: others.length === 0 ? (only ?? null) : null,
      changes: changing.flatMap(({ after, changes, freed }): ActivityChange[] => {
        const all = [
          ...changes,
          ...(freed.length === 0 ? [] : [{ label: 'Licenses', before: freed.map((type) => LICENSE_TYPE_TEXT[type].name).join(', '), after: 'none' }]),
        ];
        return changing.length === 1 ? all : all.map((change) => ({ ...change, label: `${after.firstName} ${after.lastName}: ${change.label.toLowerCase()}` }));
      }),
    });
    return written;
  });
  return { ids, changed: changing.length, freed: changing.reduce((sum, { freed }) => sum + freed.length, 0) };
}
