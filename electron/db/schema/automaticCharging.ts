import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { momentRange, quantityRange, within } from './columns.ts';

/** How far automatic charging has come (SPEC section 7): at most one row; none before the first charge cycle. */
export const automaticCharging = sqliteTable(
  'automatic_charging',
  {
    id: integer('id').primaryKey(),
    /** No cycle before this one is ever run. */
    highestCycle: integer('highest_cycle').notNull(),
    /** When the application was last seen to run. */
    lastSeenAt: integer('last_seen_at').notNull(),
    /** While an operator is asked: the active users from before, for the storage allowance of the dates that were missed. */
    heldActiveUsers: integer('held_active_users'),
  },
  (table) => [
    check('automatic_charging_only_one', sql`${table.id} = 1`),
    within('automatic_charging_highest_cycle', table.highestCycle, 0, 1_000_000_000),
    momentRange('automatic_charging_last_seen_at', table.lastSeenAt),
    quantityRange('automatic_charging_held_active_users', table.heldActiveUsers),
  ],
);
