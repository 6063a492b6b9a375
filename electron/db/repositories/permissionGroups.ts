import { asc, count, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { CAPABILITIES } from '../../../shared/values/capabilities.ts';
import type { Capability } from '../../../shared/values/capabilities.ts';
import type { PermissionGroups } from '../../services/ports/dataFile.ts';
import type { PermissionGroupRecord } from '../../services/ports/records.ts';
import { groupCapabilities, permissionGroups as table } from '../schema/permissionGroups.ts';
import { users } from '../schema/users.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged } from './common.ts';

/** Groups of operators and what they allow (SPEC section 15). */
export function createPermissionGroups({ db, writer }: RepositoryContext): PermissionGroups {
  const groups = db
    .select()
    .from(table)
    .orderBy(desc(table.shipped), sql`case when ${table.shipped} then ${table.id} end`, sql`${table.name} collate nocase`, asc(table.id))
    .prepare();
  const capabilities = db.select().from(groupCapabilities).prepare();
  const members = db
    .select({ groupId: users.groupId, members: count() })
    .from(users)
    .where(isNotNull(users.groupId))
    .groupBy(users.groupId)
    .prepare();

  const all = (): PermissionGroupRecord[] => {
    const allowed = Map.groupBy(capabilities.all(), ({ groupId }) => groupId);
    return groups.all().map((group) => {
      const own = new Set(allowed.get(group.id)?.map(({ capability }) => capability));
      return { ...group, capabilities: CAPABILITIES.filter((capability) => own.has(capability)) };
    });
  };
  const allow = (groupId: number, list: readonly Capability[]): void => {
    db.delete(groupCapabilities).where(eq(groupCapabilities.groupId, groupId)).run();
    if (list.length > 0) db.insert(groupCapabilities).values(list.map((capability) => ({ groupId, capability }))).run();
  };

  return {
    all,
    byId: (id) => all().find((group) => group.id === id) ?? null,
    memberCounts: () => new Map(members.all().flatMap(({ groupId, members: number }) => (groupId === null ? [] : [[groupId, number]]))),
    insertTx(tx, group) {
      writer.demand(tx);
      const { id } = db.insert(table).values({ name: group.name, shipped: false }).returning({ id: table.id }).get();
      allow(id, group.capabilities);
      return id;
    },
    updateTx(tx, group) {
      writer.demand(tx);
      demandOneChanged(db.update(table).set({ name: group.name }).where(eq(table.id, group.id)).run(), 'permission group');
      allow(group.id, group.capabilities);
    },
    removeTx(tx, id) {
      writer.demand(tx);
      allow(id, []);
      demandOneChanged(db.delete(table).where(eq(table.id, id)).run(), 'permission group');
    },
  };
}
