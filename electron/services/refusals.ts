import { Refusal } from '../../shared/errors.ts';
import type { ErrorCode, Failure } from '../../shared/errors.ts';
import { containsCardNumber } from '../domain/cardNumber.ts';

/** A refusal with the JSON Pointer of the input it is about ("" for the whole) and one sentence. */
export function refuse(code: ErrorCode, path: string, message: string, details?: Failure['details']): Refusal {
  return new Refusal(details === undefined ? { code, path, message } : { code, path, message, details });
}

/** Refuses with CARD_NUMBER a text that looks like a full card number, which is kept nowhere (SPEC section 8). */
export function requireNoCardNumber(path: string, text: string): void {
  if (containsCardNumber(text)) throw refuse('CARD_NUMBER', path, 'This looks like a full card number. Leave it out: it is kept nowhere.');
}
