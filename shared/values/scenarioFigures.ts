import { LICENSE_TYPE_TEXT, POOLED_TYPES } from './licenseTypes.ts';
import type { PooledType } from './licenseTypes.ts';

export type ScenarioFigureKey = 'chargedNow' | 'monthly' | 'firstYear' | 'storage' | 'reserve' | 'recharge' | `seats.${PooledType}` | 'lockouts' | 'ports';

export interface ScenarioFigureText {
  readonly key: ScenarioFigureKey;
  readonly label: string;
  /** Dollars, or a whole number. */
  readonly kind: 'money' | 'count';
}

/** What is compared between scenarios, in the order in which it is shown and written (SPEC section 12). */
export const SCENARIO_FIGURES: readonly ScenarioFigureText[] = [
  { key: 'chargedNow', label: 'Charged now', kind: 'money' },
  { key: 'monthly', label: 'Each month', kind: 'money' },
  { key: 'firstYear', label: 'Today and the next 12 bills, without dialer minutes', kind: 'money' },
  { key: 'storage', label: 'Storage fee a month', kind: 'money' },
  { key: 'reserve', label: 'Minutes: minimum reserve', kind: 'money' },
  { key: 'recharge', label: 'Minutes: recharge amount', kind: 'money' },
  ...POOLED_TYPES.map((type): ScenarioFigureText => ({ key: `seats.${type}`, label: `${LICENSE_TYPE_TEXT[type].name} seats needed`, kind: 'count' })),
  { key: 'lockouts', label: 'Lockouts', kind: 'count' },
  { key: 'ports', label: 'Ports for the traffic', kind: 'count' },
];

/** The most scenarios that stand beside today. */
export const MOST_SCENARIOS = 4;
