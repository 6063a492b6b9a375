import { z } from 'zod';
import { explanation } from '../values/explanation.ts';
import { instant, localDate, money, price, quantity, rowId } from '../values/schemas.ts';
import { command, query } from './route.ts';
import { storageState } from './summary.ts';

const measurement = z.strictObject({
  id: rowId,
  at: instant,
  /** The same moment's day in the company's time zone. */
  day: localDate,
  usedMb: z.int(),
});

/** What the storage would be with one user, or one gigabyte, more. */
const storageChange = z.strictObject({
  allowanceMb: z.int(),
  leftMb: z.int(),
  fee: money,
  /** The fee then less the fee now. */
  difference: money,
  explanation,
});

/** The company's storage (SPEC section 10). */
export const storageContracts = {
  'storage.view': query(
    'viewBilling',
    z.strictObject({}),
    z.strictObject({
      today: localDate,
      /** Null: never measured, so nothing is used. */
      measured: measurement.nullable(),
      activeUsers: z.int(),
      unitPrice: price,
      state: storageState,
      /** Megabytes left before the next gigabyte is charged. */
      leftMb: z.int(),
      /** Low: at most 15 % of allowance and paid gigabytes is left; veryLow: at most 5 %. */
      warning: z.enum(['none', 'low', 'veryLow']),
      oneMoreUser: storageChange,
      oneMoreGigabyte: storageChange,
    }),
  ),
  /** Measurements, newest first; `before` is the last one of the window above. */
  'storage.history': query(
    'viewBilling',
    z.strictObject({ before: z.strictObject({ id: rowId, at: instant }).optional(), limit: z.int().min(1).max(200) }),
    z.strictObject({ measurements: z.array(measurement), more: z.boolean() }),
  ),
  /** A figure measured on a day, today or before; of two of one day the later entered counts. Refuses with BAD_INPUT a day to come. */
  'storage.record': command('buyMinutes', z.strictObject({ day: localDate, usedMb: quantity }), z.strictObject({})),
};
