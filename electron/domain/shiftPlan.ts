import type { Tool } from '../../shared/values/tools.ts';
import { minutesOfDay } from './localMoment.ts';
import { addDays } from './localTime.ts';

/** Work as it is planned: a group of users runs a tool on weekdays between two wall-clock times. */
export interface ShiftPlan {
  readonly tool: Tool;
  /** 0 is Monday, 6 Sunday: the days on which the shift begins. */
  readonly weekdays: readonly number[];
  /** Minutes after midnight; an end at or before the start is on the next day. */
  readonly startMinute: number;
  readonly endMinute: number;
  readonly userIds: readonly number[];
}

/** One user's shift on one day. Epoch milliseconds, half-open. */
export interface PlannedSession {
  readonly userId: number;
  readonly tool: Tool;
  readonly start: number;
  readonly end: number;
}

const DAY_MS = 86_400_000;

/**
 * The sessions of shift plans that run at any time from the day `from` to the day `to`, both included (SPEC section 5),
 * by day, then in the order of the plans and of their users. A shift that the change to summer time swallows whole is
 * left out.
 */
export function expandShifts(plans: readonly ShiftPlan[], from: string, to: string, timeZone: string): PlannedSession[] {
  const sessions: PlannedSession[] = [];
  const first = minutesOfDay(from, timeZone)(0);
  // A shift of the evening before may still be running.
  for (let day = addDays(from, -1); day <= to; day = addDays(day, 1)) {
    const weekday = mondayFirst(day);
    const today = plans.filter((plan) => plan.weekdays.includes(weekday));
    if (today.length === 0) continue;
    const at = minutesOfDay(day, timeZone);
    const next = minutesOfDay(addDays(day, 1), timeZone);
    for (const { tool, startMinute, endMinute, userIds } of today) {
      const start = at(startMinute);
      const end = endMinute <= startMinute ? next(endMinute) : at(endMinute);
      if (end <= start || end <= first) continue;
      for (const userId of userIds) sessions.push({ userId, tool, start, end });
    }
  }
  return sessions;
}

/** The day of the week, 0 for Monday to 6 for Sunday. */
export function mondayFirst(day: string): number {
  // 1 January 1970 was a Thursday.
  const days = Date.parse(day) / DAY_MS + 3;
  return ((days % 7) + 7) % 7;
}
