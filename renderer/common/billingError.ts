import type { ErrorCode, Failure } from '../../shared/errors.ts';

/** What can go wrong on the way there: the call may or may not have arrived. */
export type CallErrorCode = ErrorCode | 'CONNECTION_LOST';

/** A call that did not succeed: the code to decide on, the JSON Pointer of the input at fault, and the sentence to show. */
export class BillingError extends Error {
  readonly code: CallErrorCode;
  readonly path: string;

  constructor(failure: { readonly code: CallErrorCode; readonly path: string; readonly message: string }) {
    super(failure.message);
    this.name = 'BillingError';
    this.code = failure.code;
    this.path = failure.path;
  }

  static fromFailure(failure: Failure): BillingError {
    return new BillingError(failure);
  }
}

/** Anything thrown, as something that can be shown: a stray exception becomes a plain sentence, its text goes where uncaught errors go. */
export function toBillingError(thrown: unknown): BillingError {
  if (thrown instanceof BillingError) return thrown;
  reportError(thrown);
  return new BillingError({ code: 'INTERNAL', path: '', message: 'This window met an error it did not expect.' });
}
