import { asc, count, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { CAPABILITIES } from '../../../shared/values/capabilities.ts';
import type { Capability } from '../../../shared/values/capabilities.ts';
import type { PermissionGroups } from '../../services/ports/dataFile.ts';
import type { PermissionGroupRecord } from '../../services/ports/records.ts';
import { groupCapabilities, permissionGroups as table } from '../schema/permissionGroups.ts';
import { users } from '../schema/users.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given } from './common.ts';
import { later } from './later.ts';

function inOrder(rows: readonly { readonly capability: Capability }[]): Capability[] {
  const own = new Set(rows.map(({ capability }) => capability));
  return CAPABILITIES.filter((capability) => own.has(capability));
}

/** Groups of operators and what they allow (SPEC section 15). */
export function createPermissionGroups({ db, writer }: RepositoryContext): PermissionGroups {
  const groups = later(
    db
      .select()
      .from(table)
      .orderBy(desc(table.shipped), sql`case when ${table.shipped} then ${table.id} end`, sql`${table.name} collate nocase`, asc(table.id)),
  );
  const capabilities = later(db.select().from(groupCapabilities));
  const group = later(db.select().from(table).where(eq(table.id, given('id'))));
  const capabilitiesOf = later(db.select().from(groupCapabilities).where(eq(groupCapabilities.groupId, given('id'))));
  const members = later(
    db
      .select({ groupId: users.groupId, members: count() })
      .from(users)
      .where(isNotNull(users.groupId))
      .groupBy(users.groupId),
  );

  const all = (): PermissionGroupRecord[] => {
    const allowed = Map.groupBy(capabilities.all(), ({ groupId }) => groupId);
    return groups.all().map((each) => ({ ...each, capabilities: inOrder(allowed.get(each.id) ?? []) }));
  };
  const allow = (groupId: number, list: readonly Capability[]): void => {
    db.delete(groupCapabilities).where(eq(groupCapabilities.groupId, groupId)).run();
    if (list.length > 0) db.insert(groupCapabilities).values(list.map((capability) => ({ groupId, capability }))).run();
  };

  return {
    all,
    byId: (id) => {
      const found = group.get({ id });
      return found === undefined ? null : { ...found, capabilities: inOrder(capabilitiesOf.all({ id })) };
    },
    memberCounts: () => new Map(members.all().flatMap(({ groupId, members: number }) => (groupId === null ? [] : [[groupId, number]]))),
    insertTx(tx, made) {
      writer.demand(tx);
      const { id } = db.insert(table).values({ name: made.name, shipped: false }).returning({ id: table.id }).get();
      allow(id, made.capabilities);
      return id;
    },
    updateTx(tx, changed) {
      writer.demand(tx);
      demandOneChanged(db.update(table).set({ name: changed.name }).where(eq(table.id, changed.id)).run(), 'permission group');
      allow(changed.id, changed.capabilities);
    },
    removeTx(tx, id) {
      writer.demand(tx);
      allow(id, []);
      demandOneChanged(db.delete(table).where(eq(table.id, id)).run(), 'permission group');
    },
  };
}
