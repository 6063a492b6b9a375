import { z } from 'zod';
import { commandId, rowId, shortText } from '../values/schemas.ts';
import { command } from './route.ts';

const billingDay = z.int('is not a whole number').min(1, 'is below 1').max(31, 'is above 31');
const accountName = shortText.trim().min(1, 'is empty').max(60, 'is longer than 60 characters');

/** Billing accounts (SPEC section 1). */
export const accountContracts = {
  /** Adds one that is billed from today on; `billingDay` as in SPEC section 1. Refuses with ALREADY_USED a name that another has, compared without case. */
  'accounts.add': command(
    'changeQuantities',
    z.strictObject({ commandId, name: accountName, billingDay }),
    z.strictObject({ accountId: rowId }),
  ),
  /**
   * Until its first charge: receipts carry the name, and are for periods of the billing day. Refuses with ALREADY_USED a name
   * that another has, an account that was charged, and another day while a billing date is reached and not yet run.
   */
  'accounts.change': command('changeQuantities', z.strictObject({ accountId: rowId, name: accountName, billingDay }), z.strictObject({})),
};
