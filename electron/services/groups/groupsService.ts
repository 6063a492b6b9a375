import type { z } from 'zod';
import type { groupContracts } from '../../../shared/contracts/groups.ts';
import { CAPABILITIES, CAPABILITY_NAMES } from '../../../shared/values/capabilities.ts';
import type { Capability } from '../../../shared/values/capabilities.ts';
import { lackedOf } from '../../domain/grantRules.ts';
import { commandToKeep, repeatedCommand } from '../onceOnly.ts';
import type { CurrentCompany, SignedInCompany } from '../ports/company.ts';
import type { Tx } from '../ports/transaction.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { ActivityChange, PermissionGroupRecord } from '../ports/records.ts';
import { refuse, requireNoCardNumber } from '../refusals.ts';
import { inWords, mayAdd, mayChange, mayRemove, mayResetPassword } from './permissions.ts';
import type { Permission } from './permissions.ts';

type Contracts = typeof groupContracts;
type Parsed<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Nothing = Record<string, never>;

export interface GroupsNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly publish: Publish;
}

export interface GroupsService {
  readonly list: () => z.output<Contracts['groups.list']['output']>;
  readonly add: (input: Parsed<'groups.add'>) => { groupId: number };
  readonly change: (input: Parsed<'groups.change'>) => Nothing;
  readonly remove: (input: Parsed<'groups.remove'>) => Nothing;
}

const ADD = 'groups.add';

/** Permission groups: what each allows and who is in it (SPEC section 15). */
export function createGroupsService({ current, clock, publish }: GroupsNeeds): GroupsService {
  const record = ({ file, operator }: SignedInCompany, tx: Tx, what: string, changes: readonly ActivityChange[]): void =>
    file.activity.appendTx(tx, {
      at: clock.now(),
      operatorId: operator.id,
      who: `${operator.firstName} ${operator.lastName}`,
      what,
      accountId: null,
      changes,
    });
  // What someone may do changes with their group, and every window shows that.
  const changed = (): void => publish(['app', 'users', 'activity']);

  return {
    list: () => {
      const company = current();
      const members = Map.groupBy(company.file.users.operators(), ({ groupId }) => groupId);
      return {
        add: mayAdd(company),
        grantable: company.capabilities.has('manageUsers') ? CAPABILITIES.filter((capability) => company.capabilities.has(capability)) : [],
        groups: company.file.groups.all().map((group) => {
          const own = members.get(group.id) ?? [];
          return {
            id: group.id,
            name: group.name,
            shipped: group.shipped,
            capabilities: [...group.capabilities],
            members: own.map(({ id, firstName, lastName, email, active, hasPassword }) => ({
              userId: id,
              firstName,
              lastName,
              email,
              active,
              hasPassword,
              resetPassword: mayResetPassword(company, id, group),
            })),
            change: mayChange(company, group),
            remove: mayRemove(company, group, own.length),
          };
        }),
      };
    },
    add: (input) => {
      const company = current();
      const { name, capabilities } = input;
      const repeated = repeatedCommand(company.file, ADD, input);
      if (repeated !== null) return { groupId: Number(repeated) };
      requireNewName(company, name, null);
      requireGrantable(company, capabilities);
      const groupId = company.file.write((tx) => {
        const id = company.file.groups.insertTx(tx, { name, capabilities });
        record(company, tx, `Added the permission group ${name}`, differences({ name: null, capabilities: [] }, { name, capabilities }));
        company.file.commands.insertTx(tx, commandToKeep(ADD, input, String(id), clock.now()));
        return id;
      });
      changed();
      return { groupId };
    },
    change: ({ groupId, name, capabilities }) => {
      const company = current();
      const group = requireGroup(company, groupId);
      demand(mayChange(company, group));
      requireNewName(company, name, groupId);
      requireGrantable(company, capabilities);
      const changes = differences(group, { name, capabilities });
      if (changes.length === 0) return {};
      company.file.write((tx) => {
        company.file.groups.updateTx(tx, { id: groupId, name, capabilities });
        record(company, tx, `Changed the permission group ${group.name}`, changes);
      });
      changed();
      return {};
    },
    remove: ({ groupId }) => {
      const company = current();
      const group = requireGroup(company, groupId);
      const members = company.file.groups.memberCounts().get(groupId) ?? 0;
      demand(mayRemove(company, group, members));
      company.file.write((tx) => {
        company.file.groups.removeTx(tx, groupId);
        record(company, tx, `Removed the permission group ${group.name}`, differences(group, { name: null, capabilities: [] }));
      });
      changed();
      return {};
    },
  };
}

function requireGroup({ file }: SignedInCompany, groupId: number): PermissionGroupRecord {
  const group = file.groups.byId(groupId);
  if (group === null) throw refuse('NOT_FOUND', '/groupId', 'This permission group is not in the data file any more.');
  return group;
}

function demand(permission: Permission): void {
  if (permission.may) return;
  throw refuse(permission.reason === 'hasMembers' ? 'GROUP_IN_USE' : 'NOT_ALLOWED', '/groupId', permission.sentence);
}

/** Compared without case, as people read names. */
function requireNewName({ file }: SignedInCompany, name: string, own: number | null): void {
  requireNoCardNumber('/name', name);
  const same = file.groups.all().find((group) => group.id !== own && group.name.toLowerCase() === name.toLowerCase());
  if (same !== undefined) throw refuse('ALREADY_USED', '/name', `There is a permission group named ${same.name} already.`);
}

function requireGrantable({ capabilities: own }: SignedInCompany, capabilities: readonly Capability[]): void {
  const lacked = lackedOf(own, capabilities);
  const first = lacked[0];
  if (first === undefined) return;
  throw refuse('NOT_ALLOWED', `/capabilities/${capabilities.indexOf(first)}`, `You cannot grant what your own group does not allow: ${inWords(lacked)}.`);
}

interface Facts {
  /** Null: there is no such group before, or after. */
  readonly name: string | null;
  readonly capabilities: readonly Capability[];
}

/** What differs, for the activity: the name, and each capability given or taken, in the order of the table. */
function differences(before: Facts, after: Facts): ActivityChange[] {
  const inWord = (facts: Facts, capability: Capability): string => (facts.capabilities.includes(capability) ? 'allowed' : 'not allowed');
  return [
    ...(before.name === after.name ? [] : [{ label: 'Name', before: before.name, after: after.name }]),
    ...CAPABILITIES.filter((capability) => before.capabilities.includes(capability) !== after.capabilities.includes(capability)).map((capability) => ({
      label: CAPABILITY_NAMES[capability],
      before: inWord(before, capability),
      after: inWord(after, capability),
    })),
  ];
}
