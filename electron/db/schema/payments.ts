import { sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { RECEIPT_KINDS } from '../../../shared/values/receiptKinds.ts';
import { LARGEST_SCALED } from '../values/scaled.ts';
import { billingAccounts } from './billingAccounts.ts';
import { cents, jsonText, momentRange, notBlank, oneOf, truth, within } from './columns.ts';
import { receipts } from './receipts.ts';

/** Cards and bank accounts, never more of a number than its last four digits (SPEC section 8). */
export const fundingSources = sqliteTable(
  'funding_sources',
  {
    id: integer('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    position: integer('position').notNull(),
    kind: text('kind', { enum: ['card', 'bank'] }).notNull(),
    institution: text('institution').notNull(),
    lastFour: text('last_four').notNull(),
    expires: text('expires'),
    holder: text('holder').notNull(),
    refused: integer('refused', { mode: 'boolean' }).notNull(),
    /** Charges keep pointing at a removed source, so it stays; null while it is in use. */
    removedAt: integer('removed_at'),
  },
  (table) => [
    uniqueIndex('funding_sources_order').on(table.accountId, table.position).where(sql`${table.removedAt} is null`),
    within('funding_sources_position', table.position, 0, 1_000_000),
    oneOf('funding_sources_kind', table.kind, ['card', 'bank']),
    notBlank('funding_sources_institution', table.institution),
    check('funding_sources_last_four', sql`${table.lastFour} glob '[0-9][0-9][0-9][0-9]'`),
    check(
      'funding_sources_expires',
      sql`(${table.kind} = 'bank' and ${table.expires} is null) or (${table.kind} = 'card' and ${table.expires} is not null and date(${table.expires} || '-01') is (${table.expires} || '-01'))`,
    ),
    truth('funding_sources_refused', table.refused),
    momentRange('funding_sources_removed_at', table.removedAt),
  ],
);

const CHARGE_STATES = ['sent', 'beingChecked', 'pending', 'approved', 'declined', 'notReceived', 'returned'] as const;

/** Each charge stands here before it is sent; its id never charges twice (SPEC section 8). */
export const charges = sqliteTable(
  'charges',
  {
    id: text('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    kind: text('kind', { enum: RECEIPT_KINDS }).notNull(),
    total: cents('total').notNull(),
    fundingSourceId: integer('funding_source_id')
      .notNull()
      .references(() => fundingSources.id),
    createdAt: integer('created_at').notNull(),
    effect: text('effect').notNull(),
    /** No foreign key: a command is recorded when it is finished, after its charge. */
    commandId: text('command_id'),
    state: text('state', { enum: CHARGE_STATES }).notNull(),
    stateAt: integer('state_at').notNull(),
    reason: text('reason'),
    receiptNumber: integer('receipt_number').references((): AnySQLiteColumn => receipts.number),
  },
  (table) => [
    uniqueIndex('charges_one_open')
      .on(table.accountId)
      .where(sql`${table.state} in ('sent', 'beingChecked', 'pending')`),
    index('charges_by_account').on(table.accountId, table.createdAt),
    notBlank('charges_id', table.id),
    oneOf('charges_kind', table.kind, RECEIPT_KINDS),
    within('charges_total', table.total, 1, LARGEST_SCALED),
    momentRange('charges_created_at', table.createdAt),
    jsonText('charges_effect', table.effect),
    oneOf('charges_state', table.state, CHARGE_STATES),
    momentRange('charges_state_at', table.stateAt),
    check('charges_receipt', sql`${table.receiptNumber} is null or ${table.state} = 'approved'`),
  ],
);
