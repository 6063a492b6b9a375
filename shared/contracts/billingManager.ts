import { z } from 'zod';
import { failure } from '../errors.ts';
import { explanation } from '../values/explanation.ts';
import {
  commandId,
  instant,
  licenseType,
  localDate,
  money,
  price,
  productKind,
  quantity,
  rowId,
  shortText,
  signedPrice,
} from '../values/schemas.ts';
import { operator } from './app.ts';
import { receiptLine } from './receipts.ts';
import { storageState } from './summary.ts';
import { command, query } from './route.ts';

export const fundingSource = z.strictObject({
  id: rowId,
  kind: z.enum(['card', 'bank']),
  /** For example "Visa ending 4242". */
  label: z.string(),
  holder: z.string(),
  /** YYYY-MM, cards alone. */
  expires: z.string().nullable(),
  state: z.enum(['valid', 'expiring', 'expired', 'refused']),
  /** A payment may be sent to it today. */
  canPay: z.boolean(),
  /** Set on the local gateway's test sources of a demonstration: what it will answer. */
  note: z.string().nullable(),
});

export const openCharge = z.strictObject({
  id: z.string(),
  /** Being checked: no answer came. Pending: a bank takes its time. */
  state: z.enum(['beingChecked', 'pending']),
  total: money,
  /** What is paid with it, in words that follow "for". */
  paysFor: z.string(),
  fundingSource: z.string(),
  since: instant,
});

export const managedLicense = z.strictObject({
  type: licenseType,
  name: z.string(),
  pooled: z.boolean(),
  description: z.string(),
  quantity: z.int(),
  /** A cut already accepted, which takes effect on the next billing date. */
  scheduledQuantity: z.int().nullable(),
  paidThisPeriod: z.int(),
  minimum: z.int(),
  unitPrice: price,
  /** The price from the next billing date on, where it is another one. */
  nextPrice: price.nullable(),
  contractPrice: z.boolean(),
  /** The list price in force is one that a new file begins with: nobody entered it. */
  inventedPrice: z.boolean(),
  amount: money,
  amountExplanation: explanation,
  /** Active users who hold it. */
  assigned: z.int(),
  /** Not pooled: paid for and held by nobody. Null for pooled types. */
  paidUnused: z.int().nullable(),
});

export const billingManagerView = z.strictObject({
  account: z.strictObject({
    id: rowId,
    name: z.string(),
    primary: z.boolean(),
    pastDue: z.boolean(),
    billingDay: z.int(),
    timeZone: z.string(),
    today: localDate,
    /** After the bills in `reached`. */
    nextBillingDate: localDate,
    period: z.strictObject({ start: localDate, end: localDate, days: z.int(), daysLeft: z.int() }),
    /** Grows with every change of the account. Accept refuses a draft made on an older one. */
    revision: z.int(),
  }),
  operator,
  licenses: z.array(managedLicense),
  monthly: money,
  holders: z.array(
    z.strictObject({
      userId: rowId,
      firstName: z.string(),
      lastName: z.string(),
      email: z.string(),
      active: z.boolean(),
      licenses: z.array(licenseType),
    }),
  ),
  storage: storageState.nullable(),
  /** Non-recurring products bought on this account, newest first, at most 50. */
  products: z.array(z.strictObject({ receiptNumber: rowId, date: localDate, line: receiptLine })),
  /** In the order in which they are tried. */
  fundingSources: z.array(fundingSource),
  openCharge: openCharge.nullable(),
  /** Bills of billing dates that are reached and not yet run, the oldest first: an Accept makes them before it. */
  reached: z.array(z.strictObject({ billingDate: localDate, total: money, explanation })),
  /** Bills of billing dates that were run and are not paid, the oldest first. */
  owed: z.array(
    z.strictObject({
      billingDate: localDate,
      total: money,
      explanation,
      /** paused: nothing is tried until a funding source changes or a purchase succeeds. */
      state: z.enum(['waiting', 'underWay', 'paused']),
      /** The charge cycle of the next try; null unless waiting. */
      nextTryAt: instant.nullable(),
    }),
  ),
});

/** What was typed and not yet accepted. Types not named stay as they are. */
export const draft = z.strictObject({
  quantities: z.partialRecord(licenseType, quantity).default({}),
  /** Licenses given to users, or taken from them. */
  assignments: z
    .array(z.strictObject({ userId: rowId, type: licenseType, assigned: z.boolean() }))
    .max(100_000, 'has more than 100,000 changes')
    .default([]),
  /** Non-recurring products to buy (SPEC section 9). A contract adjustment alone may have a negative price. */
  products: z
    .array(
      z.strictObject({
        kind: productKind,
        description: shortText,
        quantity: quantity.min(1, 'is below 1'),
        unitPrice: signedPrice,
      }),
    )
    .max(100, 'has more than 100 products')
    .default([]),
});

export const draftPreview = z.strictObject({
  chargedNow: z.strictObject({ lines: z.array(receiptLine), total: money, explanation }),
  recurring: z.strictObject({ lines: z.array(receiptLine), total: money, explanation }),
  /** The grand total recurring before the draft. */
  recurringWas: money,
  /** One entry per changed type. */
  changes: z.array(
    z.strictObject({
      type: licenseType,
      name: z.string(),
      from: z.int(),
      to: z.int(),
      /** What happens, for example "3 added today" or "2 fewer from 1 Dec 2026". */
      effect: z.enum(['added', 'cut', 'cutCancelled']),
      /** Units charged for now; 0 where they were already paid for in this period. */
      charged: z.int(),
      /** The billing date from which a cut holds. */
      since: localDate.nullable(),
      /** What the type costs a month then; a type of which none is left has no line in `recurring`. */
      monthExplanation: explanation,
    }),
  ),
  /** Active holders of each type after the draft, with the quantity they count against; pooled types may exceed it. */
  assigned: z.array(
    z.strictObject({
      type: licenseType,
      assigned: z.int(),
      quantity: z.int(),
      short: z.int(),
      /** Not pooled: units that may still be assigned. Null for pooled types. */
      free: z.int().nullable(),
      /** Not pooled: paid for now and held by nobody. Null for pooled types. */
      paidUnused: z.int().nullable(),
    }),
  ),
  /** Licenses given or taken by the draft, those already so not counted. */
  assignmentChanges: z.int(),
  /** What Accept would refuse, each with the path in the draft. Empty: Accept may go ahead. */
  problems: z.array(failure),
});

export const acceptOutcome = z.discriminatedUnion('status', [
  /** Paid, or nothing was to be paid: then there is no receipt. */
  z.strictObject({ status: z.literal('accepted'), receiptNumber: rowId.nullable(), total: money }),
  z.strictObject({ status: z.literal('declined'), reason: z.string(), fundingSource: z.string() }),
  z.strictObject({ status: z.literal('beingChecked'), chargeId: z.string(), total: money }),
  z.strictObject({ status: z.literal('pending'), chargeId: z.string(), total: money }),
]);

/** The Billing Manager window: one draft, previewed as one types, saved by Accept alone (SPEC section 2). */
export const billingManagerContracts = {
  'billingManager.view': query('viewBilling', z.strictObject({ accountId: rowId }), billingManagerView),
  'billingManager.preview': query('viewBilling', z.strictObject({ accountId: rowId, draft }), draftPreview),
  'billingManager.accept': command(
    ['assignLicenses', 'changeQuantities'],
    z.strictObject({
      commandId,
      accountId: rowId,
      revision: z.int().min(0),
      draft,
      /** What the last preview said: where Accept would do other than that, because a day has begun, it refuses with CHANGED_SINCE_OPENED. */
      shown: z.strictObject({ chargedNow: money, monthly: money }).optional(),
      /** Needed where something is charged. */
      fundingSourceId: rowId.optional(),
      firstName: shortText,
      lastName: shortText,
    }),
    acceptOutcome,
  ),
  /**
   * Pays what is owed now, the oldest bill first, by the funding sources in their order, whenever the next try was to be.
   * Refuses with NOTHING_TO_ACCEPT where nothing is owed, CHARGE_OPEN, NO_FUNDING_SOURCE.
   */
  'billingManager.payOwed': command(
    'changeQuantities',
    z.strictObject({ commandId, accountId: rowId, firstName: shortText, lastName: shortText }),
    /** `owed`: what is still owed. */
    z.strictObject({ owed: money, sentence: z.string() }),
  ),
  /** Asks the gateway what became of the account's open charge, and finishes or frees it. */
  'billingManager.checkCharge': command(
    'viewBilling',
    z.strictObject({ accountId: rowId }),
    z.strictObject({ openCharge: openCharge.nullable(), sentence: z.string() }),
  ),
};
