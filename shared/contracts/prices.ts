import { z } from 'zod';
import { PRICED_ITEMS, PRICE_UNITS } from '../values/pricedItems.ts';
import { licenseType, localDate, price, quantity, rowId } from '../values/schemas.ts';
import { command, query } from './route.ts';

const pricedItem = z.enum(PRICED_ITEMS);

export const datedPrice = z.strictObject({
  effectiveFrom: localDate,
  unitPrice: price,
  /** Came with the file or the demonstration: no one's real price. */
  invented: z.boolean(),
  /** Past: another one holds today. Planned: from a day to come. */
  state: z.enum(['past', 'current', 'planned']),
});

export const bookItem = z.strictObject({
  item: pricedItem,
  name: z.string(),
  unit: z.enum(PRICE_UNITS),
  /** Null until the first price is in force. */
  current: datedPrice.nullable(),
  /** Newest first, planned ones and the current one included. */
  prices: z.array(datedPrice),
});

export const contractTerms = z.strictObject({
  type: licenseType,
  name: z.string(),
  /** Paid for from the next billing date on. */
  quantity: z.int(),
  listPrice: price,
  /** Null: the list price of the day. */
  contractPrice: price.nullable(),
  minimum: z.int(),
});

export const accountTerms = z.strictObject({
  accountId: rowId,
  accountName: z.string(),
  primary: z.boolean(),
  /** Grows with every change of the account; a change made on an older one is refused. */
  revision: z.int(),
  terms: z.array(contractTerms),
});

/** The Price Book (SPEC section 4): list prices from a day on, and what an account has agreed on for itself. */
export const pricesContracts = {
  'prices.book': query('viewBilling', z.strictObject({}), z.strictObject({ today: localDate, items: z.array(bookItem) })),
  /**
   * The price of an item from a day on, today or later; another one of that day is replaced. Past receipts stay as they
   * are. Refuses with BAD_INPUT a day that has gone by.
   */
  'prices.add': command('managePrices', z.strictObject({ item: pricedItem, effectiveFrom: localDate, unitPrice: price }), z.strictObject({})),
  /** Takes back a price that is not in force yet. Refuses with NOT_FOUND, and BAD_INPUT one that was in force already. */
  'prices.withdraw': command('managePrices', z.strictObject({ item: pricedItem, effectiveFrom: localDate }), z.strictObject({})),
  /** Contract prices and minimums, in the accounts' order: primary first, then by name. `after`: the last account of the window above. */
  'prices.contracts': query(
    'viewBilling',
    z.strictObject({ after: rowId.optional(), limit: z.int().min(1).max(200) }),
    z.strictObject({ accounts: z.array(accountTerms), more: z.boolean() }),
  ),
  /**
   * What an account has agreed on for one license type, from now on. Refuses with BELOW_CONTRACT_MINIMUM a minimum above
   * what is paid for, CHANGED_SINCE_OPENED, CHARGE_OPEN while a payment is not settled, PAST_DUE while a bill is owed.
   */
  'prices.setContract': command(
    'managePrices',
    z.strictObject({ accountId: rowId, revision: z.int().min(0), type: licenseType, contractPrice: price.nullable(), minimum: quantity }),
    z.strictObject({ revision: z.int() }),
  ),
};
