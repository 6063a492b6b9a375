import { z } from 'zod';

/**
 * Every reason for which a call is refused. Errors cross between processes as data with one of these codes, the
 * JSON Pointer (RFC 6901) of what was wrong ("" for the whole), and one sentence for the person at the screen.
 */
export const ERROR_CODES = [
  'BAD_INPUT',
  'BAD_JSON',
  'UNKNOWN_FORMAT',
  'BELOW_CONTRACT_MINIMUM',
  'BELOW_ASSIGNED',
  'ASSIGNED_ABOVE_QUANTITY',
  'LICENSE_RULE',
  'CARD_NUMBER',
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'WRONG_PASSWORD',
  'WAIT',
  'LAST_ADMINISTRATOR',
  'ALREADY_USED',
  'GROUP_IN_USE',
  'NAME_MISMATCH',
  'TOTAL_BELOW_ZERO',
  'NO_FUNDING_SOURCE',
  'CHARGE_OPEN',
  'LAST_FUNDING_SOURCE',
  'CHARGES_WAIT',
  'DEMONSTRATION_ONLY',
  'PAST_DUE',
  'CHANGED_SINCE_OPENED',
  'NOTHING_TO_ACCEPT',
  'COMMAND_REUSED',
  'NOT_FOUND',
  'NO_DATA_FILE',
  'NOT_A_DATA_FILE',
  'DATA_FILE_TOO_NEW',
  'DATA_FILE_DAMAGED',
  'DATA_FILE_IN_USE',
  'OTHER_COMPANY',
  'WORK_UNDER_WAY',
  'FILE_EXISTS',
  'FILE_UNREADABLE',
  'READ_ONLY',
  'REVIEW_ONLY',
  'CANCELLED',
  'INTERNAL',
] as const;

export const failure = z.strictObject({
  code: z.enum(ERROR_CODES),
  path: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
  /** What else does not fit in the same input, so that a form marks all its fields at once. */
  others: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
});

export type ErrorCode = (typeof ERROR_CODES)[number];
export type Failure = z.infer<typeof failure>;
export type Envelope<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** A refusal on its way to the gate, which turns it into an envelope. Anything else thrown becomes INTERNAL there. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.code} at "${failure.path}": ${failure.message}`);
    this.name = 'Refusal';
    this.failure = failure;
  }
}
