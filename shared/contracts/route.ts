import type { z } from 'zod';

export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
  /** True where the call may change the data file or what is open. */
  readonly writes: boolean;
}

/** A call that changes nothing. */
export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Route<I, O> {
  return { input, output, writes: false };
}

/** A call that may change something. */
export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Route<I, O> {
  return { input, output, writes: true };
}
