import { z } from 'zod';
import { explanation } from '../values/explanation.ts';
import { instant, licenseType, localDate, money, price, rowId } from '../values/schemas.ts';
import { query } from './route.ts';

export const storageState = z.strictObject({
  usedMb: z.int(),
  allowanceMb: z.int(),
  paidGigabytes: z.int(),
  excessMb: z.int(),
  fee: money,
  explanation,
});

/** Where an attention condition's one action leads. */
export const attentionTarget = z.discriminatedUnion('to', [
  z.strictObject({
    to: z.literal('billingManager'),
    accountId: rowId,
    section: z.enum(['licenses', 'assignments', 'minutes', 'products', 'funding']),
  }),
  /** The charges that wait for an operator's answer. */
  z.strictObject({ to: z.literal('waitingCharges') }),
  /** The Seat Planner on one day of an account's log. */
  z.strictObject({ to: z.literal('seatPlanner'), accountId: rowId, day: localDate }),
  z.strictObject({ to: z.literal('page'), page: z.enum(['billing', 'prices', 'activity', 'data']) }),
]);

/** One thing an administrator should do now. Urgent: money or work stops; soon: it will; note: worth a look. */
export const attentionItem = z.strictObject({
  id: z.string(),
  severity: z.enum(['urgent', 'soon', 'note']),
  sentence: z.string(),
  action: z.string(),
  target: attentionTarget,
});

export const accountSummary = z.strictObject({
  id: rowId,
  name: z.string(),
  primary: z.boolean(),
  pastDue: z.boolean(),
  billingDay: z.int(),
  nextBillingDate: localDate,
  licenses: z.array(
    z.strictObject({
      type: licenseType,
      quantity: z.int(),
      scheduledQuantity: z.int().nullable(),
      unitPrice: price,
      /** The price of the next bill, where another one holds by then. */
      nextPrice: price.nullable(),
    }),
  ),
  monthly: money,
  /** The billing date that `monthly` and the prices of the next bill are of. */
  monthlyFrom: localDate,
  minutes: z.strictObject({ balance: money, autoRecharge: z.boolean(), reserve: money }),
  /** Only on the primary account, which carries the company's storage fee. */
  storage: storageState.nullable(),
});

/** Days are those of the company's time zone, both included; the text is looked for in who, what, and what changed. */
export const activityFilter = z.strictObject({
  accountId: rowId.optional(),
  from: localDate.optional(),
  to: localDate.optional(),
  text: z.string().max(100, 'is longer than 100 characters').optional(),
});

/** What the Summary window shows (SPEC section 2). */
export const summaryContracts = {
  'summary.accounts': query(
    'viewBilling',
    z.strictObject({}),
    z.strictObject({
      accounts: z.array(accountSummary),
      monthly: money,
      attention: z.array(attentionItem),
    }),
  ),
  'activity.page': query(
    'viewBilling',
    z.strictObject({ filter: activityFilter.optional(), before: rowId.optional(), limit: z.int().min(1).max(200) }),
    z.strictObject({
      entries: z.array(
        z.strictObject({
          sequence: rowId,
          at: instant,
          who: z.string(),
          /** What was done, as a sentence. */
          what: z.string(),
          accountName: z.string().nullable(),
          /** How many things changed; the first 200 of them are in `changes`. */
          changeCount: z.int(),
          changes: z.array(z.strictObject({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
          hash: z.string(),
        }),
      ),
      more: z.boolean(),
    }),
  ),
};
