import { and, asc, eq, lte, max, min } from 'drizzle-orm';
import type { Prices } from '../../services/ports/dataFile.ts';
import { PRICED_ITEMS } from '../../../shared/values/pricedItems.ts';
import { listPrices as table } from '../schema/listPrices.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given } from './common.ts';
import { later } from './later.ts';

/** The price book (SPEC section 4). A second price of one item on one day is refused by the file. */
export function createPrices({ db, writer }: RepositoryContext): Prices {
  const inForce = later(
    db
      // With max(), SQLite takes the other columns from the row of the maximum (sqlite.org/lang_select.html, "bare columns").
      .select({ item: table.item, effectiveFrom: max(table.effectiveFrom), unitPrice: table.unitPrice })
      .from(table)
      .where(lte(table.effectiveFrom, given('day')))
      .groupBy(table.item),
  );
  const first = later(
    db
      .select({ item: table.item, effectiveFrom: min(table.effectiveFrom), unitPrice: table.unitPrice })
      .from(table)
      .groupBy(table.item),
  );
  const all = later(
    db
      .select({ item: table.item, effectiveFrom: table.effectiveFrom, unitPrice: table.unitPrice })
      .from(table)
      .orderBy(asc(table.item), asc(table.effectiveFrom)),
  );

  return {
    inForce(day) {
      const known = inForce.all({ day });
      // A file that was made while the clock was ahead: its first prices hold before their day, too.
      const rows = known.length < PRICED_ITEMS.length ? [...first.all(), ...known] : known;
      return new Map(rows.map(({ item, effectiveFrom, unitPrice }) => [item, { item, effectiveFrom: effectiveFrom ?? day, unitPrice }]));
    },
    all: () => all.all(),
    insertTx(tx, price) {
      writer.demand(tx);
      db.insert(table).values(price).run();
    },
    saveTx(tx, price) {
      writer.demand(tx);
      db.insert(table)
        .values(price)
        .onConflictDoUpdate({ target: [table.item, table.effectiveFrom], set: { unitPrice: price.unitPrice } })
        .run();
    },
    removeTx(tx, { item, effectiveFrom }) {
      writer.demand(tx);
      demandOneChanged(db.delete(table).where(and(eq(table.item, item), eq(table.effectiveFrom, effectiveFrom))).run(), 'price');
    },
  };
}
