import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { notBlank, oneOf, truth } from './columns.ts';

/** The one company of the file (SPEC section 1). */
export const company = sqliteTable(
  'company',
  {
    id: integer('id').primaryKey(),
    name: text('name').notNull(),
    timeZone: text('time_zone').notNull(),
    currency: text('currency').notNull(),
    demonstration: integer('demonstration', { mode: 'boolean' }).notNull(),
    fileId: text('file_id').notNull(),
  },
  (table) => [
    check('company_only_one', sql`${table.id} = 1`),
    notBlank('company_name', table.name),
    notBlank('company_time_zone', table.timeZone),
    notBlank('company_file_id', table.fileId),
    oneOf('company_currency', table.currency, ['USD']),
    truth('company_demonstration', table.demonstration),
  ],
);
