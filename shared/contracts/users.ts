import { z } from 'zod';
import { LICENSE_TYPES } from '../values/licenseTypes.ts';
import { emailAddress, personName } from '../values/personName.ts';
import { licenseType, rowId } from '../values/schemas.ts';
import { TOOLS } from '../values/tools.ts';
import { command, query } from './route.ts';

export const listedUser = z.strictObject({
  id: rowId,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  active: z.boolean(),
  account: z.strictObject({ id: rowId, name: z.string() }),
  /** The permission group of an operator. */
  group: z.strictObject({ id: rowId, name: z.string() }).nullable(),
  licenses: z.array(licenseType),
  /** What they can use: none without a base license, and for the inactive. */
  tools: z.array(z.enum(TOOLS)),
  /** True where the ELF skips the user, whatever its trigger says (SPEC section 3). */
  skippedByElf: z.boolean(),
});

export const userFilter = z.strictObject({
  accountId: rowId.optional(),
  active: z.boolean().optional(),
  /** Holders of a license type, or those with no base license. */
  license: z.enum([...LICENSE_TYPES, 'noBase']).optional(),
  /** In names and e-mail addresses. */
  text: z.string().max(100, 'is longer than 100 characters').optional(),
});

const details = {
  firstName: personName,
  lastName: personName,
  email: emailAddress,
  accountId: rowId,
  /** Null: no operator. */
  groupId: rowId.nullable(),
};

/** At most as many as one can have chosen on screen. */
const userIds = z
  .array(rowId)
  .min(1, 'is empty')
  .max(10_000, 'has more than 10,000 users')
  .refine((ids) => new Set(ids).size === ids.length, 'names a user twice');

const changed = z.strictObject({
  changed: z.int(),
  /** Assignments given up. What is paid for stays. */
  freed: z.int(),
});

/** The people of the company (SPEC sections 1, 3 and 15). */
export const userContracts = {
  /** Users by name, in windows: `after` is the last user of the window above. */
  'users.page': query(
    'viewBilling',
    z.strictObject({ filter: userFilter, after: rowId.optional(), limit: z.int().min(1).max(200) }),
    z.strictObject({
      users: z.array(listedUser),
      count: z.int(),
      more: z.boolean(),
      /** Every billing account, to choose from. */
      accounts: z.array(z.strictObject({ id: rowId, name: z.string() })),
    }),
  ),
  /** Permission groups this operator may put a user into: those that allow nothing the operator may not do. */
  'users.grantableGroups': query('manageUsers', z.strictObject({}), z.strictObject({ groups: z.array(z.strictObject({ id: rowId, name: z.string() })) })),
  /** Refuses with ALREADY_USED an e-mail address that another user has, NOT_ALLOWED a group that allows more than one's own. */
  'users.add': command('manageUsers', z.strictObject(details), z.strictObject({ userId: rowId })),
  /** A user who leaves a billing account gives up the licenses held there. Refuses with LAST_ADMINISTRATOR too. */
  'users.edit': command('manageUsers', z.strictObject({ userId: rowId, ...details }), changed),
  /** Deactivating gives up what the users hold. Those who are so already do not count. Refuses with LAST_ADMINISTRATOR. */
  'users.setActive': command('manageUsers', z.strictObject({ userIds, active: z.boolean() }), changed),
  'users.move': command('manageUsers', z.strictObject({ userIds, accountId: rowId }), changed),
};
