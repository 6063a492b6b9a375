import type { z } from 'zod';
import type { permissionGroup } from '../../../shared/contracts/groups.ts';
import { CAPABILITY_NAMES } from '../../../shared/values/capabilities.ts';
import type { Capability } from '../../../shared/values/capabilities.ts';
import { lackedOf } from '../../domain/grantRules.ts';
import type { SignedInCompany } from '../ports/company.ts';
import type { PermissionGroupRecord } from '../ports/records.ts';

export type Permission = z.output<typeof permissionGroup>['change'];

const YES: Permission = { may: true };

/** Names of capabilities in a sentence, each in the quotes of a name. */
export function inWords(capabilities: readonly Capability[]): string {
  return capabilities.map((capability) => `“${CAPABILITY_NAMES[capability]}”`).join(', ');
}

function mayManage({ capabilities }: SignedInCompany): Permission {
  if (capabilities.has('manageUsers')) return YES;
  return { may: false, reason: 'notAllowed', sentence: `Your permission group does not allow this: ${CAPABILITY_NAMES.manageUsers}.` };
}

export function mayAdd(company: SignedInCompany): Permission {
  return mayManage(company);
}

/** Shipped groups never change; a group that allows more than the operator may do is not theirs to change. */
export function mayChange(company: SignedInCompany, group: PermissionGroupRecord): Permission {
  const manage = mayManage(company);
  if (!manage.may) return manage;
  if (group.shipped) return { may: false, reason: 'shipped', sentence: `${group.name} comes with Billing Desk and cannot be changed.` };
  const lacked = lackedOf(company.capabilities, group.capabilities);
  if (lacked.length === 0) return YES;
  return { may: false, reason: 'beyondOwn', sentence: `${group.name} allows what your own group does not: ${inWords(lacked)}.` };
}

export function mayRemove(company: SignedInCompany, group: PermissionGroupRecord, members: number): Permission {
  const change = mayChange(company, group);
  if (!change.may) return change;
  if (members === 0) return YES;
  const people = members === 1 ? '1 user is' : `${members} users are`;
  return { may: false, reason: 'hasMembers', sentence: `${people} in ${group.name}. Move them to another group first.` };
}

/** Who may set another operator's password may sign in as them, so it takes all that the other one may do. */
export function mayResetPassword(company: SignedInCompany, userId: number, group: PermissionGroupRecord): Permission {
  const manage = mayManage(company);
  if (!manage.may) return manage;
  if (company.operator.id === userId) {
    return { may: false, reason: 'yourself', sentence: 'Change your own password in the account menu, with the one you have now.' };
  }
  const lacked = lackedOf(company.capabilities, group.capabilities);
  if (lacked.length === 0) return YES;
  return { may: false, reason: 'beyondOwn', sentence: `${group.name} allows what your own group does not: ${inWords(lacked)}.` };
}
