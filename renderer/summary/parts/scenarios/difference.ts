import { SCENARIO_FIGURES } from '../../../../shared/values/scenarioFigures.ts';
import type { ScenarioFigureKey } from '../../../../shared/values/scenarioFigures.ts';
import { formatDay } from '../../../common/format/dates.ts';
import { formatMoney } from '../../../common/format/money.ts';
import { formatCount } from '../../../common/format/numbers.ts';
import type { ComparedColumn, ScenarioFigure } from './useComparison.ts';

/** A figure as it is shown. */
export function shownFigure(key: ScenarioFigureKey, value: string): string {
  return isMoney(key) ? formatMoney(value) : formatCount(Number(value));
}

/** A difference with its sign before it, also where it is more. */
export function shownDifference(key: ScenarioFigureKey, value: string): string {
  const shown = shownFigure(key, value);
  return value.startsWith('-') ? shown : `+${shown}`;
}

export function isMoney(key: ScenarioFigureKey): boolean {
  return SCENARIO_FIGURES.find((figure) => figure.key === key)?.kind === 'money';
}

/** The rows of a comparison: the figures that some column has. Seats of a license that nobody needs and nobody has are left out. */
export function figureRows(columns: readonly ComparedColumn[]): (typeof SCENARIO_FIGURES)[number][] {
  return SCENARIO_FIGURES.filter(({ key }) =>
    columns.some(({ priced }) => figuresOf(priced, key).some(({ value, note }) => !(key.startsWith('seats.') && value === '0' && note === 'of 0'))),
  );
}

/** The figure of a row; none where the scenario has no input for it. */
export function figuresOf(priced: ComparedColumn['priced'], key: ScenarioFigureKey): ScenarioFigure[] {
  return priced?.figures.filter((figure) => figure.key === key) ?? [];
}

/** Which days seats and lockouts are of: one sentence where all that play some play the same, else one part for each of them. */
export function playedDays(columns: readonly ComparedColumn[]): string | null {
  const played = columns.flatMap(({ name, days }) => (days === null ? [] : [{ name, days: days.first === days.last ? formatDay(days.first) : `${formatDay(days.first)} to ${formatDay(days.last)}` }]));
  const [one] = played;
  if (one === undefined) return null;
  if (played.every(({ days }) => days === one.days)) return `Seats needed and lockouts are of the sessions of ${one.days}.`;
  return `Seats needed and lockouts are of the sessions of ${played.map(({ name, days }) => `${days} (${name})`).join(', ')}.`;
}
