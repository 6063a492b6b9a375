import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { momentRange, notBlank } from './columns.ts';

/** Where the file was last used (SPEC section 8): at most one row; none before it was first opened to charge. */
export const lastPlace = sqliteTable(
  'last_place',
  {
    id: integer('id').primaryKey(),
    /** Random, made anew at each opening and closing, and kept by the place as well: equal means nothing happened elsewhere. */
    stamp: text('stamp').notNull(),
    /** From this moment on the gateway's record and the file must agree; before it nothing was sent, or nothing was kept. */
    recordFrom: integer('record_from').notNull(),
  },
  (table) => [check('last_place_only_one', sql`${table.id} = 1`), notBlank('last_place_stamp', table.stamp), momentRange('last_place_record_from', table.recordFrom)],
);
