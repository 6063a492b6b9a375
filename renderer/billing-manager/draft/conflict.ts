import type { BillingManagerView } from '../../common/queries.ts';
import { acceptedQuantity } from './quantities.ts';
import type { Typed } from './quantities.ts';

/** What a draft knows of the account. */
export type DraftedView = Pick<BillingManagerView, 'licenses' | 'holders'> & { readonly account: Pick<BillingManagerView['account'], 'revision'> };

/** The account as it was when the draft was begun; Accept names its revision. */
export type Baseline = Pick<BillingManagerView, 'licenses' | 'holders'> & { readonly revision: number };

/** One license that someone else changed while a draft was open. */
export interface ConflictRow {
  readonly type: BillingManagerView['licenses'][number]['type'];
  readonly name: string;
  readonly opened: number;
  readonly current: number;
  /** Null where this draft does not touch it. */
  readonly yours: string | null;
}

export function baselineOf(view: DraftedView): Baseline {
  return { licenses: view.licenses, holders: view.holders, revision: view.account.revision };
}

/** What others changed since the draft was begun: each license whose quantity or price is not what one saw. */
export function conflictRows(baseline: Pick<Baseline, 'licenses'>, view: Pick<BillingManagerView, 'licenses'>, typed: Typed): readonly ConflictRow[] {
  return view.licenses.flatMap((license) => {
    const before = baseline.licenses.find(({ type }) => type === license.type);
    const opened = before === undefined ? 0 : acceptedQuantity(before);
    const current = acceptedQuantity(license);
    if (opened === current && before?.unitPrice === license.unitPrice && before.quantity === license.quantity) return [];
    return [{ type: license.type, name: license.name, opened, current, yours: typed[license.type] ?? null }];
  });
}
