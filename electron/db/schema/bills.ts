import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { LARGEST_SCALED } from '../values/scaled.ts';
import { billingAccounts } from './billingAccounts.ts';
import { cents, jsonText, oneOf, realDay, within } from './columns.ts';

/**
 * A billing date that was run (SPEC section 4): its lines and total as of that date, owed until they are paid, however
 * late. Zero bills are paid at once.
 */
export const bills = sqliteTable(
  'bills',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    billingDate: text('billing_date').notNull(),
    effect: text('effect').notNull(),
    total: cents('total').notNull(),
    state: text('state', { enum: ['owed', 'paid'] }).notNull(),
    /** Charge cycles in which every funding source declined, and the first cycle in which the next try may be. */
    failedCycles: integer('failed_cycles').notNull(),
    nextTryCycle: integer('next_try_cycle').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.billingDate] }),
    index('bills_by_state').on(table.state),
    realDay('bills_billing_date', table.billingDate),
    jsonText('bills_effect', table.effect),
    within('bills_total', table.total, 0, LARGEST_SCALED),
    oneOf('bills_state', table.state, ['owed', 'paid']),
    within('bills_failed_cycles', table.failedCycles, 0, 1_000_000),
    within('bills_next_try_cycle', table.nextTryCycle, 0, 1_000_000_000),
  ],
);
