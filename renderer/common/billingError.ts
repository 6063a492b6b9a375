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
  readonly others: NonNullable<Failure['others']>;

  constructor(failure: { readonly code: CallErrorCode; readonly path: string; readonly message: string; readonly details?: Failure['details']; readonly others?: Failure['others'] }) {
    super(failure.message);
    this.name = 'BillingError';
    this.code = failure.code;
    this.path = failure.path;
    this.details = failure.details ?? {};
    this.others = failure.others ?? [];
  }

  /** What was wrong at a place of the input, or null. It is told of by the input's own name ("firstName" is …); people know it by its label. */
  at(path: string, label: string): string | null {
    const fault = this.path === path ? this : this.others.find((other) => other.path === path);
    return fault?.message.replace(/^"\w+"/, label) ?? null;
  }

  /** The sentence, and that nothing was changed where it does not say so itself. */
  get unchanged(): string {
    return /Nothing was [a-z]+\.$/.test(this.message) ? this.message : `${this.message} Nothing was changed.`;
  }

  static fromFailure(failure: Failure): BillingError {
    const others = failure.others?.map(({ path, message }) => ({ path, message: withDatesInWords(message) }));
    return new BillingError({ ...failure, message: withDatesInWords(failure.message), others });
  }
}

/** Anything thrown, as something that can be shown: a stray exception becomes a plain sentence, its text goes where uncaught errors go. */
export function toBillingError(thrown: unknown): BillingError {
  if (thrown instanceof BillingError) return thrown;
  reportError(thrown);
  return new BillingError({ code: 'INTERNAL', path: '', message: 'This window met an error it did not expect.' });
}
