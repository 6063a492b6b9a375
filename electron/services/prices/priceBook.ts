import type { z } from 'zod';
import type { bookItem, datedPrice, pricesContracts } from '../../../shared/contracts/prices.ts';
import { PRICED_ITEMS, priceUnit, pricedItemName } from '../../../shared/values/pricedItems.ts';
import type { PricedItem } from '../../../shared/values/pricedItems.ts';
import { localDay } from '../../domain/localTime.ts';
import { STARTING_PRICES } from '../company/startingPrices.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { PriceRecord } from '../ports/records.ts';
import type { PricesInForce } from '../pricing.ts';

type DatedPrice = z.output<typeof datedPrice>;

/** Every list price there was, is, and is planned, at a moment (epoch milliseconds). */
export function priceBook(file: DataFile, now: number): z.output<(typeof pricesContracts)['prices.book']['output']> {
  const today = localDay(now, file.company.timeZone);
  const byItem = Map.groupBy(file.prices.all(), ({ item }) => item);
  return { today, items: PRICED_ITEMS.map((item) => itemOf(item, byItem.get(item) ?? [], today, file.company.demonstration)) };
}

/** `prices` from the oldest on. */
function itemOf(item: PricedItem, prices: readonly PriceRecord[], today: string, demonstration: boolean): z.output<typeof bookItem> {
  const current = prices.findLast(({ effectiveFrom }) => effectiveFrom <= today) ?? null;
  const dated = prices.map((price, index): DatedPrice => ({
    effectiveFrom: price.effectiveFrom,
    unitPrice: price.unitPrice,
    invented: demonstration || (index === 0 && isStartingPrice(item, price)),
    state: price === current ? 'current' : price.effectiveFrom > today ? 'planned' : 'past',
  }));
  return {
    item,
    name: pricedItemName(item),
    unit: priceUnit(item),
    current: dated.find(({ state }) => state === 'current') ?? null,
    prices: dated.toReversed(),
  };
}

/** A new file begins with one invented price of each item; what is entered later is the company's own. `first` is the oldest of an item. */
function isStartingPrice(item: PricedItem, first: PriceRecord): boolean {
  return first.unitPrice === STARTING_PRICES[item];
}

/** The items of a real company whose list price in force nobody entered (SPEC section 4). */
export function startingPricesInForce(file: DataFile, inForce: PricesInForce): ReadonlySet<PricedItem> {
  const oldest = new Map(file.prices.all().toReversed().map((price) => [price.item, price]));
  return new Set(
    PRICED_ITEMS.filter((item) => {
      const first = oldest.get(item);
      return first !== undefined && first.effectiveFrom === inForce.get(item)?.effectiveFrom && isStartingPrice(item, first);
    }),
  );
}
