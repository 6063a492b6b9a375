import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { cents, notBlank, realDay, truth, within } from './columns.ts';
import { LARGEST_SCALED } from '../values/scaled.ts';

/** What is billed together (SPEC section 1), with its place in time and its recharge settings (section 7). */
export const billingAccounts = sqliteTable(
  'billing_accounts',
  {
    id: integer('id').primaryKey(),
    name: text('name').notNull(),
    primary: integer('is_primary', { mode: 'boolean' }).notNull(),
    billingDay: integer('billing_day').notNull(),
    nextBillingDate: text('next_billing_date').notNull(),
    periodStart: text('period_start').notNull(),
    pastDue: integer('past_due', { mode: 'boolean' }).notNull(),
    revision: integer('revision').notNull(),
    autoRecharge: integer('auto_recharge', { mode: 'boolean' }).notNull(),
    reserveDays: integer('reserve_days').notNull(),
    rechargeDays: integer('recharge_days').notNull(),
    leastReserve: cents('least_reserve').notNull(),
    leastRecharge: cents('least_recharge').notNull(),
    /** On a young account: usage is divided by the days since its first use instead of by 30. */
    divideByAge: integer('divide_by_age', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    uniqueIndex('billing_accounts_one_primary').on(table.primary).where(sql`${table.primary} = 1`),
    notBlank('billing_accounts_name', table.name),
    truth('billing_accounts_is_primary', table.primary),
    within('billing_accounts_billing_day', table.billingDay, 1, 31),
    realDay('billing_accounts_next_billing_date', table.nextBillingDate),
    realDay('billing_accounts_period_start', table.periodStart),
    check('billing_accounts_period', sql`${table.periodStart} <= ${table.nextBillingDate}`),
    truth('billing_accounts_past_due', table.pastDue),
    within('billing_accounts_revision', table.revision, 0, Number.MAX_SAFE_INTEGER),
    truth('billing_accounts_auto_recharge', table.autoRecharge),
    within('billing_accounts_reserve_days', table.reserveDays, 0, 366),
    within('billing_accounts_recharge_days', table.rechargeDays, 0, 366),
    within('billing_accounts_least_reserve', table.leastReserve, 0, LARGEST_SCALED),
    within('billing_accounts_least_recharge', table.leastRecharge, 0, LARGEST_SCALED),
  ],
);
