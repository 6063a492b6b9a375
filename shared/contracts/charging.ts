import { z } from 'zod';
import { explanation } from '../values/explanation.ts';
import { instant, localDate, money, rowId } from '../values/schemas.ts';
import { command, query } from './route.ts';

/** away: Billing Desk had not run for more than 48 hours. clockSetBack: the clock shows an earlier charge cycle than before. */
const reason = z.enum(['away', 'clockSetBack']);

/** One charge that would be made as soon as automatic charging goes on. */
export const waitingCharge = z.strictObject({
  accountId: rowId,
  accountName: z.string(),
  /** Null: an automatic recharge of dialer minutes. */
  billingDate: localDate.nullable(),
  periodStart: localDate,
  periodEnd: localDate,
  total: money,
  explanation,
  /** The one charged first; null where none can pay. */
  fundingSource: z.string().nullable(),
  /** Charged once a payment for licenses is settled, with which the bill is made. */
  afterPayment: z.boolean(),
});

/** Automatic charging, where it waits for an operator (SPEC section 7). */
export const chargingContracts = {
  'charging.state': query(
    'viewBilling',
    z.strictObject({}),
    z.strictObject({
      /** Null: automatic charging runs. `moment`: last seen before the pause, or until when the clock has to catch up. held: the file was restored or copied, and nobody has looked yet (`data.differences`). */
      stopped: z.strictObject({ reason: z.enum([...reason.options, 'held']), moment: instant }).nullable(),
      charges: z.array(waitingCharge),
      total: money,
      explanation,
    }),
  ),
  /** Lets automatic charging go on, and makes the charges listed. Refuses with CHANGED_SINCE_OPENED where they are not those any more. */
  'charging.resume': command('changeQuantities', z.strictObject({ reason, total: money }), z.strictObject({})),
};
