import { Decimal } from '../../domain/money.ts';
import { createMomentReader } from '../../domain/sessionTime.ts';
import type { UsageIdentity } from '../ports/records.ts';

export interface UsageRowNeeds {
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Dollars for one on a local day, from the price book; null where it has none, or zero. */
  readonly rateOn: (day: string) => string | null;
}

export type UsageRowRead = { readonly ok: true; readonly row: UsageIdentity } | { readonly ok: false; readonly reason: string };

const NUMBER = /^(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,6}))?$/;
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
    const rateUsed = rateText === '' ? bookRate(time.slice(0, 10)) : rateText;
    if (rateUsed === null) return no(`The price book has no rate for ${time.slice(0, 10)}; write the rate in the file.`);
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

function micros(text: string): number | null {
  const parts = NUMBER.exec(text);
  if (parts === null) return null;
  const value = Number(parts[1]) * 1_000_000 + Number((parts[2] ?? '').padEnd(6, '0'));
  return value > 0 ? value : null;
}
