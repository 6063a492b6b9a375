import { blob, check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { TOOLS } from '../../../shared/values/tools.ts';
import { billingAccounts } from './billingAccounts.ts';
import { SESSION_BYTES, SESSIONS_IN_BLOCK } from '../values/sessionBlock.ts';
import { momentRange, notBlank, oneOf, sha256Text, within } from './columns.ts';
import { users } from './users.ts';

/** Each imported session log, so that it can be named and removed as a whole. */
export const sessionImports = sqliteTable(
  'session_imports',
  {
    id: integer('id').primaryKey(),
    at: integer('at').notNull(),
    fileName: text('file_name').notNull(),
  },
  (table) => [momentRange('session_imports_at', table.at)],
);

/**
 * Who ran which tool from when to when (SPEC section 5), in session blocks: at most SESSIONS_IN_BLOCK sessions of one import
 * and one account each, in order of start. Sessions are only ever read by account and time, and removed with their import: as
 * a row each, they would cost twenty times as much to write. `content` is laid out as `packSessions` says.
 */
export const sessionBlocks = sqliteTable(
  'session_blocks',
  {
    // Never given twice: who reads block after block does not come upon another's in the place of one that was removed.
    id: integer('id').primaryKey({ autoIncrement: true }),
    importId: integer('import_id')
      .notNull()
      .references(() => sessionImports.id),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    firstStart: integer('first_start').notNull(),
    lastStart: integer('last_start').notNull(),
    count: integer('count').notNull(),
    /** SHA-256 of the content. */
    hash: text('hash').notNull(),
    // Last: what stands behind it in a row would be read through it.
    content: blob('content', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('session_blocks_by_last_start').on(table.accountId, table.lastStart),
    index('session_blocks_by_import').on(table.importId),
    momentRange('session_blocks_first_start', table.firstStart),
    momentRange('session_blocks_last_start', table.lastStart),
    check('session_blocks_in_order', sql`${table.firstStart} <= ${table.lastStart}`),
    within('session_blocks_count', table.count, 1, SESSIONS_IN_BLOCK),
    sha256Text('session_blocks_hash', table.hash),
    check('session_blocks_content', sql`length(${table.content}) = ${table.count} * ${sql.raw(String(SESSION_BYTES))}`),
  ],
);

/** Work as it is planned: a tool, weekdays, and wall-clock times in the company's time zone. */
export const shiftPlans = sqliteTable(
  'shift_plans',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    name: text('name').notNull(),
    tool: text('tool', { enum: TOOLS }).notNull(),
    /** Bit 0 is Monday, bit 6 Sunday. */
    weekdays: integer('weekdays').notNull(),
    /** Minutes after midnight; an end at or before the start is on the next day. */
    startMinute: integer('start_minute').notNull(),
    endMinute: integer('end_minute').notNull(),
  },
  (table) => [
    index('shift_plans_by_account').on(table.accountId),
    notBlank('shift_plans_name', table.name),
    oneOf('shift_plans_tool', table.tool, TOOLS),
    within('shift_plans_weekdays', table.weekdays, 1, 127),
    within('shift_plans_start_minute', table.startMinute, 0, 1439),
    within('shift_plans_end_minute', table.endMinute, 0, 1439),
  ],
);

/** The group of users who work a shift. */
export const shiftPlanUsers = sqliteTable(
  'shift_plan_users',
  {
    planId: integer('plan_id')
      .notNull()
      .references(() => shiftPlans.id),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.planId, table.userId] })],
);
