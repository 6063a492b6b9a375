import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { CAPABILITIES } from '../../../shared/values/capabilities.ts';
import { notBlank, oneOf, truth } from './columns.ts';

/** Groups of operators (SPEC section 15). The shipped ones are put there by a migration. */
export const permissionGroups = sqliteTable(
  'permission_groups',
  {
    id: integer('id').primaryKey(),
    name: text('name').notNull(),
    shipped: integer('shipped', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    uniqueIndex('permission_groups_name').on(sql`lower(${table.name})`),
    notBlank('permission_groups_name_given', table.name),
    truth('permission_groups_shipped', table.shipped),
  ],
);

/** What each group allows. */
export const groupCapabilities = sqliteTable(
  'group_capabilities',
  {
    groupId: integer('group_id')
      .notNull()
      .references(() => permissionGroups.id),
    capability: text('capability', { enum: CAPABILITIES }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.groupId, table.capability] }), oneOf('group_capabilities_capability', table.capability, CAPABILITIES)],
);
