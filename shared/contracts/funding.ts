import { z } from 'zod';
import { commandId, rowId, shortText } from '../values/schemas.ts';
import { command } from './route.ts';

const text = shortText.trim().min(1, 'is empty');
const lastFour = z.string().regex(/^[0-9]{4}$/, 'is not four digits');

/** A card or a bank account: never more of a number than its last four digits, and no security code (SPEC section 8). */
export const newFundingSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('card'),
    /** The card's brand. */
    institution: text,
    lastFour,
    /** YYYY-MM. */
    expires: z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/, 'is not a month and year'),
    holder: text,
  }),
  z.strictObject({ kind: z.literal('bank'), institution: text, lastFour }),
]);

/** Made by the funding source dialogs, each with a name and an Accept of its own (SPEC section 2). */
const authorised = { commandId, accountId: rowId, firstName: shortText, lastName: shortText };

const done = z.strictObject({ fundingSourceId: rowId });

/** Funding sources of an account, in the order in which automatic charges try them; the first is the default. */
export const fundingContracts = {
  /** Puts a new source behind the others. */
  'funding.add': command('manageFundingSources', z.strictObject({ ...authorised, source: newFundingSource }), done),
  /** Puts a new source in the place of another. */
  'funding.replace': command('manageFundingSources', z.strictObject({ ...authorised, fundingSourceId: rowId, source: newFundingSource }), done),
  /** Refuses with LAST_FUNDING_SOURCE for the last one that can pay. */
  'funding.remove': command('manageFundingSources', z.strictObject({ ...authorised, fundingSourceId: rowId }), done),
  /** `order` names each of the account's sources once. */
  'funding.reorder': command('manageFundingSources', z.strictObject({ ...authorised, order: z.array(rowId).max(1_000, 'has more than 1,000 sources') }), z.strictObject({})),
};
