import { z } from 'zod';
import { TRAVEL_EVENTS, TRAVEL_STEPS } from '../values/travelEvents.ts';
import { instant, localDate, money, rowId } from '../values/schemas.ts';
import { openFile } from './app.ts';
import { command, query } from './route.ts';

const account = z.strictObject({ id: rowId, name: z.string() });

/** One thing that happened on the way. */
export const travelEvent = z.strictObject({
  at: instant,
  kind: z.enum(TRAVEL_EVENTS),
  accountId: rowId,
  sentence: z.string(),
  receiptNumber: rowId.nullable(),
});

/** The dialer minutes of one account over the time travelled. */
export const travelChart = z.strictObject({
  account,
  /** Oldest first; the reserve is that of its day, with the account's choices of today. */
  points: z.array(z.strictObject({ at: instant, balance: money, reserve: money })),
  recharges: z.array(travelEvent),
});

/** The time machine (SPEC section 12). On a file that is no demonstration each of these refuses with DEMONSTRATION_ONLY. */
export const timeMachineContracts = {
  'timeMachine.view': query(
    'viewBilling',
    /** Not given: the first account that dials. */
    z.strictObject({ accountId: rowId.optional() }),
    z.strictObject({
      now: instant,
      today: localDate,
      timeZone: z.string(),
      /** Null while the clock is the machine's own. */
      began: z.strictObject({ at: instant, day: localDate, daysAgo: z.int() }).nullable(),
      /** False before the first travel, and in a backup from the way that was restored after its start was put back. */
      canGoBack: z.boolean(),
      /** Those that dial. */
      accounts: z.array(account),
      /** Null before the first travel, and where nobody dials. */
      chart: travelChart.nullable(),
      /** Newest first, at most 200. */
      events: z.array(travelEvent),
      eventCount: z.int(),
    }),
  ),
  /**
   * Moves the clock, charge cycle by charge cycle, and answers when it has arrived, was cancelled, or met the event it was
   * to find. Refuses with CHARGES_WAIT while automatic charging waits for an answer, WAIT while it travels already.
   */
  'timeMachine.forward': command(
    'manageData',
    z.strictObject({ to: z.enum(TRAVEL_STEPS) }),
    z.strictObject({ arrived: instant, day: localDate, cancelled: z.boolean(), events: z.int(), last: z.string().nullable(), lastAccountId: rowId.nullable() }),
  ),
  /** How far the travel under way has come, in charge cycles; null where none is. */
  'timeMachine.progress': query('viewBilling', z.strictObject({}), z.strictObject({ travel: z.strictObject({ day: localDate, done: z.int(), total: z.int() }).nullable() })),
  /** Ends the travel under way at the next charge cycle. */
  'timeMachine.cancel': query('manageData', z.strictObject({}), z.strictObject({})),
  /** The file as it was when the travel began, and the machine's clock. Refuses with NOTHING_TO_ACCEPT where one cannot go back, DATA_FILE_DAMAGED where the copy is not whole. */
  'timeMachine.backToStart': command('manageData', z.strictObject({}), openFile),
};
