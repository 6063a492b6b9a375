import type { SQL } from 'drizzle-orm';
import { and, asc, count, eq, exists, inArray, isNotNull, notExists, sql } from 'drizzle-orm';
import type { Users } from '../../services/ports/dataFile.ts';
import type { UserFilter } from '../../services/ports/records.ts';
import { assignments } from '../schema/licenses.ts';
import { users as table } from '../schema/users.ts';
import { foldCase, needsFolding } from '../foldCase.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given, orNull } from './common.ts';
import { fastRows } from './fastRows.ts';
import { later } from './later.ts';

const columns = {
  id: table.id,
  accountId: table.accountId,
  firstName: table.firstName,
  lastName: table.lastName,
  email: table.email,
  active: table.active,
  groupId: table.groupId,
};

const SEARCHED = sql`${table.firstName} || ' ' || ${table.lastName} || ' ' || ${table.email}`;

/** Case matters not; SQLite's own lower() knows ASCII letters alone. */
function textFound(text: string): SQL {
  return needsFolding(text) ? sql`instr(fold_case(${SEARCHED}), ${foldCase(text)}) > 0` : sql`instr(lower(${SEARCHED}), lower(${text})) > 0`;
}

/** People of the company (SPEC section 1), listed by last name. */
export function createUsers({ db, writer, reviewCopy }: RepositoryContext): Users {
  const byName = [sql`${table.lastName} collate nocase`, sql`${table.firstName} collate nocase`, asc(table.id)];
  const all = fastRows(later(db.select(columns).from(table).orderBy(...byName)), columns);
  const byAccount = fastRows(
    later(
      db
        .select(columns)
        .from(table)
        .where(eq(table.accountId, given('accountId')))
        .orderBy(...byName),
    ),
    columns,
  );
  const byId = later(db.select(columns).from(table).where(eq(table.id, given('id'))));
  const byEmail = later(db.select(columns).from(table).where(sql`lower(${table.email}) = lower(${given('email')})`));
  const activeInGroup = later(
    db
      .select(columns)
      .from(table)
      .where(and(eq(table.groupId, given('groupId')), eq(table.active, true)))
      .orderBy(asc(table.id)),
  );
  const operators = later(
    db
      .select({ ...columns, groupId: sql<number>`${table.groupId}`, hasPassword: sql<number>`${table.passwordHash} is not null` })
      .from(table)
      .where(isNotNull(table.groupId))
      .orderBy(...byName),
  );
  const credentials = later(
    db
      .select({ passwordHash: table.passwordHash, wrongTries: table.wrongTries, nextTryAt: table.nextTryAt })
      .from(table)
      .where(eq(table.id, given('id'))),
  );
  const holdsBase = db
    .select({ held: assignments.userId })
    .from(assignments)
    .where(and(eq(assignments.userId, table.id), inArray(assignments.type, ['crm', 'crmView'])));
  const withoutBase = later(
    db
      .select(columns)
      .from(table)
      .where(and(eq(table.active, true), notExists(holdsBase)))
      .orderBy(asc(table.accountId), ...byName),
  );
  // A prepared statement takes what `given` binds as it is: truth as 0 or 1.
  const typed = {
    accountId: given('accountId'),
    firstName: given('firstName'),
    lastName: given('lastName'),
    email: given('email'),
    active: given('active'),
    groupId: given('groupId'),
  };
  const updateUser = later(
    db
      .update(table)
      .set(typed)
      .where(eq(table.id, given('id'))),
  );
  const insertUser = later(
    db
      .insert(table)
      .values({
        ...typed,
        wrongTries: 0,
        nextTryAt: 0,
      })
      .returning({ id: table.id }),
  );
  const matches = ({ accountId, active, license, text }: UserFilter): SQL | undefined => {
    const holds = db.select({ held: assignments.userId }).from(assignments);
    return and(
      accountId === undefined ? undefined : eq(table.accountId, accountId),
      active === undefined ? undefined : eq(table.active, active),
      license === 'noBase' ? notExists(holdsBase) : undefined,
      license === undefined || license === 'noBase' ? undefined : exists(holds.where(and(eq(assignments.userId, table.id), eq(assignments.type, license)))),
      text === undefined ? undefined : textFound(text),
    );
  };
  const activeCount = later(db.select({ users: count() }).from(table).where(eq(table.active, true)));

  return {
    all: () => all(),
    page: (filter, after, limit) => {
      const place = (user: SQL): SQL => sql`(select ${table.lastName}, ${table.firstName}, ${table.id} from ${table} where ${table.id} = ${user})`;
      // Row values compare by the collation of their left side.
      const beyond = after === null ? undefined : sql`(${table.lastName} collate nocase, ${table.firstName} collate nocase, ${table.id}) > ${place(sql`${after}`)}`;
      return db.select(columns).from(table).where(and(matches(filter), beyond)).orderBy(...byName).limit(limit).all();
    },
    count: (filter) => db.select({ users: count() }).from(table).where(matches(filter)).get()?.users ?? 0,
    byAccount: (accountId) => byAccount({ accountId }),
    byId: (id) => orNull(byId.get({ id })),
    byEmail: (email) => orNull(byEmail.get({ email })),
    activeInGroup: (groupId) => activeInGroup.all({ groupId }),
    credentials: (id) => {
      const found = credentials.get({ id });
      if (found === undefined) throw new Error('There is no such user.');
      return found;
    },
    operators: () => operators.all().map((each) => ({ ...each, hasPassword: each.hasPassword === 1 })),
    activeCount: () => reviewCopy?.activeUsers ?? activeCount.get()?.users ?? 0,
    withoutBaseLicense: () => withoutBase.all(),
    insertTx(tx, user) {
      writer.demand(tx);
      return insertUser.get({ ...user, active: user.active ? 1 : 0 }).id;
    },
    updateTx(tx, user) {
      writer.demand(tx);
      demandOneChanged(updateUser.run({ ...user, active: user.active ? 1 : 0 }), 'user');
    },
    setCredentialsTx(tx, id, given) {
      writer.demand(tx);
      demandOneChanged(db.update(table).set({ ...given }).where(eq(table.id, id)).run(), 'user');
    },
  };
}
