import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import type { ChargeEffect } from '../charges/chargeEffect.ts';
import type { PlannedDraft } from './previewDraft.ts';

/** What an accepted draft writes: the licenses as they will be, the receipt's lines, and what Activity says. */
export function draftEffect(
  { snapshot: { account, period }, plan, preview }: PlannedDraft,
  by: { readonly operatorId: number; readonly who: string },
): ChargeEffect {
  return {
    accountId: account.id,
    kind: 'licensesAdded',
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
    newPeriod: null,
    operatorId: by.operatorId,
    who: by.who,
    what: 'Changed service licenses',
    changes: plan.changes.map(({ license, from, to, next }) => ({
      label: LICENSE_TYPE_TEXT[license.type].name,
      before: String(from),
      after: next.scheduledQuantity === null ? String(to) : `${to} from ${account.nextBillingDate}`,
    })),
  };
}
