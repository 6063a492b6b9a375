import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { TRAVEL_EVENTS } from '../../../shared/values/travelEvents.ts';
import { billingAccounts } from './billingAccounts.ts';
import { momentRange, notBlank, oneOf, within } from './columns.ts';
import { receipts } from './receipts.ts';

/** The time machine of a demonstration (SPEC section 12): at most one row; none while its clock is the machine's own. */
export const timeTravel = sqliteTable(
  'time_travel',
  {
    id: integer('id').primaryKey(),
    /** When the travel began, by the clock of then. */
    beganAt: integer('began_at').notNull(),
    /** Milliseconds by which the file's clock is ahead of the machine's. */
    ahead: integer('ahead').notNull(),
  },
  (table) => [
    check('time_travel_only_one', sql`${table.id} = 1`),
    momentRange('time_travel_began_at', table.beganAt),
    within('time_travel_ahead', table.ahead, 0, 8_640_000_000_000_000),
  ],
);

/** What happened on the way, in the order in which it did. */
export const timeTravelEvents = sqliteTable(
  'time_travel_events',
  {
    id: integer('id').primaryKey(),
    at: integer('at').notNull(),
    kind: text('kind', { enum: TRAVEL_EVENTS }).notNull(),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    sentence: text('sentence').notNull(),
    receiptNumber: integer('receipt_number').references(() => receipts.number),
  },
  (table) => [
    index('time_travel_events_by_account').on(table.accountId, table.kind, table.id),
    momentRange('time_travel_events_at', table.at),
    oneOf('time_travel_events_kind', table.kind, TRAVEL_EVENTS),
    notBlank('time_travel_events_sentence', table.sentence),
  ],
);
