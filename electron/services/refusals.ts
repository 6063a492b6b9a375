import { Refusal } from '../../shared/errors.ts';
import type { ErrorCode, Failure } from '../../shared/errors.ts';

/** A refusal with the JSON Pointer of the input it is about ("" for the whole) and one sentence. */
export function refuse(code: ErrorCode, path: string, message: string, details?: Failure['details']): Refusal {
  return new Refusal(details === undefined ? { code, path, message } : { code, path, message, details });
}
