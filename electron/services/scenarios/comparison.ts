import type { z } from 'zod';
import type { scenarioColumn, scenarioContracts } from '../../../shared/contracts/scenarios.ts';
import { LICENSE_TYPE_TEXT, LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { SCENARIO_FIGURES } from '../../../shared/values/scenarioFigures.ts';
import { TOOL_NAMES } from '../../../shared/values/tools.ts';
import { formatMoney } from '../../domain/money.ts';
import { quoteScenario, seatQuantities } from '../../domain/quote.ts';
import type { ScenarioQuote } from '../../domain/quote.ts';
import { scenarioDifference } from '../../domain/scenarioDifference.ts';
import { scenarioFigures } from '../../domain/scenarioFigures.ts';
import type { ScenarioFigure } from '../../domain/scenarioFigures.ts';
import type { Scenario } from '../../domain/scenario.ts';
import { causeInWords } from '../seats/words.ts';
import { ScenarioRefused } from './quoteFault.ts';
import { checkScenario } from './readScenario.ts';
import type { SessionSet, SessionSets } from './sessionSets.ts';
import { headline, notAppliedInWords } from './words.ts';

export type ComparisonInput = z.output<(typeof scenarioContracts)['scenarios.compare']['input']>;
export type ScenarioColumn = z.output<typeof scenarioColumn>;

/** A scenario priced, or why it was not. */
type Priced =
  | { readonly kind: 'refused'; readonly fault: ScenarioRefused['fault'] }
  | { readonly kind: 'priced'; readonly scenario: Scenario; readonly quote: ScenarioQuote; readonly figures: readonly ScenarioFigure[]; readonly set: SessionSet | null };

const LOCKOUTS_SHOWN = 10;

/** Prices each column as `quote` would, and says by what it differs from the first (SPEC section 12). Refuses with NOT_FOUND sessions that are not kept. */
export function compareScenarios(sets: SessionSets, { columns }: ComparisonInput): ScenarioColumn[] {
  const priced = columns.map(({ file, sessionsId }, index) =>
    priceScenario(file, sessionsId === null ? null : sets.byId(sessionsId, `/columns/${index}/sessionsId`)),
  );
  const today = priced[0]?.kind === 'priced' ? priced[0] : null;
  return columns.map(({ id }, index) => ({ id, outcome: outcomeOf(priced[index], index === 0 ? null : today) }));
}

/** The scenario in a file's keys, with the sessions kept for it. Throws ScenarioRefused. */
export function scenarioWith(file: object, set: SessionSet | null): Scenario {
  const { scenario } = checkScenario(file);
  return set === null ? scenario : { ...scenario, sessions: set.sessions, holdings: set.holdings };
}

function priceScenario(file: object, set: SessionSet | null): Priced {
  try {
    const scenario = scenarioWith(file, set);
    const quote = quoteScenario(scenario, set?.timeline() ?? null);
    return { kind: 'priced', scenario, quote, figures: scenarioFigures(scenario, quote), set };
  } catch (error) {
    if (error instanceof ScenarioRefused) return { kind: 'refused', fault: error.fault };
    throw error;
  }
}

function outcomeOf(priced: Priced | undefined, today: Extract<Priced, { kind: 'priced' }> | null): ScenarioColumn['outcome'] {
  if (priced === undefined) throw new RangeError('A column was not priced');
  if (priced.kind === 'refused') return { kind: 'refused', failure: { ...priced.fault } };
  const { quote, scenario } = priced;
  const figures = SCENARIO_FIGURES.flatMap(({ key }) => {
    const figure = priced.figures.find((each) => each.key === key);
    if (figure === undefined) return [];
    const before = today?.figures.find((each) => each.key === key);
    return [{ ...figure, difference: before === undefined ? null : scenarioDifference(before, figure) }];
  });
  return {
    kind: 'priced',
    figures,
    month: quote.recurring.lines.map(({ product, name, quantity, unitPrice, amount, explanation }) => ({ product, name, quantity, unitPrice, amount: formatMoney(amount), explanation })),
    lockouts: lockoutsShown(priced),
    headline: headline(figures),
    quantities: today === null ? [] : changedQuantities(today.scenario, scenario),
    notApplied: today === null ? [] : notAppliedInWords(today, priced),
  };
}

function lockoutsShown({ quote, scenario }: Extract<Priced, { kind: 'priced' }>): { who: string; toolName: string; at: string; sentence: string }[] {
  const quantities = seatQuantities(scenario.licenses);
  return (quote.seats?.lockouts ?? []).slice(0, LOCKOUTS_SHOWN).flatMap(({ session, ...cause }) => {
    const run = scenario.sessions?.[session];
    return run === undefined ? [] : [{ who: run.user, toolName: TOOL_NAMES[run.tool], at: run.start.replace('T', ' '), sentence: causeInWords(cause, quantities) }];
  });
}

function changedQuantities(today: Scenario, scenario: Scenario): { type: (typeof LICENSE_TYPES)[number]; name: string; from: number; to: number }[] {
  const quantityOf = ({ licenses }: Scenario, type: (typeof LICENSE_TYPES)[number]): number => licenses.find((each) => each.type === type)?.newQuantity ?? 0;
  return LICENSE_TYPES.flatMap((type) => {
    const [from, to] = [quantityOf(today, type), quantityOf(scenario, type)];
    return from === to ? [] : [{ type, name: LICENSE_TYPE_TEXT[type].name, from, to }];
  });
}
