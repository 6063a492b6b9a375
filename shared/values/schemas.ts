import { z } from 'zod';
import { LICENSE_TYPES } from './licenseTypes.ts';
import { PRODUCT_KINDS } from './products.ts';
import { isTimeZoneName } from './timeZone.ts';

/** Whole dollars and cents as text, for example "140.00" or "-5.48". Money never crosses as a JSON number (SPEC section 16). */
export const money = z.string().regex(/^-?(0|[1-9][0-9]{0,14})\.[0-9]{2}$/, 'must be dollars such as 140.00, with cents after a point');

/** The most one unit may cost, in dollars: with six decimals the data file holds no more. */
const LARGEST_PRICE = 9_000_000_000;

/** True where a decimal text lies within the largest price either side of zero. Its whole part is exact as a number; nothing is computed from it. */
function withinLargestPrice(text: string): boolean {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  return Number(whole) < LARGEST_PRICE || (Number(whole) === LARGEST_PRICE && /^0*$/.test(fraction));
}
const TOO_LARGE = 'is above 9,000,000,000 dollars, which is more than the data file can hold';

/** A price or rate in dollars with up to six decimals, for example "0.02". At most 9,000,000,000. */
export const price = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$/, 'must be dollars such as 50.00, 0 or more, with at most six decimals after a point')
  .refine(withinLargestPrice, TOO_LARGE);

/** A price that may be negative, for a contract adjustment. */
export const signedPrice = z
  .string()
  .regex(/^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$/, 'must be dollars such as 50.00 or -50.00, with at most six decimals after a point')
  .refine(withinLargestPrice, TOO_LARGE);

/** An exact decimal number that is not money: minutes, for example. */
export const decimal = z.string().regex(/^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$/, 'must be a number such as 12.5');

/** A calendar day in the company's time zone, YYYY-MM-DD. */
export const localDate = z.iso.date('is not a date such as 2026-11-30');

/** A moment in UTC, ISO 8601 with milliseconds and Z. */
export const instant = z.iso.datetime({ precision: 3, error: 'is not a UTC moment' });

/** The name of an IANA time zone. */
export const timeZone = z.string().refine(isTimeZoneName, 'is not a time zone such as America/Denver');

export const licenseType = z.enum(LICENSE_TYPES);
export const productKind = z.enum(PRODUCT_KINDS);

/** A row's number in the data file. */
export const rowId = z.int().positive().max(Number.MAX_SAFE_INTEGER);

/** Units bought: whole, from 0 to 1,000,000,000 (SPEC section 13). */
export const quantity = z.int('is not a whole number').min(0, 'is below 0').max(1_000_000_000, 'is above 1,000,000,000');

/** Made by the client once per wish, so that a repeated Accept does nothing twice (SPEC section 8). */
export const commandId = z.uuid('is not a command id');

/** One line of text as typed by a person. */
export const shortText = z.string().max(200, 'is longer than 200 characters');
