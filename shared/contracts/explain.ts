import { z } from 'zod';
import { explanation } from '../values/explanation.ts';
import { rowId } from '../values/schemas.ts';
import { query } from './route.ts';

/** An amount of a list, which shows many and explains the one that is asked about. */
export const explainedAmount = z.discriminatedUnion('what', [
  /** What all billing accounts pay a month. */
  z.strictObject({ what: z.literal('companyMonthly') }),
  z.strictObject({ what: z.literal('accountMonthly'), accountId: rowId }),
  z.strictObject({ what: z.literal('minutesBalance'), accountId: rowId }),
  z.strictObject({ what: z.literal('minimumReserve'), accountId: rowId }),
  /** Usage of the 30 complete days before today. */
  z.strictObject({ what: z.literal('minutesUsed'), accountId: rowId }),
  z.strictObject({ what: z.literal('receiptTotal'), number: rowId }),
]);

/** Explain this number (SPEC section 14), where the explanation does not come with the amount. */
export const explainContracts = {
  /** By the rules that made the amount, as things stand now. Refuses with NOT_FOUND. */
  'explain.amount': query('viewBilling', z.strictObject({ amount: explainedAmount }), z.strictObject({ explanation })),
};
