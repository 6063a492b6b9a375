import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ActivityChange } from '../../services/ports/records.ts';
import { billingAccounts } from './billingAccounts.ts';
import { jsonText, momentRange, notBlank, sha256Text } from './columns.ts';
import { users } from './users.ts';

/** Who did what, when, and what was there before and after; append-only and chained (SPEC section 15). */
export const activity = sqliteTable(
  'activity',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    at: integer('at').notNull(),
    operatorId: integer('operator_id').references(() => users.id),
    who: text('who').notNull(),
    what: text('what').notNull(),
    accountId: integer('account_id').references(() => billingAccounts.id),
    changes: text('changes', { mode: 'json' }).$type<readonly ActivityChange[]>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    index('activity_by_account').on(table.accountId),
    momentRange('activity_at', table.at),
    notBlank('activity_who', table.who),
    notBlank('activity_what', table.what),
    jsonText('activity_changes', table.changes),
    sha256Text('activity_previous_hash', table.previousHash),
    sha256Text('activity_hash', table.hash),
  ],
);
