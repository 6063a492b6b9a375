import { addDays } from '../../domain/localTime.ts';
import { Decimal } from '../../domain/money.ts';
import { STARTING_PRICES } from '../company/startingPrices.ts';
import { momentsOf, weekday } from './calendar.ts';
import { seededRandom } from './seededRandom.ts';

/** How an account dials: minutes expected in each hour of a working day, and what the weekend is of that. */
export interface UsagePattern {
  readonly seed: number;
  readonly firstHour: number;
  readonly minutesByHour: readonly number[];
  readonly saturday: number;
  readonly sunday: number;
  /** Hours in which text messages go out, and how many at most. */
  readonly textHours: readonly number[];
  readonly mostTexts: number;
}

/** Usage of one medium in one hour: whole tenths of minutes, or messages, and their exact cost in dollars. */
export interface Usage {
  readonly at: number;
  readonly medium: 'call' | 'text';
  readonly quantity: Decimal;
  readonly cost: Decimal;
}

/** Complete days of usage before today. */
export const USAGE_DAYS = 90;

export const USAGE_RATE = STARTING_PRICES.minute;

/** 8 to 18 with a dip at lunch, a quieter Saturday, nothing on Sundays: about $80 a week. */
export const OFFICE_HOURS: UsagePattern = {
  seed: 11,
  firstHour: 8,
  minutesByHour: [55, 85, 95, 90, 40, 75, 95, 90, 75, 40],
  saturday: 0.22,
  sunday: 0,
  textHours: [10, 15],
  mostTexts: 12,
};

/** 7 to 21 in two shifts that change at 14: about $120 a week. */
export const TWO_SHIFTS: UsagePattern = {
  seed: 23,
  firstHour: 7,
  minutesByHour: [45, 75, 90, 95, 85, 50, 70, 55, 90, 95, 100, 90, 70, 40],
  saturday: 0.5,
  sunday: 0.1,
  textHours: [9, 13, 18],
  mostTexts: 18,
};

/** The usage of the 90 complete days before `today`, and of today's hours that ended by `now`, in the order of time. */
export function usageUpTo(pattern: UsagePattern, today: string, now: number): Usage[] {
  const days = Array.from({ length: USAGE_DAYS + 1 }, (_, index) => addDays(today, index - USAGE_DAYS));
  return days.flatMap((day) => usageOfDay(pattern, day)).filter(({ at }) => at < now);
}

/** The usage of one day, in the order of time. */
export function usageOfDay(pattern: UsagePattern, day: string): Usage[] {
  const weekend: Readonly<Record<number, number>> = { 0: pattern.sunday, 6: pattern.saturday };
  const share = weekend[weekday(day)] ?? 1;
  if (share === 0) return [];
  // Seeded by the day, so that a day is the same whenever the demonstration is made.
  const random = seededRandom(pattern.seed + Date.parse(day) / 1000);
  const moment = momentsOf(day);
  const busyness = share * (0.85 + 0.3 * random());
  return pattern.minutesByHour.flatMap((minutes, index) => {
    const hour = pattern.firstHour + index;
    // One entry stands for the hour; it is entered in the hour's last minute.
    const at = moment(`${hour}:59`);
    const tenths = Math.round(minutes * busyness * (0.8 + 0.4 * random()) * 10);
    const texts = pattern.textHours.includes(hour) ? Math.round(pattern.mostTexts * busyness * random()) : 0;
    return [usage(at, 'call', new Decimal(tenths).dividedBy(10)), usage(at, 'text', new Decimal(texts))].filter(
      ({ quantity }) => !quantity.isZero(),
    );
  });
}

function usage(at: number, medium: Usage['medium'], quantity: Decimal): Usage {
  return { at, medium, quantity, cost: quantity.times(USAGE_RATE) };
}
