import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { LARGEST_SCALED } from '../values/scaled.ts';
import { billingAccounts } from './billingAccounts.ts';
import { micros, quantityRange, truth, within } from './columns.ts';
import { users } from './users.ts';

/** The eight license types in their order, seeded by the migrations (SPEC section 1). */
export const licenseTypes = sqliteTable(
  'license_types',
  {
    type: text('type', { enum: LICENSE_TYPES }).primaryKey(),
    position: integer('position').notNull().unique(),
    pooled: integer('pooled', { mode: 'boolean' }).notNull(),
  },
  (table) => [truth('license_types_pooled', table.pooled)],
);

/** The recurring line of one license type on one account. No contract price: the list price of the day. */
export const serviceLicenses = sqliteTable(
  'service_licenses',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => billingAccounts.id),
    type: text('license_type', { enum: LICENSE_TYPES })
      .notNull()
      .references(() => licenseTypes.type),
    quantity: integer('quantity').notNull(),
    minimum: integer('minimum').notNull(),
    contractPrice: micros('contract_price'),
    paidThisPeriod: integer('paid_this_period').notNull(),
    scheduledQuantity: integer('scheduled_quantity'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.type] }),
    quantityRange('service_licenses_quantity', table.quantity),
    quantityRange('service_licenses_minimum', table.minimum),
    within('service_licenses_contract_price', table.contractPrice, 0, LARGEST_SCALED),
    quantityRange('service_licenses_paid_this_period', table.paidThisPeriod),
    quantityRange('service_licenses_scheduled_quantity', table.scheduledQuantity),
    check('service_licenses_scheduled_is_a_cut', sql`${table.scheduledQuantity} < ${table.quantity}`),
  ],
);

/** A user is entitled to a license type; the user says on which account. */
export const assignments = sqliteTable(
  'assignments',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    type: text('license_type', { enum: LICENSE_TYPES })
      .notNull()
      .references(() => licenseTypes.type),
  },
  (table) => [primaryKey({ columns: [table.userId, table.type] }), index('assignments_by_type').on(table.type)],
);
