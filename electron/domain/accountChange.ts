import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import type { BillingPeriod } from './billingPeriod.ts';
import type { ProductKind } from '../../shared/values/products.ts';
import { planAssignments } from './assignmentDraft.ts';
import type { AssignmentChange, AssignmentPlan, Holdings } from './assignmentDraft.ts';
import { checkQuantity, checkUnits } from './licenseRules.ts';
import type { QuantityVerdict, UnitsVerdict } from './licenseRules.ts';
import { productLine } from './pricedLine.ts';
import type { PricedLine } from './pricedLine.ts';
import { effectiveQuantity, planQuantityChange } from './quantityChange.ts';
import type { QuantityChange, ServiceLicense } from './quantityChange.ts';
import { recurringBill } from './recurringBill.ts';
import type { StorageFee } from './storageFee.ts';

/** A service license with the price that the next bill has for it, in dollars: from its date on another may be in force. */
export interface BilledLicense extends ServiceLicense {
  readonly recurringPrice: string;
}

export interface AccountFacts<L extends BilledLicense> {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly period: BillingPeriod;
  /** YYYY-MM-DD: of the bill that a month is. */
  readonly nextBillingDate: string;
  readonly licenses: readonly L[];
  readonly holdings: Holdings;
  /** At the price that the next bill has for it. */
  readonly storage: StorageFee | null;
}

export interface ProductOrder {
  readonly kind: ProductKind;
  readonly description: string;
  readonly quantity: number;
  /** Dollars; negative for a contract adjustment alone. */
  readonly unitPrice: string;
}

/** What was typed and not yet accepted. */
export interface AccountDraft {
  /** Types not named stay as they are. */
  readonly quantities: Readonly<Partial<Record<LicenseType, number>>>;
  readonly assignments: readonly AssignmentChange[];
  readonly products: readonly ProductOrder[];
}

export interface LicenseChange<L extends ServiceLicense> extends Omit<QuantityChange, 'effect'> {
  readonly license: L;
  readonly effect: Exclude<QuantityChange['effect'], 'unchanged'>;
  readonly from: number;
  readonly to: number;
  readonly verdict: QuantityVerdict;
}

/** How the holders of a type stand to its quantity after the draft (SPEC section 3). */
export interface HoldersAfter {
  readonly type: LicenseType;
  readonly assigned: number;
  /** The least quantity they count against: now, or from the next billing date on. */
  readonly quantity: number;
  /** The quantity that holds from today on. */
  readonly paid: number;
  readonly verdict: UnitsVerdict;
}

export interface AccountChange<L extends ServiceLicense> {
  readonly changes: readonly LicenseChange<L>[];
  readonly assignments: AssignmentPlan;
  readonly holders: readonly HoldersAfter[];
  readonly chargedNow: readonly PricedLine[];
  /** A month's bill as it will be, and as it was. */
  readonly recurring: readonly PricedLine[];
  readonly recurringWas: readonly PricedLine[];
}

/**
 * What a draft does to an account: the one rule behind the preview and the charge (SPEC sections 2, 3, 4 and 9). Lines
 * are rounded half-up to the cent, once each: licenses in their order, then products as given. Quantities and
 * assignments carry their verdicts of SPEC section 3; the caller refuses what is not allowed.
 */
export function planAccountChange<L extends BilledLicense>(facts: AccountFacts<L>, draft: AccountDraft): AccountChange<L> {
  const assignments = planAssignments(facts.holdings, draft.assignments);
  const planned = facts.licenses.map((license) => {
    const newQuantity = draft.quantities[license.type] ?? effectiveQuantity(license);
    return { license, newQuantity, change: planQuantityChange({ ...license, newQuantity }, facts.period) };
  });
  return {
    changes: planned.flatMap(({ license, newQuantity, change: { effect, ...change } }) =>
      effect === 'unchanged'
        ? []
        : [
            {
              ...change,
              effect,
              license,
              from: effectiveQuantity(license),
              to: newQuantity,
              verdict: checkQuantity(license, newQuantity, assignments.assigned.get(license.type) ?? 0),
            },
          ],
    ),
    assignments,
    holders: planned.map(({ license, change: { next } }) => {
      const assigned = assignments.assigned.get(license.type) ?? 0;
      const quantity = Math.min(next.quantity, effectiveQuantity(next));
      return { type: license.type, assigned, quantity, paid: next.quantity, verdict: checkUnits({ type: license.type, ...next }, assigned) };
    }),
    chargedNow: [
      ...planned.flatMap(({ change }) => (change.line === null ? [] : [change.line])),
      ...draft.products.map(({ kind, description, quantity, unitPrice }) => productLine(kind, description, quantity, unitPrice, facts.today)),
    ],
    recurring: recurringBill(
      planned.map(({ license, change }) => ({ ...license, ...change.next, unitPrice: license.recurringPrice })),
      facts.storage,
      facts.nextBillingDate,
    ),
    recurringWas: recurringBill(facts.licenses.map((license) => ({ ...license, unitPrice: license.recurringPrice })), facts.storage, facts.nextBillingDate),
  };
}
