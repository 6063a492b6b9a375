import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { billingAccounts } from './billingAccounts.ts';
import { momentRange, notBlank, truth, within } from './columns.ts';
import { permissionGroups } from './permissionGroups.ts';

/** People who may sign in to the platform, and among them the operators of this application (SPEC section 1). */
export const users = sqliteTable(
  'users',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    email: text('email').notNull(),
    active: integer('active', { mode: 'boolean' }).notNull(),
    /** The permission group of an operator; null for everyone else. */
    groupId: integer('group_id').references(() => permissionGroups.id),
    /** scrypt, with its salt and costs; null: no password yet, so nobody signs in as this user. */
    passwordHash: text('password_hash'),
    /** Wrong passwords in a row, and the moment before which no other is looked at. */
    wrongTries: integer('wrong_tries').notNull(),
    nextTryAt: integer('next_try_at').notNull(),
  },
  (table) => [
    index('users_by_account').on(table.accountId),
    uniqueIndex('users_email').on(sql`lower(${table.email})`),
    notBlank('users_email_given', table.email),
    truth('users_active', table.active),
    within('users_wrong_tries', table.wrongTries, 0, 1_000_000),
    momentRange('users_next_try_at', table.nextTryAt),
  ],
);
