import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { PRODUCT_KINDS } from '../../../shared/values/products.ts';
import { micros, oneOf, realDay, scaledRange } from './columns.ts';

/** The price book: each price holds from its day until the next one of the item (SPEC section 4). */
export const listPrices = sqliteTable(
  'list_prices',
  {
    item: text('item').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    unitPrice: micros('unit_price').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.item, table.effectiveFrom] }),
    oneOf('list_prices_item', table.item, [...LICENSE_TYPES, 'minute', 'storage', ...PRODUCT_KINDS]),
    realDay('list_prices_effective_from', table.effectiveFrom),
    scaledRange('list_prices_unit_price', table.unitPrice),
  ],
);
