import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import type { PlannedDraft } from './previewDraft.ts';

/** What an accepted draft writes: the licenses as they will be, the receipt's lines, and what Activity says. */
export function draftEffect(
  { snapshot: { account, period, users, nextBillingDate }, plan, preview }: PlannedDraft,
  by: { readonly operatorId: number; readonly who: string },
): ChargeEffect {
  const name = new Map(users.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]));
  return {
    accountId: account.id,
    kind: plan.chargedNow.some(({ product }) => isLicenseType(product)) ? 'licensesAdded' : 'products',
    lines: preview.chargedNow.lines,
    total: preview.chargedNow.total,
    receiptPeriod: { start: period.start, end: period.end },
    licenses: plan.changes.map(({ license, next }) => ({
      accountId: account.id,
      type: license.type,
      minimum: license.minimum,
      contractPrice: license.contractPrice,
      ...next,
    })),
    assignments: plan.assignments.changes,
    newPeriod: null,
    operatorId: by.operatorId,
    who: by.who,
    what: whatWasDone(plan),
    changes: [
      ...plan.changes.map(({ license, from, to, next }) => ({
        label: LICENSE_TYPE_TEXT[license.type].name,
        before: String(from),
        after: next.scheduledQuantity === null ? String(to) : `${to} from ${nextBillingDate}`,
      })),
      ...plan.assignments.changes.map(({ userId, type, assigned }) => ({
        label: `${name.get(userId) ?? 'User'}: ${LICENSE_TYPE_TEXT[type].name}`,
        before: assigned ? 'not assigned' : 'assigned',
        after: assigned ? 'assigned' : 'not assigned',
      })),
    ],
  };
}

function whatWasDone({ changes, assignments, chargedNow }: PlannedDraft['plan']): string {
  const products = chargedNow.filter(({ product }) => !isLicenseType(product));
  const parts = [
    changes.length > 0 ? 'changed service licenses' : null,
    assignments.changes.length > 0 ? 'changed license assignments' : null,
    products.length > 0 ? `bought ${products.map((line) => line.name).join(', ')}` : null,
  ].filter((part) => part !== null);
  const sentence = parts.join(', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function isLicenseType(product: string): boolean {
  return Object.hasOwn(LICENSE_TYPE_TEXT, product);
}
