import { addDays, startOfDay } from '../domain/localTime.ts';

/** Complete calendar days whose usage counts for the recharge (SPEC section 7). */
const WINDOW_DAYS = 30;

export interface UsageWindow {
  /** The days, oldest first; the last is yesterday. */
  readonly days: readonly string[];
  /** Epoch milliseconds at which each day begins, and at the end the moment at which today begins. */
  readonly moments: readonly number[];
}

/** The 30 complete calendar days before a day, in the company's time zone: calendar days, not 30 times 24 hours. */
export function usageWindow(today: string, timeZone: string): UsageWindow {
  const days = Array.from({ length: WINDOW_DAYS }, (_, index) => addDays(today, index - WINDOW_DAYS));
  return { days, moments: [...days, today].map((day) => startOfDay(day, timeZone)) };
}
