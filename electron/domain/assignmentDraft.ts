import { LICENSE_TYPES } from '../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../shared/values/licenseTypes.ts';

export interface AssignmentChange {
  readonly userId: number;
  readonly type: LicenseType;
  /** True: given; false: taken. */
  readonly assigned: boolean;
}

/** Who holds what, and who is active, before the draft. */
export interface Holdings {
  readonly held: ReadonlyMap<number, readonly LicenseType[]>;
  readonly active: ReadonlySet<number>;
}

export type AssignmentVerdict =
  | { readonly kind: 'unknownUser' }
  | { readonly kind: 'inactiveUser' }
  /** Given without `crm`, which every type but the base licenses requires. */
  | { readonly kind: 'needsCrm' }
  /** `crm` taken while these depend on it. */
  | { readonly kind: 'neededBy'; readonly dependants: readonly LicenseType[] }
  /** `crmView` beside anything else. */
  | { readonly kind: 'excludedBy'; readonly others: readonly LicenseType[] };

export interface AssignmentPlan {
  /** What really changes: a license given to its holder, or taken from nobody, is left out. */
  readonly changes: readonly AssignmentChange[];
  /** Active holders of each type afterwards. */
  readonly assigned: ReadonlyMap<LicenseType, number>;
  /** By the position of the change in the draft. */
  readonly problems: readonly { readonly index: number; readonly change: AssignmentChange; readonly verdict: AssignmentVerdict }[];
}

/**
 * What becomes of the assignments of an account under a draft (SPEC section 3). Each user is judged as they stand
 * after all of it, so that `crm` and what depends on it may be given, or taken, together. Where a draft names a user
 * and type twice the later one holds. Linear in holdings and changes.
 */
export function planAssignments({ held, active }: Holdings, draft: readonly AssignmentChange[]): AssignmentPlan {
  const after = new Map<number, Set<LicenseType>>();
  for (const { userId, type, assigned } of draft) {
    const types = after.get(userId) ?? new Set(held.get(userId));
    after.set(userId, types);
    if (assigned) types.add(type);
    else types.delete(type);
  }
  const problems = draft.flatMap((change, index) => {
    const verdict = judge(change, { held, active }, after.get(change.userId) ?? new Set());
    return verdict === null ? [] : [{ index, change, verdict }];
  });
  const changes = [...after].flatMap(([userId, types]) => {
    const before = new Set(held.get(userId));
    return LICENSE_TYPES.filter((type) => before.has(type) !== types.has(type)).map((type) => ({ userId, type, assigned: types.has(type) }));
  });
  return { changes, assigned: countHolders({ held, active }, after), problems };
}

/**
 * Of changes that were accepted a while ago, those that can still be made, and those that are left: of each user all or
 * none. A user who was changed meanwhile is left as they are now (SPEC sections 2 and 3). Linear, as `planAssignments`.
 */
export function stillFitting(holdings: Holdings, accepted: readonly AssignmentChange[]): { readonly fitting: readonly AssignmentChange[]; readonly left: ReadonlySet<AssignmentChange> } {
  const { changes, problems } = planAssignments(holdings, accepted);
  const cell = ({ userId, type }: AssignmentChange): string => `${userId} ${type}`;
  const changing = new Set(changes.map(cell));
  const others = new Set([...problems.map(({ change }) => change), ...accepted.filter((change) => !changing.has(cell(change)))].map(({ userId }) => userId));
  return { fitting: accepted.filter(({ userId }) => !others.has(userId)), left: new Set(accepted.filter(({ userId }) => others.has(userId))) };
}

function judge({ userId, type, assigned }: AssignmentChange, { held, active }: Holdings, after: ReadonlySet<LicenseType>): AssignmentVerdict | null {
  if (!held.has(userId)) return { kind: 'unknownUser' };
  if (assigned && !active.has(userId)) return { kind: 'inactiveUser' };
  // A later change of the same license holds, and is judged in its place.
  if (after.has(type) !== assigned) return null;
  const others = LICENSE_TYPES.filter((other) => after.has(other) && other !== type);
  const dependants = others.filter((other) => other !== 'crm' && other !== 'crmView');
  if (!assigned) return type === 'crm' && dependants.length > 0 ? { kind: 'neededBy', dependants } : null;
  if (type === 'crmView') return others.length > 0 ? { kind: 'excludedBy', others } : null;
  if (after.has('crmView')) return { kind: 'excludedBy', others: ['crmView'] };
  return type === 'crm' || after.has('crm') ? null : { kind: 'needsCrm' };
}

function countHolders({ held, active }: Holdings, after: ReadonlyMap<number, ReadonlySet<LicenseType>>): ReadonlyMap<LicenseType, number> {
  const counts = new Map<LicenseType, number>();
  for (const [userId, before] of held) {
    if (!active.has(userId)) continue;
    for (const type of after.get(userId) ?? before) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}
