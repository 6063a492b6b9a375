import type { Explanation } from '../../shared/values/explanation.ts';
import { LICENSE_TYPE_TEXT, POOLED_TYPES } from '../../shared/values/licenseTypes.ts';
import type { PooledType } from '../../shared/values/licenseTypes.ts';
import { PRODUCT_KINDS } from '../../shared/values/products.ts';
import type { ScenarioFigureKey } from '../../shared/values/scenarioFigures.ts';
import { formatMoney } from './money.ts';
import { portsExplanation } from './portsExplanation.ts';
import type { PricedLine } from './pricedLine.ts';
import { seatQuantities, type Bill, type ScenarioQuote } from './quote.ts';
import type { Scenario } from './scenario.ts';
import { neededExplanation } from './seatExplanation.ts';
import type { SeatPlan } from './seatPlan.ts';
import type { LockoutCause } from './seatPool.ts';
import { sumCalculation } from './sumExplanation.ts';

/** One figure of a scenario with how it came about (SPEC sections 12 and 14). */
export interface ScenarioFigure {
  readonly key: ScenarioFigureKey;
  /** Dollars and cents, or a whole number, as text: what `quote` prints. */
  readonly value: string;
  /** What else is to be known beside the number, in a few words. */
  readonly note: string | null;
  readonly explanation: Explanation;
}

/** The figures a quote has, in no order; those of parts that the scenario has no input for are left out. */
export function scenarioFigures(scenario: Pick<Scenario, 'licenses' | 'traffic' | 'minutes' | 'sessions'>, quote: ScenarioQuote): ScenarioFigure[] {
  const { chargedNow, recurring, firstYear, storage, recharge, seats, ports, period } = quote;
  return [
    {
      key: 'chargedNow',
      value: formatMoney(chargedNow.total),
      note: null,
      explanation: billExplanation(chargedNow, 'Licenses above the highest quantity paid for in this period are charged for the days left, products in full. Fewer licenses give no credit.', [
        { label: 'Billing period', value: `${period.start} to ${period.end}` },
        { label: 'Days left in the period, today included', value: `${period.daysLeft} of ${period.days}` },
      ]),
    },
    {
      key: 'monthly',
      value: formatMoney(recurring.total),
      note: null,
      explanation: billExplanation(recurring, 'Each bill is every license at its price times its quantity, and the storage fee.', []),
    },
    {
      key: 'firstYear',
      value: formatMoney(firstYear),
      note: null,
      explanation: {
        rule: 'What is charged now and the next 12 bills. Dialer minutes are not part of it.',
        inputs: [
          { label: 'Charged now', value: formatMoney(chargedNow.total) },
          { label: 'Each bill', value: formatMoney(recurring.total) },
        ],
        calculation: `${formatMoney(chargedNow.total)} + 12 × ${formatMoney(recurring.total)} = ${formatMoney(firstYear)}`,
      },
    },
    ...(storage === null ? [] : [{ key: 'storage' as const, value: formatMoney(storage.fee), note: storage.blocks === 0 ? null : `${storage.blocks} GB`, explanation: storage.explanation }]),
    ...(recharge === null
      ? []
      : [
          { key: 'reserve' as const, value: formatMoney(recharge.reserve), note: scenario.minutes?.autoRecharge === true ? (recharge.due ? 'recharge is due' : null) : 'recharge is off', explanation: recharge.reserveExplanation },
          { key: 'recharge' as const, value: formatMoney(recharge.amount), note: null, explanation: recharge.amountExplanation },
        ]),
    ...(seats === null ? [] : seatFigures(seats, scenario)),
    ...(ports === null || scenario.traffic === null ? [] : [portsFigure(ports, scenario.traffic)]),
  ];
}

function billExplanation({ lines }: Bill, rule: string, more: Explanation['inputs']): Explanation {
  return {
    rule: `${rule} The total is the sum of the rounded lines.`,
    inputs: [...more, ...lines.map(lineInput)],
    calculation: sumCalculation(lines.map(({ amount }) => amount)),
  };
}

/** A license and storage by their name, so that they are found again in another scenario; products by their description too. */
function lineInput({ product, name, description, quantity, unitPrice, amount }: PricedLine): Explanation['inputs'][number] {
  const isProduct = PRODUCT_KINDS.some((kind) => kind === product);
  const rest = isProduct || description === '' ? '' : `, ${description}`;
  return {
    label: isProduct && description !== '' ? `${name}, ${description}` : name,
    value: `${quantity} × ${unitPrice}${rest} = ${formatMoney(amount)}`,
  };
}

function seatFigures({ needed, neededBy, peak, lockouts }: SeatPlan, { licenses, sessions }: Pick<Scenario, 'licenses' | 'sessions'>): ScenarioFigure[] {
  const quantities = seatQuantities(licenses);
  const firstNeeded = (type: PooledType): string | null => sessions?.[neededBy[type] ?? -1]?.start.replace('T', ' ') ?? null;
  return [
    ...POOLED_TYPES.map((type): ScenarioFigure => {
      const short = needed[type] - quantities[type];
      return {
        key: `seats.${type}`,
        value: String(needed[type]),
        note: `of ${quantities[type]}${short > 0 ? `, ${short} short` : ''}`,
        explanation: neededExplanation(type, { quantity: quantities[type], peak: peak[type], needed: needed[type], at: firstNeeded(type) }),
      };
    }),
    {
      key: 'lockouts',
      value: String(lockouts.length),
      note: null,
      explanation: {
        rule: 'The sessions are played against the quantities. A tool takes all the seats it needs at once or is locked out; it does not try again.',
        inputs: countCauses(lockouts).map(([label, count]) => ({ label, value: String(count) })),
        calculation: lockouts.length === 0 ? 'Every session could start: 0' : `${countCauses(lockouts).map(([, count]) => count).join(' + ')} = ${lockouts.length}`,
      },
    },
  ];
}

/** How many lockouts have each cause, those for want of seats first, in words. */
function countCauses(lockouts: readonly LockoutCause[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const lockout of lockouts.toSorted((a, b) => rank(a) - rank(b))) {
    const label = causeLabel(lockout);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts];
}

function rank({ cause }: LockoutCause): number {
  return cause === 'POOL_EMPTY' ? 0 : 1;
}

function causeLabel(lockout: LockoutCause): string {
  switch (lockout.cause) {
    case 'POOL_EMPTY':
      return `All ${LICENSE_TYPE_TEXT[lockout.license].name} seats in use`;
    case 'NOT_ASSIGNED':
      return `${LICENSE_TYPE_TEXT[lockout.license].name} not assigned`;
    case 'NO_BASE_LICENSE':
      return 'Neither CRM nor CRM-View Only held';
  }
}

function portsFigure(sizing: NonNullable<ScenarioQuote['ports']>, traffic: NonNullable<Scenario['traffic']>): ScenarioFigure {
  return { key: 'ports', value: String(sizing.ports), note: null, explanation: portsExplanation(sizing, traffic) };
}
