import { z } from 'zod';
import { explanation } from '../values/explanation.ts';
import { MOST_REPLAY_SETTINGS } from '../values/recharges.ts';
import { instant, localDate, money, rowId } from '../values/schemas.ts';
import { chargeable, rechargeChoices } from './minutes.ts';
import { query } from './route.ts';

/** Days of usage that one replay plays. */
export const LONGEST_REPLAY_DAYS = 366;

/** An account's choices for automatic recharge as they might be (SPEC section 7). */
export const replaySettings = rechargeChoices.omit({ autoRecharge: true }).extend({
  /** 1: every charge cycle looks at the account; 6: once a day. */
  everyCycles: z.int('is not a whole number').min(1, 'is below 1').max(42, 'is above 42'),
});

/** Usage played through the rules of automatic recharge with other settings. Writes nothing. */
export const minutesReplayContracts = {
  'minutes.replay': query(
    'makeScenarios',
    z.strictObject({
      accountId: rowId,
      /** The account's usage of the last days, today left out, or that of a CSV file read by an import of the kind "replay". */
      source: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('ledger'), days: z.int('is not a whole number').min(7, 'is below 7').max(LONGEST_REPLAY_DAYS, `is above ${LONGEST_REPLAY_DAYS}`) }),
        z.strictObject({ kind: z.literal('file'), importId: z.uuid('is not an import id') }),
      ]),
      /** Dollars at the beginning; left out, the account's own: then for its ledger, today's for a file. */
      opening: chargeable.optional(),
      settings: z.array(replaySettings).max(MOST_REPLAY_SETTINGS, `has more than ${MOST_REPLAY_SETTINGS} settings`),
    }),
    z.strictObject({
      timeZone: z.string(),
      opening: money,
      used: money,
      days: z.array(localDate),
      /** Today's settings first, then those asked for, in their order. */
      plays: z.array(
        z.strictObject({
          settings: replaySettings,
          lowest: money,
          lowestExplanation: explanation,
          lowestAt: instant,
          /** Hours at whose end the balance was at or below zero. */
          hoursAtZero: z.int(),
          rechargeCount: z.int(),
          /** The first of them, at most MOST_RECHARGES_SHOWN. */
          recharges: z.array(z.strictObject({ at: instant, balance: money, balanceExplanation: explanation, reserve: money, reserveExplanation: explanation, amount: money, amountExplanation: explanation })),
          recharged: money,
          rechargedExplanation: explanation,
          /** At the end of each day. */
          balances: z.array(money),
        }),
      ),
    }),
  ),
};
