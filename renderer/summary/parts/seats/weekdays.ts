/** Monday first, as shift plans count their days. */
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const short = (day: number): string => (WEEKDAYS[day] ?? '').slice(0, 3);

/** "Mon to Fri", "Sat, Sun", "Every day". */
export function daysInWords(days: readonly number[]): string {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return 'No day';
  if (days.length === 7) return 'Every day';
  if (days.length > 2 && last - first === days.length - 1) return `${short(first)} to ${short(last)}`;
  return days.map(short).join(', ');
}
