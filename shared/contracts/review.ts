import { z } from 'zod';
import { failure } from '../errors.ts';
import { rowId } from '../values/schemas.ts';
import { filePath } from './app.ts';
import { query } from './route.ts';

const nothing = z.strictObject({});

/** Review copies (SPEC section 15): a file for someone outside, that opens for review only. The open file is not changed. */
export const reviewContracts = {
  /**
   * Begins a copy of the whole file, or of one account's part; `review.copyState` tells how far it is. A path without a folder
   * goes to the data folder. Refuses with NOT_FOUND, ALREADY_USED where one is being made, FILE_EXISTS for the open file.
   */
  'review.beginCopy': query('manageData', z.strictObject({ path: filePath, accountId: rowId.nullable() }), nothing),
  'review.copyState': query(
    'manageData',
    nothing,
    z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('none') }),
      z.strictObject({ state: z.literal('running'), path: z.string(), step: z.int(), steps: z.int(), doing: z.string() }),
      z.strictObject({ state: z.literal('done'), path: z.string(), bytes: z.int() }),
      z.strictObject({ state: z.literal('failed'), failure }),
    ]),
  ),
  /** Stops the copy that is being made, if one is; then nothing is left of it. */
  'review.cancelCopy': query('manageData', nothing, nothing),
};
