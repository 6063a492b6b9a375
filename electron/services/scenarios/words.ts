import { LICENSE_TYPE_TEXT, LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { ScenarioFigureKey } from '../../../shared/values/scenarioFigures.ts';
import type { ScenarioDifference } from '../../domain/scenarioDifference.ts';
import type { ScenarioFigure } from '../../domain/scenarioFigures.ts';
import type { Scenario } from '../../domain/scenario.ts';
import { counted, dollars, listed } from '../attention/words.ts';
import type { SessionSet } from './sessionSets.ts';

type Compared = ScenarioFigure & { readonly difference: ScenarioDifference | null };

/** What a scenario comes to against today, in a sentence; where there is nothing to compare with, what it costs. */
export function headline(figures: readonly Compared[]): string {
  const of = (key: ScenarioFigureKey): Compared | undefined => figures.find((figure) => figure.key === key);
  const monthly = of('monthly');
  if (monthly === undefined) return '';
  if (monthly.difference === null) return `${dollars(monthly.value)} a month.`;
  const parts = [
    inWords(monthly.difference.value, 'a month'),
    inWords(of('firstYear')?.difference?.value ?? '0.00', 'today and over the next 12 bills'),
    lockoutsInWords(Number(of('lockouts')?.difference?.value ?? '0')),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'The same as today.' : `${parts.join('; ')}.`;
}

function inWords(difference: string, per: string): string | null {
  if (difference === '0.00') return null;
  return difference.startsWith('-') ? `${dollars(difference.slice(1))} less ${per}` : `${dollars(difference)} more ${per}`;
}

function lockoutsInWords(difference: number): string | null {
  if (difference === 0) return null;
  return `${counted(Math.abs(difference), 'lockout')} ${difference < 0 ? 'fewer' : 'more'}`;
}

interface Side {
  readonly scenario: Scenario;
  readonly set: SessionSet | null;
}

/** What differs from today besides quantities: it is no part of a draft, and has to be done elsewhere or is a supposition. */
export function notAppliedInWords(today: Side, { scenario, set }: Side): string[] {
  const was = today.scenario;
  const licensesWhere = (differ: (a: Scenario['licenses'][number], b: Scenario['licenses'][number]) => boolean): LicenseType[] =>
    LICENSE_TYPES.filter((type) => {
      const [before, now] = [was, scenario].map(({ licenses }) => licenses.find((license) => license.type === type));
      return before !== undefined && now !== undefined && differ(before, now);
    });
  const names = (types: readonly LicenseType[]): string => listed(types.map((type) => LICENSE_TYPE_TEXT[type].name));
  const prices = licensesWhere((a, b) => Number(a.unitPrice) !== Number(b.unitPrice));
  const minimums = licensesWhere((a, b) => a.minimum !== b.minimum);
  const starts = licensesWhere((a, b) => a.quantity !== b.quantity || a.paidThisPeriod !== b.paidThisPeriod);
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return [
    ...(prices.length === 0 ? [] : [`Prices of ${names(prices)}: prices are set in the Price Book.`]),
    ...(minimums.length === 0 ? [] : [`Contract minimums of ${names(minimums)}.`]),
    ...(starts.length === 0 ? [] : [`What is billed now of ${names(starts)}: the account stays what it is.`]),
    ...(scenario.asOf === was.asOf && scenario.billingDay === was.billingDay ? [] : ['The day of the change and the billing day: a draft is accepted today.']),
    ...(scenario.storage?.activeUsers === was.storage?.activeUsers ? [] : ['Users: they are added on the Users page.']),
    ...(scenario.storage?.usedMb === was.storage?.usedMb && scenario.storage?.unitPrice === was.storage?.unitPrice ? [] : ['Storage used and its price.']),
    ...(same(scenario.minutes, was.minutes) ? [] : ['Dialer minutes: usage, balance and recharge settings.']),
    ...(scenario.products.length === 0 ? [] : ['Products: add them on the Billing Manager.']),
    ...(set?.id === today.set?.id ? [] : ['Sessions and shifts: they are suppositions.']),
    ...(same(scenario.traffic, was.traffic) ? [] : ['Traffic.']),
  ];
}
