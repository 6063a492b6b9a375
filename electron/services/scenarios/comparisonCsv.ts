import { SCENARIO_FIGURES } from '../../../shared/values/scenarioFigures.ts';
import { csvLine, guardCell } from '../../domain/csvText.ts';
import { Decimal, formatMoney } from '../../domain/money.ts';
import type { ScenarioColumn } from './comparison.ts';

type Priced = Extract<ScenarioColumn['outcome'], { kind: 'priced' }>;

/**
 * A comparison as CSV: a row a figure, and for each line of the month its quantity, price and amount, with each scenario
 * and its difference from the first, which is today. A scenario that does not fit says why in place of its figures.
 */
export function comparisonCsv(columns: readonly ScenarioColumn[], names: readonly string[]): string {
  const priced = columns.map(({ outcome }) => (outcome.kind === 'priced' ? outcome : null));
  const lines = [
    csvLine(['figure', ...names.flatMap((name, index) => (index === 0 ? [guardCell(name)] : [guardCell(name), guardCell(`${name}: difference`)]))]),
    ...SCENARIO_FIGURES.flatMap(({ key, label }) => {
      if (!priced.some((outcome) => outcome?.figures.some((figure) => figure.key === key) === true)) return [];
      return [row(label, columns, (outcome) => {
        const figure = outcome.figures.find((each) => each.key === key);
        return [figure?.value ?? '', figure?.difference?.value ?? ''];
      })];
    }),
    ...monthProducts(priced).flatMap(([product, name]) => {
      const lineOf = (outcome: Priced | null | undefined): Priced['month'][number] | undefined => outcome?.month.find((line) => line.product === product);
      const [first] = priced;
      const today = lineOf(first);
      return [
        row(`${name} quantity`, columns, (outcome) => {
          const quantity = lineOf(outcome)?.quantity ?? 0;
          return [String(quantity), first ? String(quantity - (today?.quantity ?? 0)) : ''];
        }),
        row(`${name} price`, columns, (outcome) => [lineOf(outcome)?.unitPrice ?? '', '']),
        row(`${name} a month`, columns, (outcome) => {
          const amount = lineOf(outcome)?.amount ?? '0.00';
          return [amount, first ? formatMoney(new Decimal(amount).minus(today?.amount ?? '0.00')) : ''];
        }),
      ];
    }),
  ];
  // Excel reads a file without the mark in the machine's own encoding.
  return `\uFEFF${lines.join('')}`;
}

function row(label: string, columns: readonly ScenarioColumn[], cells: (outcome: Priced) => readonly [string, string]): string {
  return csvLine([
    label,
    ...columns.flatMap(({ outcome }, index) => {
      const [value, difference] = outcome.kind === 'priced' ? cells(outcome) : [guardCell(outcome.failure.message), ''];
      return index === 0 ? [value] : [value, difference];
    }),
  ]);
}

/** Every product that is part of a month anywhere, in the order of a bill. */
function monthProducts(priced: readonly (Priced | null)[]): [string, string][] {
  return [...new Map(priced.flatMap((outcome) => outcome?.month ?? []).map(({ product, name }) => [product, name]))];
}
