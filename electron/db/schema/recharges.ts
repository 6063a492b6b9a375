import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { RECHARGE_DECISIONS } from '../../../shared/values/recharges.ts';
import { billingAccounts } from './billingAccounts.ts';
import { cents, micros, momentRange, notBlank, oneOf, scaledRange, sha256Text, within } from './columns.ts';

/** Where an account's automatic recharge stands (SPEC section 7): one row an account that ever was due. */
export const rechargeStates = sqliteTable(
  'recharge_states',
  {
    accountId: integer('account_id')
      .primaryKey()
      .references(() => billingAccounts.id),
    /** When the balance fell below the minimum reserve; null: not due. */
    dueSince: integer('due_since'),
    /** The cycle in which the present round of tries began; null: none is under way. */
    roundCycle: integer('round_cycle'),
    /** Charge cycles in which every funding source declined, and the first cycle in which the next try may be. */
    failedCycles: integer('failed_cycles').notNull(),
    nextTryCycle: integer('next_try_cycle').notNull(),
  },
  (table) => [
    momentRange('recharge_states_due_since', table.dueSince),
    within('recharge_states_round_cycle', table.roundCycle, 0, 1_000_000_000),
    within('recharge_states_failed_cycles', table.failedCycles, 0, 1_000_000),
    within('recharge_states_next_try_cycle', table.nextTryCycle, 0, 1_000_000_000),
  ],
);

/** What was decided in each charge cycle of an account with automatic recharge, once (SPEC section 7). */
export const rechargeCycles = sqliteTable(
  'recharge_cycles',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    cycle: integer('cycle').notNull(),
    /** The same as `cycle`, but for cycles missed one after the other, which are one row. */
    lastCycle: integer('last_cycle').notNull(),
    decision: text('decision', { enum: RECHARGE_DECISIONS }).notNull(),
    /** One sentence. */
    reason: text('reason').notNull(),
    /** As they were when it was decided; null where nobody looked. */
    balance: micros('balance'),
    reserve: cents('reserve'),
    /** What was charged, or tried. */
    amount: cents('amount'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.cycle] }),
    within('recharge_cycles_cycle', table.cycle, 0, 1_000_000_000),
    within('recharge_cycles_last_cycle', table.lastCycle, 0, 1_000_000_000),
    oneOf('recharge_cycles_decision', table.decision, RECHARGE_DECISIONS),
    notBlank('recharge_cycles_reason', table.reason),
    scaledRange('recharge_cycles_reserve', table.reserve),
    scaledRange('recharge_cycles_amount', table.amount),
  ],
);

/** Usage files that were imported, so that the same file is known when it comes again. */
export const usageImports = sqliteTable(
  'usage_imports',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    at: integer('at').notNull(),
    fileName: text('file_name').notNull(),
    /** SHA-256 of the rows as they were read. */
    contentHash: text('content_hash').notNull(),
    rows: integer('rows').notNull(),
  },
  (table) => [
    uniqueIndex('usage_imports_content').on(table.accountId, table.contentHash),
    index('usage_imports_by_account').on(table.accountId, table.at),
    momentRange('usage_imports_at', table.at),
    sha256Text('usage_imports_content_hash', table.contentHash),
    within('usage_imports_rows', table.rows, 0, 1_000_000_000),
  ],
);
