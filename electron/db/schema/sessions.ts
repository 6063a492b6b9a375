import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { TOOLS } from '../../../shared/values/tools.ts';
import { billingAccounts } from './billingAccounts.ts';
import { momentRange, notBlank, oneOf, within } from './columns.ts';
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

/** Who ran which tool from when to when (SPEC section 5). No user: the system's own recording. */
export const toolSessions = sqliteTable(
  'tool_sessions',
  {
    id: integer('id').primaryKey(),
    importId: integer('import_id')
      .notNull()
      .references(() => sessionImports.id),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    userId: integer('user_id').references(() => users.id),
    tool: text('tool', { enum: TOOLS }).notNull(),
    startAt: integer('start_at').notNull(),
    endAt: integer('end_at').notNull(),
  },
  (table) => [
    index('tool_sessions_by_start').on(table.accountId, table.startAt),
    index('tool_sessions_by_import').on(table.importId),
    oneOf('tool_sessions_tool', table.tool, TOOLS),
    momentRange('tool_sessions_start_at', table.startAt),
    momentRange('tool_sessions_end_at', table.endAt),
    check('tool_sessions_end_after_start', sql`${table.endAt} > ${table.startAt}`),
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
