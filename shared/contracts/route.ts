import type { z } from 'zod';
import type { Capability } from '../values/capabilities.ts';

/**
 * Who may make a call: anyone at all, any signed-in operator, or one whose permission group has the capability, or one of
 * several where the parts of the input need different ones; the service then looks at each part. `reviewing`: also whoever
 * looks at a file open for review, who has few capabilities.
 */
export type Access = 'anyone' | 'signedIn' | Capability | readonly (Capability | 'reviewing')[];

export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly needs: Access;
  readonly input: I;
  readonly output: O;
  /** True where the call may change the open data file: such a call is refused while a file is open for review. */
  readonly writes: boolean;
}

/** A call that changes nothing. */
export function query<I extends z.ZodType, O extends z.ZodType>(needs: Access, input: I, output: O): Route<I, O> {
  return { needs, input, output, writes: false };
}

/** A call that may change the open data file. */
export function command<I extends z.ZodType, O extends z.ZodType>(needs: Access, input: I, output: O): Route<I, O> {
  return { needs, input, output, writes: true };
}

/** A call that changes which file is open, or who is at the screen, and nothing in the open file. */
export function opening<I extends z.ZodType, O extends z.ZodType>(needs: Access, input: I, output: O): Route<I, O> {
  return { needs, input, output, writes: false };
}
