import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { check, customType } from 'drizzle-orm/sqlite-core';
import { CENTS, fromScaled, LARGEST_SCALED, MICROS, toScaled } from '../values/scaled.ts';

/** An amount in dollars as text, in whole cents in the file, so that SUM is exact. */
export const cents = customType<{ data: string; driverData: number | bigint }>({
  dataType: () => 'integer',
  toDriver: (text) => toScaled(text, CENTS),
  fromDriver: (stored) => fromScaled(stored, CENTS),
});

/** A price, rate, usage or minutes as text, in whole millionths in the file. */
export const micros = customType<{ data: string; driverData: number | bigint }>({
  dataType: () => 'integer',
  toDriver: (text) => toScaled(text, MICROS),
  fromDriver: (stored) => fromScaled(stored, MICROS),
});

const raw = (value: string | number | bigint): SQL => sql.raw(String(value));

/** CHECK that a column lies in a closed range of whole numbers; NULL passes. */
export function within(name: string, column: AnySQLiteColumn, least: number | bigint, most: number | bigint) {
  return check(name, sql`${column} between ${raw(least)} and ${raw(most)}`);
}

/** CHECK that money stays within what a JS number carries exactly, either side of zero. */
export function scaledRange(name: string, column: AnySQLiteColumn) {
  return within(name, column, -LARGEST_SCALED, LARGEST_SCALED);
}

/** CHECK of a quantity: 0 to 1,000,000,000 (SPEC section 13). */
export function quantityRange(name: string, column: AnySQLiteColumn) {
  return within(name, column, 0, 1_000_000_000);
}

/** CHECK that a moment is epoch milliseconds a calendar knows. */
export function momentRange(name: string, column: AnySQLiteColumn) {
  return within(name, column, 0, 8_640_000_000_000_000);
}

/** CHECK that a text is one of a fixed list. */
export function oneOf(name: string, column: AnySQLiteColumn, values: readonly string[]) {
  return check(name, sql`${column} in (${raw(values.map((value) => `'${value}'`).join(', '))})`);
}

/** CHECK that a text is a real day, YYYY-MM-DD; date() would turn 30 February into 2 March. NULL passes. */
export function realDay(name: string, column: AnySQLiteColumn) {
  return check(name, sql`${column} is null or date(${column}) is ${column}`);
}

/** CHECK that a truth value is 0 or 1. */
export function truth(name: string, column: AnySQLiteColumn) {
  return check(name, sql`${column} in (0, 1)`);
}

/** CHECK that a text is not blank. */
export function notBlank(name: string, column: AnySQLiteColumn) {
  return check(name, sql`trim(${column}) <> ''`);
}

/** CHECK that a text is JSON. NULL passes. */
export function jsonText(name: string, column: AnySQLiteColumn) {
  return check(name, sql`${column} is null or json_valid(${column})`);
}

/** CHECK that a text is a SHA-256 in lower-case hexadecimal. */
export function sha256Text(name: string, column: AnySQLiteColumn) {
  return check(name, sql`length(${column}) = 64 and ${column} not glob '*[^0-9a-f]*'`);
}
