import type { Input } from '../../../shared/contracts/index.ts';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { BillingManagerView } from '../../common/queries.ts';

export type Holder = BillingManagerView['holders'][number];
export type AssignmentChange = NonNullable<Input<'billingManager.preview'>['draft']['assignments']>[number];

/** What was ticked or unticked, by cell. What stands as it is anyway is no change. */
export type Ticked = ReadonlyMap<string, boolean>;

/** Names a cell of the grid: one user and one license type. */
export function cellOf(userId: number, type: LicenseType): string {
  return `${userId}/${type}`;
}

/** Who holds what before the draft. */
export function heldBy(holders: readonly Holder[]): ReadonlyMap<number, ReadonlySet<LicenseType>> {
  return new Map(holders.map(({ userId, licenses }) => [userId, new Set(licenses)]));
}

/** The cells that differ from what is held, as the application takes them. Those of users who left the account are dropped. */
export function readAssignments(held: ReadonlyMap<number, ReadonlySet<LicenseType>>, ticked: Ticked): readonly AssignmentChange[] {
  const changes: AssignmentChange[] = [];
  for (const [cell, assigned] of ticked) {
    const { userId, type } = partsOf(cell);
    const licenses = held.get(userId);
    if (licenses !== undefined && type !== undefined && licenses.has(type) !== assigned) changes.push({ userId, type, assigned });
  }
  return changes;
}

function partsOf(cell: string): { readonly userId: number; readonly type: LicenseType | undefined } {
  const [userId = '', name] = cell.split('/');
  return { userId: Number(userId), type: LICENSE_TYPES.find((type) => type === name) };
}

/** A problem counts the changes as they were sent; the window knows cells. Other paths stay as they are. */
export function pathOfCell(path: string, sent: readonly AssignmentChange[]): string {
  const [, before = '', index] = /^(.*\/assignments\/)(\d+)$/.exec(path) ?? [];
  const change = index === undefined ? undefined : sent[Number(index)];
  return change === undefined ? path : `${before}${cellOf(change.userId, change.type)}`;
}

/** The cell that a path of `pathOfCell` names, or null. */
export function cellOfPath(path: string): string | null {
  return /\/assignments\/(\d+\/[a-zA-Z]+)$/.exec(path)?.[1] ?? null;
}

/** One user whom someone else changed while a draft was open that names them. */
export interface HolderConflict {
  readonly userId: number;
  readonly name: string;
  readonly opened: readonly LicenseType[];
  readonly current: readonly LicenseType[];
  readonly yours: readonly AssignmentChange[];
}

export function holderConflicts(before: readonly Holder[], now: readonly Holder[], ticked: Ticked): readonly HolderConflict[] {
  const touched = Map.groupBy(
    [...ticked].flatMap(([cell, assigned]) => {
      const { userId, type } = partsOf(cell);
      return type === undefined ? [] : [{ userId, type, assigned }];
    }),
    ({ userId }) => userId,
  );
  if (touched.size === 0) return [];
  const was = new Map(before.map((holder) => [holder.userId, holder]));
  const is = new Map(now.map((holder) => [holder.userId, holder]));
  return [...touched].flatMap(([userId, yours]) => {
    const opened = was.get(userId);
    const current = is.get(userId);
    if (opened === undefined || (current?.licenses.join() === opened.licenses.join() && current.active === opened.active)) return [];
    return [{ userId, name: `${opened.firstName} ${opened.lastName}`, opened: opened.licenses, current: current?.licenses ?? [], yours }];
  });
}
