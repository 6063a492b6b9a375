import type { z } from 'zod';
import type { listedUser, userContracts } from '../../../shared/contracts/users.ts';
import { lackedOf } from '../../domain/grantRules.ts';
import { elfServes } from '../../domain/licenseRules.ts';
import { usableTools } from '../../domain/userTools.ts';
import { inWords } from '../groups/permissions.ts';
import type { CurrentCompany, SignedInCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { UserRecord } from '../ports/records.ts';
import { refuse, requireNoCardNumber } from '../refusals.ts';
import { requireAdministratorLeft, requireNotBeyondOwn } from './administrators.ts';
import { saveUsers } from './saveUsers.ts';

type Contracts = typeof userContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;
type Details = Omit<In<'users.edit'>, 'userId'>;

export interface UsersService {
  readonly page: (input: In<'users.page'>) => Out<'users.page'>;
  readonly grantableGroups: () => Out<'users.grantableGroups'>;
  readonly add: (input: In<'users.add'>) => Out<'users.add'>;
  readonly edit: (input: In<'users.edit'>) => Out<'users.edit'>;
  readonly setActive: (input: In<'users.setActive'>) => Out<'users.setActive'>;
  readonly move: (input: In<'users.move'>) => Out<'users.move'>;
}

/** Users: the list, and what an administrator changes of them (SPEC sections 3 and 15). */
export function createUsersService({ current, clock, publish }: { readonly current: CurrentCompany; readonly clock: Clock; readonly publish: Publish }): UsersService {
  const save = (company: SignedInCompany, what: string, users: Parameters<typeof saveUsers>[2]): ReturnType<typeof saveUsers> => {
    const saved = saveUsers(company, { what, now: clock.now() }, users);
    // What an operator may do is shown everywhere, so a change of groups or names is one of the application's.
    if (saved.changed > 0) publish(['app', 'users', 'accounts', 'activity']);
    return saved;
  };

  return {
    page: ({ filter, after, limit }) => {
      const { file } = current();
      const text = filter.text?.trim();
      const wanted = { ...filter, text: text === '' ? undefined : text };
      // One more than asked for tells whether there are more.
      const found = file.users.page(wanted, after ?? null, limit + 1);
      const accounts = file.accounts.all().map(({ id, name }) => ({ id, name }));
      const names = { accounts: namesOf(accounts), groups: namesOf(file.groups.all()) };
      return { users: found.slice(0, limit).map((user) => listed(file, user, names)), count: file.users.count(wanted), more: found.length > limit, accounts };
    },
    grantableGroups: () => {
      const { file, capabilities } = current();
      return { groups: file.groups.all().flatMap((group) => (lackedOf(capabilities, group.capabilities).length === 0 ? [{ id: group.id, name: group.name }] : [])) };
    },
    add: (input) => {
      const company = current();
      requireDetails(company, input, null);
      const { ids } = save(company, `Added the user ${input.firstName} ${input.lastName}`, [{ before: null, after: { ...input, active: true } }]);
      const [userId] = ids;
      if (userId === undefined) throw new Error('A user was added without a number.');
      return { userId };
    },
    edit: ({ userId, ...input }) => {
      const company = current();
      const before = requireUser(company.file, userId, '/userId');
      requireDetails(company, input, before);
      // Who signs in as whom, and whose name stands under an Accept. The billing account is no matter of permission.
      if (before.firstName !== input.firstName || before.lastName !== input.lastName || before.email !== input.email || before.groupId !== input.groupId) {
        requireNotBeyondOwn(company, [before], () => '/userId');
      }
      if (before.groupId !== input.groupId) requireAdministratorLeft(company.file, new Set([userId]), '/groupId');
      const { changed, freed } = save(company, `Changed the user ${before.firstName} ${before.lastName}`, [{ before, after: { ...input, active: before.active } }]);
      return { changed, freed };
    },
    setActive: ({ userIds, active }) => {
      const company = current();
      const users = userIds.map((id, index) => requireUser(company.file, id, `/userIds/${index}`));
      requireNotBeyondOwn(company, users.filter((user) => user.active !== active), ({ id }) => `/userIds/${userIds.indexOf(id)}`);
      if (!active) requireAdministratorLeft(company.file, new Set(userIds), '/userIds');
      const { changed, freed } = save(company, sentence(active ? 'Reactivated' : 'Deactivated', users), users.map((before) => ({ before, after: { ...before, active } })));
      return { changed, freed };
    },
    move: ({ userIds, accountId }) => {
      const company = current();
      const name = requireAccount(company.file, accountId);
      const users = userIds.map((id, index) => requireUser(company.file, id, `/userIds/${index}`));
      const { changed, freed } = save(company, `${sentence('Moved', users)} to ${name}`, users.map((before) => ({ before, after: { ...before, accountId } })));
      return { changed, freed };
    },
  };
}

interface Names {
  readonly accounts: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

function namesOf(rows: readonly { readonly id: number; readonly name: string }[]): ReadonlyMap<number, string> {
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function listed(file: DataFile, { groupId, accountId, ...user }: UserRecord, { accounts, groups }: Names): z.output<typeof listedUser> {
  const licenses = file.licenses.heldBy(user.id);
  const held = new Set(user.active ? licenses : []);
  return {
    ...user,
    account: { id: accountId, name: accounts.get(accountId) ?? '' },
    group: groupId === null ? null : { id: groupId, name: groups.get(groupId) ?? '' },
    licenses: [...licenses],
    tools: [...usableTools(held)],
    skippedByElf: !elfServes(held),
  };
}

function sentence(done: string, users: readonly UserRecord[]): string {
  const [first] = users;
  return users.length === 1 && first !== undefined ? `${done} ${first.firstName} ${first.lastName}` : `${done} ${users.length} users`;
}

function requireUser(file: DataFile, id: number, path: string): UserRecord {
  const user = file.users.byId(id);
  if (user === null) throw refuse('NOT_FOUND', path, 'This user is not in the data file. Nothing was changed.');
  return user;
}

function requireAccount(file: DataFile, id: number): string {
  const account = file.accounts.byId(id);
  if (account === null) throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file. Nothing was changed.');
  return account.name;
}

function requireDetails({ file, capabilities }: SignedInCompany, { firstName, lastName, email, accountId, groupId }: Details, own: UserRecord | null): void {
  requireNoCardNumber('/firstName', firstName);
  requireNoCardNumber('/lastName', lastName);
  requireNoCardNumber('/email', email);
  const same = file.users.byEmail(email);
  if (same !== null && same.id !== own?.id) throw refuse('ALREADY_USED', '/email', `${same.firstName} ${same.lastName} has this e-mail address already.`);
  requireAccount(file, accountId);
  if (groupId === null || groupId === own?.groupId) return;
  const group = file.groups.byId(groupId);
  if (group === null) throw refuse('NOT_FOUND', '/groupId', 'This permission group is not in the data file. Nothing was changed.');
  const lacked = lackedOf(capabilities, group.capabilities);
  if (lacked.length > 0) throw refuse('NOT_ALLOWED', '/groupId', `You cannot grant what your own group does not allow: ${inWords(lacked)}.`);
}
