import { assertNever } from '../../../shared/values/assertNever.ts';
import { BILLING_ADMINISTRATOR } from '../../../shared/values/capabilities.ts';
import { LICENSE_TYPE_TEXT, LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { checkUnits } from '../../domain/licenseRules.ts';
import { checkLicenseSet } from '../../domain/licenseSet.ts';
import { counted } from '../attention/words.ts';
import { readEffect } from '../charges/keptEffect.ts';
import type { RejectedLine } from '../imports/importKind.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { UserRecord } from '../ports/records.ts';
import { everyType } from '../pricing.ts';
import { beyondOwn, leavesNoAdministrator } from './administrators.ts';
import type { UserRow } from './userRow.ts';

/** One user as they are and as they will be. */
export interface PlannedUser {
  readonly line: number;
  readonly before: UserRecord | null;
  readonly after: Omit<UserRecord, 'id'>;
  readonly heldBefore: readonly LicenseType[];
  readonly heldAfter: readonly LicenseType[];
}

export interface UsersPlan {
  /** In the order of the file, those that stay as they are left out. */
  readonly users: readonly PlannedUser[];
  readonly unchanged: number;
  readonly rejected: readonly RejectedLine[];
  /** What would have to be bought for the file to fit, a sentence for each license type of an account. */
  readonly shortages: readonly string[];
}

/** What a file does to the users as they are now: each line against the user of its e-mail, then the units and administrators of the whole. */
export function planUsersImport(company: SignedInCompany, rows: readonly UserRow[]): UsersPlan {
  const { file } = company;
  const everyone = file.users.all();
  const byEmail = new Map(everyone.map((user) => [user.email.toLowerCase(), user]));
  const held = new Map(file.accounts.all().flatMap(({ id }) => [...file.licenses.holdings(id)]));
  const rejected: RejectedLine[] = [];
  const planned: PlannedUser[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const before = byEmail.get(row.email.toLowerCase()) ?? null;
    const active = row.active ?? before?.active ?? true;
    const heldBefore = before === null ? [] : (held.get(before.id) ?? []);
    // Who leaves an account, or works no longer, gives up its licenses.
    const stays = before?.accountId === row.accountId && active;
    const user: PlannedUser = {
      line: row.line,
      before,
      after: { email: before?.email ?? row.email, firstName: row.firstName, lastName: row.lastName, accountId: row.accountId, active, groupId: before?.groupId ?? null },
      heldBefore,
      heldAfter: row.licenses ?? (stays ? heldBefore : []),
    };
    const fault = operatorFault(company, user) ?? (row.licenses === null ? null : licenseFault(user));
    if (fault !== null) rejected.push({ line: row.line, reason: fault });
    else if (isSame(user)) unchanged += 1;
    else planned.push(user);
  }
  const short = shortUnits(file, planned, everyone, held);
  const found = [...rejected, ...unsettledLicenses(file, planned), ...short.rejected, ...lostAdministrators(file, planned)];
  // A line is rejected once, whatever is wrong with it.
  const byLine = new Map(found.toReversed().map((line) => [line.line, line]));
  return { users: planned, unchanged, rejected: found.filter((line) => byLine.get(line.line) === line), shortages: short.shortages };
}

/** Neither the name nor the state of an operator who may do more than the one who imports (SPEC section 15). */
function operatorFault(company: SignedInCompany, { before, after }: PlannedUser): string | null {
  if (before === null || (before.firstName === after.firstName && before.lastName === after.lastName && before.active === after.active)) return null;
  return beyondOwn(company, before);
}

function isSame({ before, after, heldBefore, heldAfter }: PlannedUser): boolean {
  return (
    before !== null &&
    before.firstName === after.firstName &&
    before.lastName === after.lastName &&
    before.accountId === after.accountId &&
    before.active === after.active &&
    heldBefore.join() === heldAfter.join()
  );
}

function licenseFault({ heldAfter, after }: PlannedUser): string | null {
  const { kind } = checkLicenseSet(new Set(heldAfter), after.active);
  switch (kind) {
    case 'allowed':
      return null;
    case 'inactiveUser':
      return 'An inactive user can hold no license.';
    case 'needsCrm':
      return `${LICENSE_TYPE_TEXT[heldAfter[0] ?? 'crm'].name} needs CRM, which is not among the licenses.`;
    case 'crmViewAlone':
      return 'CRM-View Only excludes every other license.';
    default:
      return assertNever(kind);
  }
}

/** Types that are not pooled: the lines that would be the first above the units paid for, and all after them (SPEC section 3). */
function shortUnits(file: DataFile, planned: readonly PlannedUser[], everyone: readonly UserRecord[], held: ReadonlyMap<number, readonly LicenseType[]>): Pick<UsersPlan, 'rejected' | 'shortages'> {
  const key = (accountId: number, type: LicenseType): string => `${accountId} ${type}`;
  const changing = new Set(planned.flatMap(({ before }) => before?.id ?? []));
  const counts = new Map<string, number>();
  const count = (accountId: number, types: readonly LicenseType[]): void => {
    for (const type of types) counts.set(key(accountId, type), (counts.get(key(accountId, type)) ?? 0) + 1);
  };
  for (const user of everyone) if (user.active && !changing.has(user.id)) count(user.accountId, held.get(user.id) ?? []);
  const accounts = new Map(file.accounts.all().map(({ id, name }) => [id, name]));
  const licenses = new Map([...accounts.keys()].flatMap((id) => everyType(id, file.licenses.byAccount(id)).map((license) => [key(id, license.type), license])));
  // Those who hold a type already keep their unit; only then are others given theirs.
  const keeps = ({ before, after, heldBefore }: PlannedUser, type: LicenseType): boolean => before?.accountId === after.accountId && heldBefore.includes(type);
  for (const user of planned) count(user.after.accountId, user.heldAfter.filter((type) => keeps(user, type)));
  const shortages = new Map<string, string>();
  const rejected = planned.flatMap((user) => {
    const reasons = LICENSE_TYPES.flatMap((type) => {
      if (!user.heldAfter.includes(type) || keeps(user, type)) return [];
      const { accountId } = user.after;
      count(accountId, [type]);
      const assigned = counts.get(key(accountId, type)) ?? 0;
      const license = licenses.get(key(accountId, type));
      const verdict = license === undefined ? null : checkUnits(license, assigned);
      if (verdict?.kind !== 'short') return [];
      const [name, account] = [LICENSE_TYPE_TEXT[type].name, accounts.get(accountId) ?? 'The account'];
      shortages.set(key(accountId, type), `${account}: ${counted(verdict.by, `${name} license`)} more would be needed than are paid for. Buy ${verdict.by === 1 ? 'it' : 'them'} in its Billing Manager first.`);
      return [`${name} would be held by ${counted(assigned, 'user')} of ${account}, more than are paid for.`];
    });
    return reasons.slice(0, 1).map((reason) => ({ line: user.line, reason }));
  });
  return { rejected, shortages: [...shortages.values()] };
}

/** Licenses given on an account whose own wait for their payment: units and holders will be others once it is settled. */
function unsettledLicenses(file: DataFile, planned: readonly PlannedUser[]): RejectedLine[] {
  const unsettled = new Map(
    file.charges.open().flatMap((charge) => {
      const { licenses, assignments } = readEffect(file, charge);
      return licenses.length + assignments.length === 0 ? [] : [[charge.accountId, file.accounts.byId(charge.accountId)?.name ?? '']];
    }),
  );
  return planned.flatMap(({ line, after, heldBefore, heldAfter }) => {
    const account = unsettled.get(after.accountId);
    return account === undefined || heldAfter.every((type) => heldBefore.includes(type))
      ? []
      : [{ line, reason: `A payment for licenses of ${account} is not settled yet. Licenses can be given once it is.` }];
  });
}

/** A file that leaves nobody who may manage users is refused at the lines that take the administrators away. */
function lostAdministrators(file: DataFile, planned: readonly PlannedUser[]): RejectedLine[] {
  const going = planned.filter(({ before, after }) => before?.groupId === BILLING_ADMINISTRATOR.id && before.active && !after.active);
  const gone = new Set(going.flatMap(({ before }) => (before === null ? [] : [before.id])));
  if (!leavesNoAdministrator(file, gone)) return [];
  return going.map(({ line }) => ({ line, reason: 'This would deactivate the last Billing Administrator.' }));
}
