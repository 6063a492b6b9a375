import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { momentRange, quantityRange, realDay, within } from './columns.ts';

/** How far automatic charging has come (SPEC section 7): at most one row; none before the first charge cycle. */
export const automaticCharging = sqliteTable(
  'automatic_charging',
  {
    id: integer('id').primaryKey(),
    /** No cycle before this one is ever run. */
    highestCycle: integer('highest_cycle').notNull(),
    /** When the application was last seen to run. */
    lastSeenAt: integer('last_seen_at').notNull(),
    /** An operator is asked whether it goes on, and Activity says so. */
    asked: integer('asked', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    check('automatic_charging_only_one', sql`${table.id} = 1`),
    within('automatic_charging_highest_cycle', table.highestCycle, 0, 1_000_000_000),
    momentRange('automatic_charging_last_seen_at', table.lastSeenAt),
  ],
);

/** While nothing is charged by itself: how many users were active, for the storage allowance of the billing dates up to a day. */
export const userCounts = sqliteTable(
  'user_counts',
  {
    upTo: text('up_to').primaryKey(),
    activeUsers: integer('active_users').notNull(),
  },
  (table) => [realDay('user_counts_up_to', table.upTo), quantityRange('user_counts_active_users', table.activeUsers)],
);
