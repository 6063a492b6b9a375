import { z } from 'zod';
import { RECEIPT_KINDS } from '../values/receiptKinds.ts';
import { localDate, money, rowId } from '../values/schemas.ts';
import { query } from './route.ts';

/** One box finds people, accounts and receipts. */
export const searchContracts = {
  /**
   * The first of each kind that have the text in their names, e-mail addresses, numbers, totals and lines. Receipts are looked through from
   * the newest on, and no further than costs nothing; one of that very number is always found.
   */
  'search.find': query(
    'viewBilling',
    z.strictObject({ text: z.string().trim().min(1, 'is empty').max(100, 'is longer than 100 characters') }),
    z.strictObject({
      users: z.array(z.strictObject({ id: rowId, name: z.string(), email: z.string(), active: z.boolean(), accountName: z.string() })),
      accounts: z.array(z.strictObject({ id: rowId, name: z.string() })),
      receipts: z.array(z.strictObject({ number: rowId, date: localDate, accountName: z.string(), kind: z.enum(RECEIPT_KINDS), total: money })),
      /** The day down to which receipts were looked through; null where all were. */
      receiptsBackTo: localDate.nullable(),
    }),
  ),
};
