import type { Capability } from '../../../shared/values/capabilities.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { UserRecord } from '../ports/records.ts';

export interface Operator {
  readonly user: UserRecord;
  readonly groupName: string;
  readonly capabilities: readonly Capability[];
}

/** The user as an operator, as the file has them now; null for one who is none, or none any more. */
export function operatorOf(file: DataFile, userId: number): Operator | null {
  const user = file.users.byId(userId);
  if (user === null || user.groupId === null || !user.active) return null;
  const group = file.groups.byId(user.groupId);
  return group === null ? null : { user, groupName: group.name, capabilities: group.capabilities };
}
