import { onMounted, onScopeDispose } from 'vue';
import { LICENSE_TYPES } from '../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../shared/values/licenseTypes.ts';

export type ProposedQuantities = Readonly<Partial<Record<LicenseType, number>>>;

const keyOf = (accountId: number): string => `billing-desk.quantities.${accountId}`;

/** Proposes quantities to the account's Billing Manager, open or about to be: it puts them into its draft, and accepts nothing. */
export function requestQuantities(accountId: number, quantities: ProposedQuantities): void {
  // The moment makes each request a change, which is what the other window hears of.
  localStorage.setItem(keyOf(accountId), JSON.stringify({ at: Date.now(), quantities }));
}

/** In the Billing Manager: takes what was proposed, once it is mounted and whenever asked again. */
export function useQuantityRequests(accountId: number, take: (quantities: ProposedQuantities) => void): void {
  const key = keyOf(accountId);
  const look = (): void => {
    const quantities = readQuantities(localStorage.getItem(key));
    localStorage.removeItem(key);
    if (quantities !== null) take(quantities);
  };
  const heard = (event: StorageEvent): void => {
    if (event.key === key && event.newValue !== null) look();
  };
  onMounted(look);
  window.addEventListener('storage', heard);
  onScopeDispose(() => {
    window.removeEventListener('storage', heard);
  });
}

/** Whole numbers of known types alone; what else was stored there is no proposal. */
export function readQuantities(stored: string | null): ProposedQuantities | null {
  if (stored === null) return null;
  const value = parsed(stored);
  if (typeof value !== 'object' || value === null || !('quantities' in value)) return null;
  const { quantities } = value;
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
