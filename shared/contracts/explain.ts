import { z } from 'zod';
import { explanation } from '../values/explanation.ts';
import { instant, localDate, rowId } from '../values/schemas.ts';
import { query } from './route.ts';

/** An amount of a list, which shows many and explains the one that is asked about. */
export const explainedAmount = z.discriminatedUnion('what', [
  /** What all billing accounts pay a month. */
  z.strictObject({ what: z.literal('companyMonthly') }),
  z.strictObject({ what: z.literal('accountMonthly'), accountId: rowId }),
  /** `before`: by what was entered for moments before it; absent: by everything. */
  z.strictObject({ what: z.literal('minutesBalance'), accountId: rowId, before: instant.optional() }),
  /** As it is on a day with the choices of today; absent: today. */
  z.strictObject({ what: z.literal('minimumReserve'), accountId: rowId, day: localDate.optional() }),
  /** Usage of a day; absent: of the 30 complete days before today. */
  z.strictObject({ what: z.literal('minutesUsed'), accountId: rowId, day: localDate.optional() }),
  z.strictObject({ what: z.literal('receiptTotal'), number: rowId }),
]);

/** Explain this number (SPEC section 14), where the explanation does not come with the amount. */
export const explainContracts = {
  /** By the rules that made the amount, as things stand now. Refuses with NOT_FOUND. */
  'explain.amount': query('viewBilling', z.strictObject({ amount: explainedAmount }), z.strictObject({ explanation })),
};
