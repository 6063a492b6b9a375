import { z } from 'zod';
import { explanation } from '../values/explanation.ts';
import { RECEIPT_KINDS } from '../values/receiptKinds.ts';
import { commandId, instant, localDate, money, rowId } from '../values/schemas.ts';
import { query } from './route.ts';

export const receiptLine = z.strictObject({
  product: z.string(),
  /** The product's name as shown, for example "CRM" or "Training". */
  name: z.string(),
  description: z.string(),
  quantity: z.int(),
  unitPrice: z.string(),
  amount: money,
  explanation: explanation.nullable(),
});

export const receipt = z.strictObject({
  number: rowId,
  date: localDate,
  issuedAt: instant,
  accountId: rowId,
  accountName: z.string(),
  kind: z.enum(RECEIPT_KINDS),
  fundingSource: z.string(),
  authorisedBy: z.string(),
  periodStart: localDate.nullable(),
  periodEnd: localDate.nullable(),
  total: money,
  hash: z.string(),
  lines: z.array(receiptLine),
});

export const receiptFilter = z.strictObject({
  accountId: rowId.optional(),
  kind: z.enum(RECEIPT_KINDS).optional(),
  from: localDate.optional(),
  to: localDate.optional(),
  text: z.string().max(100, 'is longer than 100 characters').optional(),
});

/** Receipts of all accounts (SPEC section 11): the list, one of them, and what leaves the application. */
export const receiptsContracts = {
  /**
   * Receipts newest first, in windows: `before` is the `next` of the window above. Each window costs the same wherever
   * it lies, so a text is searched in a part of the list at a time, and a long filtered list is not counted to its end.
   */
  'receipts.page': query(
    'viewBilling',
    z.strictObject({
      filter: receiptFilter,
      before: rowId.optional(),
      limit: z.int().min(1).max(200),
    }),
    z.strictObject({
      receipts: z.array(receipt),
      /** Receipts that pass the filter, or, where `countIsExact` is false, at least so many. */
      count: z.int(),
      countIsExact: z.boolean(),
      /** Null at the end of the list. A window may be empty and the list still go on. */
      next: rowId.nullable(),
      /** The day down to which a text was searched so far; null where the search is not what ended the window. */
      searchedBackTo: localDate.nullable(),
    }),
  ),
  /** One receipt as it is printed. Refuses with NOT_FOUND. */
  'receipts.detail': query(
    'viewBilling',
    z.strictObject({ number: rowId }),
    z.strictObject({ receipt, companyName: z.string(), timeZone: z.string(), older: rowId.nullable(), newer: rowId.nullable() }),
  ),
  /** Desktop: asks where to, and writes the receipt there as a PDF. The browser prints by itself; its path is null, as after Cancel. */
  'receipts.savePdf': query('makeScenarios', z.strictObject({ number: rowId }), z.strictObject({ path: z.string().nullable() })),
  /** Desktop: asks where to, and writes what passes the filter there as CSV, a row a line item. In the browser it is a download instead. */
  'receipts.saveCsv': query('makeScenarios', z.strictObject({ filter: receiptFilter, requestId: commandId.optional() }), z.strictObject({ path: z.string().nullable() })),
  /** How many receipts the writing of that request has come past; null once it is over, or before it began. */
  'receipts.csvProgress': query('makeScenarios', z.strictObject({ requestId: commandId }), z.strictObject({ receipts: z.int().nullable() })),
  /** Stops it: `receipts.saveCsv` then refuses with CANCELLED, and no file is written. */
  'receipts.cancelCsv': query('makeScenarios', z.strictObject({ requestId: commandId }), z.strictObject({})),
};
