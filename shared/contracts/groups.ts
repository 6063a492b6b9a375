import { z } from 'zod';
import { CAPABILITIES } from '../values/capabilities.ts';
import { commandId, rowId, shortText } from '../values/schemas.ts';
import { command, query } from './route.ts';

const groupName = shortText.trim().min(1, 'is empty').max(60, 'is longer than 60 characters');

const capabilities = z
  .array(z.enum(CAPABILITIES, 'is not a capability'))
  .refine((list) => new Set(list).size === list.length, 'has a capability twice');

/** Whether the operator may do something here; if not, why, so that a screen can say it. */
const permission = z.discriminatedUnion('may', [
  z.strictObject({ may: z.literal(true) }),
  z.strictObject({
    may: z.literal(false),
    reason: z.enum(['notAllowed', 'shipped', 'beyondOwn', 'hasMembers', 'yourself']),
    /** One sentence. */
    sentence: z.string(),
  }),
]);

export const groupMember = z.strictObject({
  userId: rowId,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  active: z.boolean(),
  /** Without a password nobody signs in as this user. */
  hasPassword: z.boolean(),
  resetPassword: permission,
});

export const permissionGroup = z.strictObject({
  id: rowId,
  name: z.string(),
  /** Shipped groups are the same in every file and never change. */
  shipped: z.boolean(),
  capabilities: z.array(z.enum(CAPABILITIES)),
  members: z.array(groupMember),
  change: permission,
  remove: permission,
});

/**
 * Permission groups (SPEC section 15). Nobody grants a capability they lack, nor changes a group that has one: such calls
 * are refused with NOT_ALLOWED at the capability. A name that another group has is refused with ALREADY_USED.
 */
export const groupContracts = {
  'groups.list': query(
    'viewBilling',
    z.strictObject({}),
    z.strictObject({
      groups: z.array(permissionGroup),
      add: permission,
      /** What the operator may give to a group. */
      grantable: z.array(z.enum(CAPABILITIES)),
    }),
  ),
  'groups.add': command('manageUsers', z.strictObject({ commandId, name: groupName, capabilities }), z.strictObject({ groupId: rowId })),
  /** Renames a group and sets what it allows. */
  'groups.change': command('manageUsers', z.strictObject({ groupId: rowId, name: groupName, capabilities }), z.strictObject({})),
  /** Refuses with GROUP_IN_USE while anyone is in it. */
  'groups.remove': command('manageUsers', z.strictObject({ groupId: rowId }), z.strictObject({})),
};
