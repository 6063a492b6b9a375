import { z } from 'zod';
import { looksLikeFormula } from './formula.ts';

/** A person's first or last name: one line, no spaces around it, nothing that a spreadsheet would calculate. */
export const personName = z
  .string()
  .transform((name) => name.replace(/^ +| +$/g, ''))
  .pipe(
    z
      .string()
      .min(1, 'is empty')
      .max(100, 'is longer than 100 characters')
      .refine((name) => !looksLikeFormula(name), 'must not begin with =, +, - or @, which a spreadsheet would calculate')
      // Control characters and line ends are no part of a name.
      .refine((name) => !/\p{Cc}|\u2028|\u2029/u.test(name), 'has a character that no name has'),
  );

/** Kept as typed, compared without case. */
export const emailAddress = z.string().trim().max(200, 'is longer than 200 characters').pipe(z.email('must be like name@example.com'));
