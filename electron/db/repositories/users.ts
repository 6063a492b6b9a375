import { and, asc, count, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Users } from '../../services/ports/dataFile.ts';
import { assignments } from '../schema/licenses.ts';
import { users as table } from '../schema/users.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';

/** People of the company (SPEC section 1), listed by last name. */
export function createUsers({ db, writer }: RepositoryContext): Users {
  const byName = [sql`${table.lastName} collate nocase`, sql`${table.firstName} collate nocase`, asc(table.id)];
  const byAccount = db
    .select()
    .from(table)
    .where(eq(table.accountId, given('accountId')))
    .orderBy(...byName)
    .prepare();
  const byId = db.select().from(table).where(eq(table.id, given('id'))).prepare();
  const firstOperator = db
    .select()
    .from(table)
    .where(and(eq(table.operator, true), eq(table.active, true)))
    .orderBy(asc(table.id))
    .limit(1)
    .prepare();
  const holdsBase = db
    .select({ held: assignments.userId })
    .from(assignments)
    .where(and(eq(assignments.userId, table.id), inArray(assignments.type, ['crm', 'crmView'])));
  const withoutBase = db
    .select()
    .from(table)
    .where(and(eq(table.active, true), notExists(holdsBase)))
    .orderBy(asc(table.accountId), ...byName)
    .prepare();
  const activeCount = db.select({ users: count() }).from(table).where(eq(table.active, true)).prepare();

  return {
    byAccount: (accountId) => byAccount.all({ accountId }),
    byId: (id) => orNull(byId.get({ id })),
    firstOperator: () => orNull(firstOperator.get()),
    activeCount: () => activeCount.get()?.users ?? 0,
    withoutBaseLicense: () => withoutBase.all(),
    insertTx(tx, user) {
      writer.demand(tx);
      return db.insert(table).values(user).returning({ id: table.id }).get().id;
    },
  };
}
