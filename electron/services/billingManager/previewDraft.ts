import type { z } from 'zod';
import type { draftPreview } from '../../../shared/contracts/billingManager.ts';
import { LICENSE_TYPE_TEXT } from '../../../shared/values/licenseTypes.ts';
import { planAccountChange } from '../../domain/accountChange.ts';
import type { AccountChange } from '../../domain/accountChange.ts';
import { recurringLine } from '../../domain/pricedLine.ts';
import type { PricedLine } from '../../domain/pricedLine.ts';
import { effectiveQuantity } from '../../domain/quantityChange.ts';
import { paidUnused } from '../../domain/licenseRules.ts';
import { lineOutput, totalExplanation, totalOf } from '../lineOutput.ts';
import type { DataFile } from '../ports/dataFile.ts';
import { gatherAccount } from './gatherAccount.ts';
import type { AccountSnapshot } from './gatherAccount.ts';
import type { Draft } from './draft.ts';
import { draftProblems } from './problems.ts';

export type DraftPreview = z.output<typeof draftPreview>;

export interface PlannedDraft {
  readonly snapshot: AccountSnapshot;
  readonly plan: AccountChange<AccountSnapshot['licenses'][number]>;
  readonly preview: DraftPreview;
}

/**
 * What Accept would do with a draft at a moment (epoch milliseconds), for the window to show and for Accept to carry
 * out: both take it from here, so a preview never differs from the charge (SPEC section 2). Refuses with NOT_FOUND.
 */
export function planDraft(file: DataFile, accountId: number, draft: Draft, now: number): PlannedDraft {
  const snapshot = gatherAccount(file, accountId, now);
  const plan = planAccountChange(snapshot, draft);
  return {
    snapshot,
    plan,
    preview: {
      chargedNow: billOutput(plan.chargedNow),
      recurring: billOutput(plan.recurring),
      recurringWas: totalOf(plan.recurringWas),
      changes: plan.changes.map(({ license: { type, recurringPrice }, from, to, effect, charged, next }) => ({
        type,
        name: LICENSE_TYPE_TEXT[type].name,
        from,
        to,
        effect,
        charged,
        since: next.scheduledQuantity === null ? null : snapshot.nextBillingDate,
        monthExplanation: recurringLine(type, effectiveQuantity(next), recurringPrice, snapshot.nextBillingDate).explanation,
      })),
      assigned: plan.holders.map(({ type, assigned, quantity, paid, verdict }) => ({
        type,
        assigned,
        quantity,
        short: verdict.kind === 'short' ? verdict.by : 0,
        free: paidUnused(type, quantity, assigned),
        paidUnused: paidUnused(type, paid, assigned),
      })),
      assignmentChanges: plan.assignments.changes.length,
      problems: draftProblems(snapshot, plan, draft),
    },
  };
}

function billOutput(lines: readonly PricedLine[]): DraftPreview['recurring'] {
  return { lines: lines.map(lineOutput), total: totalOf(lines), explanation: totalExplanation(lines) };
}
