import type { z } from 'zod';
import type { bookItem, datedPrice, pricesContracts } from '../../../shared/contracts/prices.ts';
import { PRICED_ITEMS, priceUnit, pricedItemName } from '../../../shared/values/pricedItems.ts';
import type { PricedItem } from '../../../shared/values/pricedItems.ts';
import { localDay } from '../../domain/localTime.ts';
import { STARTING_PRICES } from '../company/startingPrices.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { PriceRecord } from '../ports/records.ts';

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
    // A new file begins with one invented price of each item; what is entered later is the company's own.
    invented: demonstration || (index === 0 && price.unitPrice === STARTING_PRICES[item]),
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
