import type { Explanation } from '../../shared/values/explanation.ts';
import { SCENARIO_FIGURES } from '../../shared/values/scenarioFigures.ts';
import { Decimal, formatMoney } from './money.ts';
import type { ScenarioFigure } from './scenarioFigures.ts';

/** By how much a figure differs from today's, and where that comes from (SPEC sections 12 and 14). */
export interface ScenarioDifference {
  /** Signed: dollars and cents, or a whole number, as text. */
  readonly value: string;
  /** `better`: costs less, or locks fewer out. Seats needed are neither. */
  readonly tone: 'better' | 'worse' | 'same';
  readonly explanation: Explanation;
}

/** The difference of the same figure in a scenario and today: exact, both being rounded before. */
export function scenarioDifference(today: ScenarioFigure, now: ScenarioFigure): ScenarioDifference {
  const difference = new Decimal(now.value).minus(today.value);
  const money = SCENARIO_FIGURES.some(({ key, kind }) => key === now.key && kind === 'money');
  const value = money ? formatMoney(difference) : difference.toFixed(0);
  const neutral = difference.isZero() || now.key.startsWith('seats.');
  const changed = changedInputs(today.explanation.inputs, now.explanation.inputs);
  return {
    value,
    tone: neutral ? 'same' : difference.isNegative() ? 'better' : 'worse',
    explanation: {
      rule: changed.length === 0 ? 'Nothing that this depends on differs from today.' : 'The difference from today comes from what differs in this:',
      inputs: [...changed, { label: 'Today', value: today.value }, { label: 'Here', value: now.value }],
      calculation: `${now.value} − ${today.value} = ${value}`,
    },
  };
}

/** The inputs that are not the same in both, "as it is today → as it is here". A product may stand there twice. */
function changedInputs(before: Explanation['inputs'], now: Explanation['inputs']): Explanation['inputs'] {
  const was = numbered(before);
  const is = numbered(now);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [from, to] = [was.get(key), is.get(key)];
    const label = from?.label ?? to?.label ?? '';
    return from?.value === to?.value ? [] : [{ label, value: `${from?.value ?? 'none'} → ${to?.value ?? 'none'}` }];
  });
}

function numbered(inputs: Explanation['inputs']): ReadonlyMap<string, Explanation['inputs'][number]> {
  const found = new Map<string, Explanation['inputs'][number]>();
  for (const input of inputs) {
    let key = input.label;
    for (let copy = 2; found.has(key); copy += 1) key = `${input.label} (${copy})`;
    found.set(key, input);
  }
  return found;
}
