import { z } from 'zod';

/**
 * How an amount came about (SPEC section 14): the rule in words, each input with its value as shown, and the
 * arithmetic with its rounding. Rules return it with the amount; screens only show it.
 */
export const explanation = z.strictObject({
  rule: z.string(),
  inputs: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  calculation: z.string(),
});

export type Explanation = z.infer<typeof explanation>;
