import { LICENSE_TYPES, LICENSE_TYPE_TEXT } from './licenseTypes.ts';
import type { LicenseType } from './licenseTypes.ts';
import { PRODUCT_KINDS, PRODUCT_NAMES } from './products.ts';
import type { ProductKind } from './products.ts';

/** What the price book holds prices for, in its order: the license types, a dialer minute, a gigabyte of storage, the products. */
export const PRICED_ITEMS = [...LICENSE_TYPES, 'minute', 'storage', ...PRODUCT_KINDS] as const;

export type PricedItem = LicenseType | ProductKind | 'minute' | 'storage';

/** What a price is for one of. */
export const PRICE_UNITS = ['month', 'minute', 'gigabyteMonth', 'once'] as const;

export type PriceUnit = (typeof PRICE_UNITS)[number];

function isProduct(item: PricedItem): item is ProductKind {
  return Object.hasOwn(PRODUCT_NAMES, item);
}

/** An item's name as shown. */
export function pricedItemName(item: PricedItem): string {
  if (item === 'minute') return 'Dialer minute';
  if (item === 'storage') return 'Storage';
  return isProduct(item) ? PRODUCT_NAMES[item] : LICENSE_TYPE_TEXT[item].name;
}

/** What one unit of an item is. */
export function priceUnit(item: PricedItem): PriceUnit {
  if (item === 'minute') return 'minute';
  if (item === 'storage') return 'gigabyteMonth';
  return isProduct(item) ? 'once' : 'month';
}
