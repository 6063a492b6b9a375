import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { LARGEST_SCALED } from '../values/scaled.ts';
import { billingAccounts } from './billingAccounts.ts';
import { micros, momentRange, oneOf, scaledRange, within } from './columns.ts';
import { receipts } from './receipts.ts';

/** Dialer minutes: usage, purchases and adjustments, append-only; the balance is the sum (SPEC section 7). */
export const minutesLedger = sqliteTable(
  'minutes_ledger',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    at: integer('at').notNull(),
    kind: text('kind', { enum: ['usage', 'purchase', 'adjustment'] }).notNull(),
    medium: text('medium', { enum: ['call', 'text'] }),
    quantity: micros('quantity'),
    rate: micros('rate'),
    amount: micros('amount').notNull(),
    receiptNumber: integer('receipt_number').references(() => receipts.number),
    note: text('note').notNull(),
  },
  (table) => [
    // Covers the sums: balance by account, usage by account between two moments.
    index('minutes_ledger_sums').on(table.accountId, table.at, table.kind, table.amount),
    momentRange('minutes_ledger_at', table.at),
    oneOf('minutes_ledger_kind', table.kind, ['usage', 'purchase', 'adjustment']),
    check(
      'minutes_ledger_usage',
      sql`(${table.kind} = 'usage') = (${table.medium} is not null) and (${table.kind} = 'usage') = (${table.quantity} is not null) and (${table.kind} = 'usage') = (${table.rate} is not null)`,
    ),
    oneOf('minutes_ledger_medium', table.medium, ['call', 'text']),
    within('minutes_ledger_quantity', table.quantity, 0, LARGEST_SCALED),
    within('minutes_ledger_rate', table.rate, 0, LARGEST_SCALED),
    scaledRange('minutes_ledger_amount', table.amount),
    check(
      'minutes_ledger_sign',
      sql`(${table.kind} <> 'usage' or ${table.amount} <= 0) and (${table.kind} <> 'purchase' or ${table.amount} >= 0)`,
    ),
  ],
);
