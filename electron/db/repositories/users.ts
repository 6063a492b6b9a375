import { and, asc, count, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Users } from '../../services/ports/dataFile.ts';
import { assignments } from '../schema/licenses.ts';
import { users as table } from '../schema/users.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given, orNull } from './common.ts';

const columns = {
  id: table.id,
  accountId: table.accountId,
  firstName: table.firstName,
  lastName: table.lastName,
  email: table.email,
  active: table.active,
  groupId: table.groupId,
};

/** People of the company (SPEC section 1), listed by last name. */
export function createUsers({ db, writer }: RepositoryContext): Users {
  const byName = [sql`${table.lastName} collate nocase`, sql`${table.firstName} collate nocase`, asc(table.id)];
  const byAccount = db
    .select(columns)
    .from(table)
    .where(eq(table.accountId, given('accountId')))
    .orderBy(...byName)
    .prepare();
  const byId = db.select(columns).from(table).where(eq(table.id, given('id'))).prepare();
  const byEmail = db.select(columns).from(table).where(sql`lower(${table.email}) = lower(${given('email')})`).prepare();
  const activeInGroup = db
    .select(columns)
    .from(table)
    .where(and(eq(table.groupId, given('groupId')), eq(table.active, true)))
    .orderBy(asc(table.id))
    .prepare();
  const credentials = db
    .select({ passwordHash: table.passwordHash, wrongTries: table.wrongTries, nextTryAt: table.nextTryAt })
    .from(table)
    .where(eq(table.id, given('id')))
    .prepare();
  const holdsBase = db
    .select({ held: assignments.userId })
    .from(assignments)
    .where(and(eq(assignments.userId, table.id), inArray(assignments.type, ['crm', 'crmView'])));
  const withoutBase = db
    .select(columns)
    .from(table)
    .where(and(eq(table.active, true), notExists(holdsBase)))
    .orderBy(asc(table.accountId), ...byName)
    .prepare();
  const activeCount = db.select({ users: count() }).from(table).where(eq(table.active, true)).prepare();

  return {
    byAccount: (accountId) => byAccount.all({ accountId }),
    byId: (id) => orNull(byId.get({ id })),
    byEmail: (email) => orNull(byEmail.get({ email })),
    activeInGroup: (groupId) => activeInGroup.all({ groupId }),
    credentials: (id) => {
      const found = credentials.get({ id });
      if (found === undefined) throw new Error('There is no such user.');
      return found;
    },
    activeCount: () => activeCount.get()?.users ?? 0,
    withoutBaseLicense: () => withoutBase.all(),
    insertTx(tx, user) {
      writer.demand(tx);
      return db.insert(table).values({ ...user, wrongTries: 0, nextTryAt: 0 }).returning({ id: table.id }).get().id;
    },
    setCredentialsTx(tx, id, given) {
      writer.demand(tx);
      demandOneChanged(db.update(table).set({ ...given }).where(eq(table.id, id)).run(), 'user');
    },
  };
}
