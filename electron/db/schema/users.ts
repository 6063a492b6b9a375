import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { billingAccounts } from './billingAccounts.ts';
import { notBlank, truth } from './columns.ts';

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
    operator: integer('operator', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('users_by_account').on(table.accountId),
    uniqueIndex('users_email').on(sql`lower(${table.email})`),
    notBlank('users_email_given', table.email),
    truth('users_active', table.active),
    truth('users_operator', table.operator),
  ],
);
