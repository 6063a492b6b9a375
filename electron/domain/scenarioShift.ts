import type { Tool } from '../../shared/values/tools.ts';
import { addDays } from './localTime.ts';
import type { ScenarioSession } from './scenario.ts';
import { mondayFirst } from './shiftPlan.ts';

/** A shift to try out: people who run a tool every week between two wall-clock times. */
export interface ScenarioShift {
  readonly users: readonly string[];
  readonly tool: Tool;
  /** 0 is Monday, 6 Sunday: the days on which it begins. */
  readonly weekdays: readonly number[];
  /** HH:MM; an end at or before the start is on the next day. */
  readonly start: string;
  readonly end: string;
  /** Its first possible day, YYYY-MM-DD, and for how many weeks from there. */
  readonly from: string;
  readonly weeks: number;
}

/** The sessions of a shift, day by day, one for each of its people, in wall-clock times as a scenario has them (SPEC section 13). */
export function shiftSessions({ users, tool, weekdays, start, end, from, weeks }: ScenarioShift): ScenarioSession[] {
  const sessions: ScenarioSession[] = [];
  for (let index = 0; index < weeks * 7; index += 1) {
    const day = addDays(from, index);
    if (!weekdays.includes(mondayFirst(day))) continue;
    const lastDay = end <= start ? addDays(day, 1) : day;
    for (const user of users) sessions.push({ user, tool, start: `${day}T${start}`, end: `${lastDay}T${end}` });
  }
  return sessions;
}
