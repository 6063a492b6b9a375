import { sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Explanation } from '../../../shared/values/explanation.ts';
import { RECEIPT_KINDS } from '../../../shared/values/receiptKinds.ts';
import { LARGEST_SCALED } from '../values/scaled.ts';
import { billingAccounts } from './billingAccounts.ts';
import { cents, jsonText, micros, momentRange, oneOf, quantityRange, realDay, scaledRange, sha256Text, within } from './columns.ts';
import { charges } from './payments.ts';

/**
 * Finalised purchases (SPEC section 11). Triggers keep them as they were written and their numbers without gaps.
 * AUTOINCREMENT keeps the highest number ever given apart from the rows, so that a missing last receipt is noticed.
 */
export const receipts = sqliteTable(
  'receipts',
  {
    number: integer('number').primaryKey({ autoIncrement: true }),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    date: text('date').notNull(),
    issuedAt: integer('issued_at').notNull(),
    kind: text('kind', { enum: RECEIPT_KINDS }).notNull(),
    fundingSource: text('funding_source').notNull(),
    authorisedBy: text('authorised_by').notNull(),
    periodStart: text('period_start'),
    periodEnd: text('period_end'),
    chargeId: text('charge_id')
      .unique()
      .references((): AnySQLiteColumn => charges.id),
    total: cents('total').notNull(),
    lineCount: integer('line_count').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    // One for each way the list is filtered: newest first, any window of it is read from the index without a sort.
    index('receipts_by_date').on(table.date),
    index('receipts_by_account_and_date').on(table.accountId, table.date),
    index('receipts_by_kind_and_date').on(table.kind, table.date),
    index('receipts_by_account_kind_and_date').on(table.accountId, table.kind, table.date),
    realDay('receipts_date', table.date),
    momentRange('receipts_issued_at', table.issuedAt),
    oneOf('receipts_kind', table.kind, RECEIPT_KINDS),
    realDay('receipts_period_start', table.periodStart),
    realDay('receipts_period_end', table.periodEnd),
    check('receipts_period', sql`(${table.periodStart} is null) = (${table.periodEnd} is null) and (${table.periodStart} is null or ${table.periodStart} <= ${table.periodEnd})`),
    within('receipts_total', table.total, 0, LARGEST_SCALED),
    check('receipts_charge', sql`${table.chargeId} is null or ${table.total} > 0`),
    within('receipts_line_count', table.lineCount, 1, 10_000),
    sha256Text('receipts_previous_hash', table.previousHash),
    sha256Text('receipts_hash', table.hash),
  ],
);

/** The line items of a receipt, in their order from 1. */
export const receiptLines = sqliteTable(
  'receipt_lines',
  {
    receiptNumber: integer('receipt_number')
      .notNull()
      .references(() => receipts.number),
    position: integer('position').notNull(),
    product: text('product').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    quantity: integer('quantity').notNull(),
    unitPrice: micros('unit_price').notNull(),
    amount: cents('amount').notNull(),
    explanation: text('explanation', { mode: 'json' }).$type<Explanation>(),
  },
  (table) => [
    primaryKey({ columns: [table.receiptNumber, table.position] }),
    quantityRange('receipt_lines_quantity', table.quantity),
    scaledRange('receipt_lines_unit_price', table.unitPrice),
    scaledRange('receipt_lines_amount', table.amount),
    jsonText('receipt_lines_explanation', table.explanation),
  ],
);
