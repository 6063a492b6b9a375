import { index, integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { momentRange, quantityRange } from './columns.ts';

/** How many megabytes the company used, and when that was measured (SPEC section 10). */
export const storageMeasurements = sqliteTable(
  'storage_measurements',
  {
    id: integer('id').primaryKey(),
    at: integer('at').notNull(),
    usedMb: integer('used_mb').notNull(),
  },
  (table) => [
    index('storage_measurements_by_time').on(table.at),
    momentRange('storage_measurements_at', table.at),
    quantityRange('storage_measurements_used_mb', table.usedMb),
  ],
);
