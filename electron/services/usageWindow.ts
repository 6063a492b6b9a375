import { USAGE_WINDOW_DAYS } from '../domain/autoRecharge.ts';
import { addDays, startOfDay } from '../domain/localTime.ts';

export interface UsageBounds {
  /** Epoch milliseconds: from the beginning of the first day to the beginning of today. */
  readonly from: number;
  readonly to: number;
  /** The beginning of yesterday, the window's last day. */
  readonly lastDay: number;
}

/** The 30 complete calendar days before a day, in the company's time zone: calendar days, not 30 times 24 hours. */
export function usageBounds(today: string, timeZone: string): UsageBounds {
  return { from: startOfDay(addDays(today, -USAGE_WINDOW_DAYS), timeZone), to: startOfDay(today, timeZone), lastDay: startOfDay(addDays(today, -1), timeZone) };
}

export interface UsageWindow {
  /** The window's days, oldest first; the last is yesterday. */
  readonly days: readonly string[];
  /** Epoch milliseconds at which each day begins, and at the end the moment at which today begins. */
  readonly moments: readonly number[];
}

/** The same window day by day. */
export function usageWindow(today: string, timeZone: string): UsageWindow {
  const days = Array.from({ length: USAGE_WINDOW_DAYS }, (_, index) => addDays(today, index - USAGE_WINDOW_DAYS));
  return { days, moments: [...days, today].map((day) => startOfDay(day, timeZone)) };
}
