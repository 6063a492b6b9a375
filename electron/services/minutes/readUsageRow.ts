import { localDay } from '../../domain/localTime.ts';
import { Decimal } from '../../domain/money.ts';
import { createMomentReader } from '../../domain/sessionTime.ts';
import type { UsageIdentity } from '../ports/minutes.ts';

export interface UsageRowNeeds {
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Dollars for one on a local day, from the price book; null where it has none, or zero. */
  readonly rateOn: (day: string) => string | null;
}

export type UsageRowRead = { readonly ok: true; readonly row: UsageIdentity } | { readonly ok: false; readonly reason: string };

const MOST_DIGITS = 9;
const MOST_DECIMALS = 6;
const ZERO = 0x30;
const POINT = 0x2e;
/** Dollars that one entry may cost. */
const LARGEST_COST_MICROS = 1_000_000_000_000_000;

/** Reads lines of a usage file: time, kind, quantity, rate. */
export function createUsageReader({ timeZone, now, rateOn }: UsageRowNeeds): (cells: readonly string[]) => UsageRowRead {
  const momentOf = createMomentReader(timeZone);
  const rates = new Map<string, string | null>();
  const no = (reason: string): UsageRowRead => ({ ok: false, reason });

  const bookRate = (day: string): string | null => {
    const known = rates.get(day);
    if (known !== undefined) return known;
    const made = rateOn(day);
    rates.set(day, made);
    return made;
  };

  return ([time = '', kind = '', quantityText = '', rateText = '']) => {
    const moment = momentOf(time);
    if (moment.kind === 'refused') return no(`The time ${moment.reason}`);
    const { at } = moment;
    if (at > now) return no('The time is in the future.');
    const medium = kind.toLowerCase();
    if (medium !== 'call' && medium !== 'text') return no('The kind is neither "call" nor "text".');
    const quantity = micros(quantityText);
    if (quantity === null) return no('The quantity is no number above 0 such as 12.5, with six decimals at most.');
    // What is written with an offset may lie on another day here.
    const day = moment.local ? time.slice(0, 10) : localDay(at, timeZone);
    const rateUsed = rateText === '' ? bookRate(day) : rateText;
    if (rateUsed === null) return no(`The price book has no rate for ${day}; write the rate in the file.`);
    const rate = micros(rateUsed);
    if (rate === null) return no('The rate is no number above 0 such as 0.02, with six decimals at most.');
    if (costMicros(quantity, rate) > LARGEST_COST_MICROS) return no('Quantity times rate is more than one entry can hold.');
    return { ok: true, row: { at, medium, quantity, rate } };
  };
}

/** Whole micro-dollars that usage costs, rounded half-up once (SPEC section 7); quantity and rate in whole millionths. */
export function costMicros(quantity: number, rate: number): number {
  const product = quantity * rate + 500_000;
  // Whole numbers are exact up to there, and so are their remainder and quotient; above, exact decimals.
  if (product <= Number.MAX_SAFE_INTEGER) return (product - (product % 1_000_000)) / 1_000_000;
  return new Decimal(quantity).times(rate).dividedBy(1_000_000).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

/** Whole millionths of "12.5", or null where that is no number above 0 so written; by character, because a pattern costs several times as much. */
export function micros(text: string): number | null {
  const point = text.indexOf('.');
  const whole = point === -1 ? text.length : point;
  const decimals = point === -1 ? 0 : text.length - point - 1;
  if (whole === 0 || whole > MOST_DIGITS || (whole > 1 && text.charCodeAt(0) === ZERO)) return null;
  if (decimals > MOST_DECIMALS || (point !== -1 && decimals === 0)) return null;
  let value = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === POINT && index === point) continue;
    const digit = code - ZERO;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value > 0 ? value * 10 ** (MOST_DECIMALS - decimals) : null;
}
