import { CAPABILITY_NAMES } from '../../../shared/values/capabilities.ts';
import { IMPORT_COLUMNS } from '../../../shared/values/imports.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { ImportKind } from '../imports/importKind.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Tx } from '../ports/transaction.ts';
import type { ActivityChange } from '../ports/records.ts';
import { refuse } from '../refusals.ts';
import { planUsersImport } from './importPlan.ts';
import type { PlannedUser, UsersPlan } from './importPlan.ts';
import { differencesOf } from './userChanges.ts';
import { readUserRow } from './userRow.ts';
import type { UserRow } from './userRow.ts';

/** Users from CSV: found by their e-mail address, added where there is none; with a column of licenses also what they hold. */
export const usersImport: ImportKind = {
  needs: 'manageUsers',
  columns: IMPORT_COLUMNS.users,
  topics: ['users', 'accounts', 'activity'],
  begin(company, { fileName }, present) {
    const { file, capabilities } = company;
    if (present.has('licenses') && !capabilities.has('assignLicenses')) {
      throw refuse('NOT_ALLOWED', '', `Your permission group does not allow this: ${CAPABILITY_NAMES.assignLicenses}. Leave the column "licenses" out. Nothing was imported.`);
    }
    const accounts = new Map(file.accounts.all().map(({ id, name }) => [name.toLowerCase(), id]));
    const rows: UserRow[] = [];
    const lines = new Map<string, number>();
    let checked: string | null = null;
    return {
      row(cells, line) {
        const read = readUserRow(cells, line, accounts);
        if (!read.ok) return read.reason;
        const email = read.row.email.toLowerCase();
        const earlier = lines.get(email);
        if (earlier !== undefined) return `The e-mail address is that of line ${earlier} too.`;
        lines.set(email, line);
        rows.push(read.row);
        return null;
      },
      plan() {
        const plan = planUsersImport(company, rows);
        checked = JSON.stringify(plan);
        const rejected = new Set(plan.rejected.map(({ line }) => line));
        return { ...countsOf({ ...plan, users: plan.users.filter(({ line }) => !rejected.has(line)) }), rejected: plan.rejected, notes: [...notesOf(plan), ...plan.shortages] };
      },
      applyTx(tx, asNow, now) {
        const { operator } = asNow;
        const plan = planUsersImport(asNow, rows);
        if (JSON.stringify(plan) !== checked) throw refuse('CHANGED_SINCE_OPENED', '', 'The users were changed since the file was checked. Check it again. Nothing was imported.');
        for (const user of plan.users) saveTx(tx, file, user);
        const accountIds = new Set(plan.users.flatMap(({ before, after }) => [after.accountId, before?.accountId ?? after.accountId]));
        for (const accountId of accountIds) file.accounts.touchTx(tx, accountId);
        const counts = countsOf(plan);
        file.activity.appendTx(tx, {
          at: now,
          operatorId: operator.id,
          who: `${operator.firstName} ${operator.lastName}`,
          what: `Imported users from ${fileName}: ${counts.added} added, ${counts.changed} changed`,
          accountId: null,
          changes: plan.users.flatMap((user) => changesOf(file, user)),
        });
        return counts;
      },
    };
  },
};

function countsOf({ users, unchanged }: UsersPlan): { added: number; changed: number; unchanged: number } {
  const added = users.filter(({ before }) => before === null).length;
  return { added, changed: users.length - added, unchanged };
}

function notesOf({ users }: UsersPlan): string[] {
  const freed = users.filter(({ before, heldBefore, heldAfter, after }) => before !== null && heldAfter.length < heldBefore.length && (!after.active || before.accountId !== after.accountId)).length;
  if (freed === 0) return [];
  return [`${freed} ${freed === 1 ? 'user gives' : 'users give'} up licenses, because they become inactive or leave their billing account. What is paid for stays.`];
}

function saveTx(tx: Tx, file: DataFile, { before, after, heldBefore, heldAfter }: PlannedUser): void {
  const id = before === null ? file.users.insertTx(tx, after) : before.id;
  if (before !== null) file.users.updateTx(tx, { ...after, id });
  for (const type of heldBefore) if (!heldAfter.includes(type)) file.licenses.unassignTx(tx, id, type);
  for (const type of heldAfter) if (!heldBefore.includes(type)) file.licenses.assignTx(tx, id, type);
}

function changesOf(file: DataFile, { before, after, heldBefore, heldAfter }: PlannedUser): ActivityChange[] {
  const name = `${after.firstName} ${after.lastName}`;
  const inWords = (types: readonly (keyof typeof LICENSE_TYPE_TEXT)[]): string => (types.length === 0 ? 'none' : types.map((type) => LICENSE_TYPE_TEXT[type].name).join(', '));
  const licenses = heldBefore.join() === heldAfter.join() ? [] : [{ label: `${name}: licenses`, before: inWords(heldBefore), after: inWords(heldAfter) }];
  if (before === null) return [{ label: name, before: null, after: `${after.email}, ${file.accounts.byId(after.accountId)?.name ?? ''}` }, ...licenses];
  return [...differencesOf(file, before, after).map((change) => ({ ...change, label: `${name}: ${change.label.toLowerCase()}` })), ...licenses];
}
