import { PRODUCT_KINDS } from '../../../shared/values/products.ts';
import type { ProductKind } from '../../../shared/values/products.ts';
import { plainPrice } from '../../common/format/money.ts';
import { readNumber } from '../../common/format/numbers.ts';

/** One product on the draft as typed, letter by letter. */
export interface TypedProduct {
  /** Stays the same while rows above it come and go. */
  readonly key: number;
  readonly kind: ProductKind;
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
}

/** The product as the preview and Accept take it. */
export interface ProductOrder {
  readonly kind: ProductKind;
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice: string;
}

export type ProductField = 'description' | 'quantity' | 'unitPrice';

/** What was typed as orders, each with its row; and what can be read as no number at all, by the path of the field. */
export function readProducts(typed: readonly TypedProduct[]): {
  readonly orders: readonly { readonly row: number; readonly order: ProductOrder }[];
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
} {
  const orders: { row: number; order: ProductOrder }[] = [];
  const unreadable: { path: string; message: string }[] = [];
  for (const [row, { kind, description, quantity, unitPrice }] of typed.entries()) {
    const price = plainPrice(unitPrice);
    const units = readNumber(quantity);
    if (units === null) unreadable.push({ path: `/products/${row}/quantity`, message: 'Type a whole number, 1 or more.' });
    else if (price === '') unreadable.push({ path: `/products/${row}/unitPrice`, message: 'Type a price such as 500.00.' });
    else orders.push({ row, order: { kind, description: description.trim(), quantity: units, unitPrice: price } });
  }
  return { orders, unreadable };
}

/** The path of a problem, counted in the orders sent, as counted in the rows on screen. */
export function pathInRows(path: string, sent: readonly { readonly row: number }[]): string {
  return path.replace(/\/products\/(\d+)/, (whole, index: string) => {
    const row = sent[Number(index)]?.row;
    return row === undefined ? whole : `/products/${row}`;
  });
}

/** The kind with that name, of a select box. */
export function productKind(text: string): ProductKind | undefined {
  return PRODUCT_KINDS.find((kind) => kind === text);
}
