import { Temporal } from 'temporal-polyfill';

export type FundingSourceState =
  | { readonly state: 'valid' }
  | { readonly state: 'expiring'; readonly daysLeft: number }
  | { readonly state: 'expired' }
  /** A hard decline: not used until it is replaced (SPEC section 7). */
  | { readonly state: 'refused' };

/** Cards warn this many days ahead (SPEC section 8). */
const WARNING_DAYS = 30;

/**
 * Whether a funding source can pay on a day (SPEC section 8). A card is good through the last day of its month of
 * expiry. `expires` is YYYY-MM, null for bank accounts; `today` is YYYY-MM-DD; `daysLeft` counts from today to that last day.
 */
export function fundingSourceState(
  source: { readonly expires: string | null; readonly refused: boolean },
  today: string,
): FundingSourceState {
  if (source.refused) return { state: 'refused' };
  if (source.expires === null) return { state: 'valid' };
  // Two months on or later there is nothing to count: most cards, and lists of accounts have many.
  if (monthsBetween(today, source.expires) >= 2) return { state: 'valid' };
  const month = Temporal.PlainYearMonth.from(source.expires);
  const lastDay = month.toPlainDate({ day: month.daysInMonth });
  const daysLeft = Temporal.PlainDate.from(today).until(lastDay, { largestUnit: 'days' }).days;
  if (daysLeft < 0) return { state: 'expired' };
  return daysLeft <= WARNING_DAYS ? { state: 'expiring', daysLeft } : { state: 'valid' };
}

/** Whole months from one YYYY-MM(-DD) to another. */
function monthsBetween(from: string, to: string): number {
  const months = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return months(to) - months(from);
}

/** True where a payment may be sent to the source on that day. */
export function canPay(source: { readonly expires: string | null; readonly refused: boolean }, today: string): boolean {
  const { state } = fundingSourceState(source, today);
  return state === 'valid' || state === 'expiring';
}

/** As shown everywhere and printed on receipts: "Visa ending 4242". */
export function fundingSourceLabel(source: { readonly institution: string; readonly lastFour: string }): string {
  return `${source.institution} ending ${source.lastFour}`;
}

/** No card is made for longer; a year typed wrong is (SPEC section 8). */
const LONGEST_YEARS = 20;

/** Whether a month of expiry (YYYY-MM) may stand on a new card on a day (YYYY-MM-DD). */
export function checkExpiry(expires: string, today: string): 'possible' | 'expired' | 'tooFarAhead' {
  const months = monthsBetween(today, expires);
  if (months < 0) return 'expired';
  return months > LONGEST_YEARS * 12 ? 'tooFarAhead' : 'possible';
}

/** True where a source could pay and no other could: such a one is not removed (SPEC section 8). */
export function isLastThatCanPay<S extends { readonly id: number; readonly expires: string | null; readonly refused: boolean }>(
  sources: readonly S[],
  id: number,
  today: string,
): boolean {
  const able = sources.filter((source) => canPay(source, today));
  return able.length === 1 && able[0]?.id === id;
}
