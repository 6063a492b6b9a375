import type { ErrorCode, Failure } from '../../shared/errors.ts';
import { withDatesInWords } from './format/dates.ts';

/** What can go wrong on the way there: the call may or may not have arrived. */
export type CallErrorCode = ErrorCode | 'CONNECTION_LOST';

/** A call that did not succeed: the code to decide on, the JSON Pointer of the input at fault, and the sentence to show. */
export class BillingError extends Error {
  readonly code: CallErrorCode;
  readonly path: string;
  /** What the code carries beside its sentence, for example the seconds of WAIT. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(failure: { readonly code: CallErrorCode; readonly path: string; readonly message: string; readonly details?: Failure['details'] }) {
    super(failure.message);
    this.name = 'BillingError';
    this.code = failure.code;
    this.path = failure.path;
    this.details = failure.details ?? {};
  }

  static fromFailure(failure: Failure): BillingError {
    return new BillingError({ ...failure, message: withDatesInWords(failure.message) });
  }
}

/** Anything thrown, as something that can be shown: a stray exception becomes a plain sentence, its text goes where uncaught errors go. */
export function toBillingError(thrown: unknown): BillingError {
  if (thrown instanceof BillingError) return thrown;
  reportError(thrown);
  return new BillingError({ code: 'INTERNAL', path: '', message: 'This window met an error it did not expect.' });
}
