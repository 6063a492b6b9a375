import { LICENSE_TYPES } from '../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import { leaveRequest, useRequests } from './windowRequest.ts';

export type ProposedQuantities = Readonly<Partial<Record<LicenseType, number>>>;

const keyOf = (accountId: number): string => `billing-desk.quantities.${accountId}`;

/** Proposes quantities to the account's Billing Manager, open or about to be: it puts them into its draft, and accepts nothing. */
export function requestQuantities(accountId: number, quantities: ProposedQuantities): void {
  leaveRequest(keyOf(accountId), JSON.stringify(quantities));
}

/** In the Billing Manager: takes what was proposed, once it is mounted and whenever asked again. */
export function useQuantityRequests(accountId: number, take: (quantities: ProposedQuantities) => void): void {
  useRequests(keyOf(accountId), (wanted) => {
    const quantities = readQuantities(wanted);
    if (quantities !== null) take(quantities);
  });
}

/** Whole numbers of known types alone; what else was stored there is no proposal. */
function readQuantities(stored: string): ProposedQuantities | null {
  const quantities = parsed(stored);
  if (typeof quantities !== 'object' || quantities === null) return null;
  const known = new Map<string, unknown>(Object.entries(quantities));
  const result: Partial<Record<LicenseType, number>> = {};
  for (const type of LICENSE_TYPES) {
    const quantity = known.get(type);
    if (typeof quantity === 'number' && Number.isInteger(quantity) && quantity >= 0) result[type] = quantity;
  }
  return Object.keys(result).length === 0 ? null : result;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
