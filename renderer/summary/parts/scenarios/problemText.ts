import { LICENSE_TYPE_TEXT, LICENSE_TYPES } from '../../../../shared/values/licenseTypes.ts';
import { plainPrice } from '../../../common/format/money.ts';
import type { ScenarioRefusal } from './useComparison.ts';

/** The places of a scenario file (JSON Pointers) whose boxes are not about a license, as people know them. */
const PLACES: Readonly<Record<string, string>> = {
  '/name': 'The name',
  '/asOf': 'Day of the change',
  '/billingDay': 'Billing day',
  '/notes': 'The notes',
  '/users/active': 'Active users',
  '/storage/usedMb': 'Storage used',
  '/storage/unitPrice': 'Price of a gigabyte a month',
  '/minutes/balance': 'Balance of minutes',
  '/minutes/dailyUsage': 'Used on each of the last 30 days',
  '/minutes/reserveDays': 'Reserve days',
  '/minutes/rechargeDays': 'Recharge days',
  '/minutes/divisorDays': 'Averaged over days',
  '/minutes/leastReserve': 'Least reserve',
  '/minutes/leastRecharge': 'Least recharge',
  '/traffic/erlangs': 'Erlangs',
  '/traffic/perIdleSource': 'Erlangs of an idle agent',
  '/traffic/sources': 'Agents',
  '/traffic/blocking': 'Share that may be blocked',
};
const LICENSE_FIELDS: Readonly<Record<string, string>> = { unitPrice: 'price a month', quantity: 'billed now', paidThisPeriod: 'highest paid this period', minimum: 'contract minimum' };
const PRODUCT_FIELDS: Readonly<Record<string, string>> = { description: 'description', quantity: 'quantity', unitPrice: 'price' };

/**
 * Why the rules refuse what stands at a place of the scenario file (a JSON Pointer) or under it, as a sentence about the
 * box with that label; null where they do not. A file has its amounts in quotes; in a box one types none.
 */
export function problemText(refusal: ScenarioRefusal | null, path: string, label: string): string | null {
  if (refusal === null || (refusal.path !== path && !refusal.path.startsWith(`${path}/`))) return null;
  const about = /^(Entry \d+ of )?"\w+"/;
  return refusal.message.replace(about, label).replace(' in quotes, such as', ', such as').replace(/such as "([^"]+)"/, 'such as $1');
}

/** The same where no box stands beside it: the sentence names what it is about, never a place of the file. */
export function refusalText(refusal: ScenarioRefusal): string {
  return problemText(refusal, refusal.path, placeName(refusal.path)) ?? refusal.message;
}

/** Why a box for whole numbers holds none; null where it does. What is above a limit is for the rules to refuse. */
export function wholeProblem(typed: string, label: string): string | null {
  return /^\d{1,15}$/.test(typed.trim().replace(/,/g, '')) ? null : `${label}: type a whole number, 0 or more.`;
}

/** Why a box for an amount or another decimal number holds none; null where it does. What is outside its limits is for the rules to refuse. */
export function decimalProblem(typed: string, label: string): string | null {
  return /^-?\d+(\.\d+)?$/.test(plainPrice(typed)) ? null : `${label} must be a decimal number, such as 50.00.`;
}

function placeName(path: string): string {
  const [, section, index, field] = path.split('/');
  if (section === 'licenses') {
    const type = LICENSE_TYPES[Number(index)];
    const words = LICENSE_FIELDS[field ?? ''];
    return type === undefined ? 'A license' : `${LICENSE_TYPE_TEXT[type].name}${words === undefined ? '' : `: ${words}`}`;
  }
  if (section === 'products') return `Product ${Number(index) + 1}: ${PRODUCT_FIELDS[field ?? ''] ?? 'it'}`;
  return Object.entries(PLACES).find(([place]) => path === place || path.startsWith(`${place}/`))?.[1] ?? 'What is typed';
}
