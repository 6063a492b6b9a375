import { asc, eq, sql } from 'drizzle-orm';
import type { NewShiftPlan, ShiftPlans } from '../../services/ports/seats.ts';
import { shiftPlans as table, shiftPlanUsers } from '../schema/sessions.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given } from './common.ts';
import { later } from './later.ts';

/** Shift plans with their groups of users (SPEC section 5). */
export function createShiftPlans({ db, writer }: RepositoryContext): ShiftPlans {
  const byAccount = later(
    db
      .select()
      .from(table)
      .where(eq(table.accountId, given('accountId')))
      .orderBy(asc(table.startMinute), sql`${table.name} collate nocase`, asc(table.id)),
  );
  const users = later(
    db
      .select({ planId: shiftPlanUsers.planId, userId: shiftPlanUsers.userId })
      .from(shiftPlanUsers)
      .innerJoin(table, eq(table.id, shiftPlanUsers.planId))
      .where(eq(table.accountId, given('accountId')))
      .orderBy(asc(shiftPlanUsers.planId), asc(shiftPlanUsers.userId)),
  );
  const join = later(db.insert(shiftPlanUsers).values({ planId: given('planId'), userId: given('userId') }));

  const stored = ({ accountId, name, tool, weekdays, startMinute, endMinute }: NewShiftPlan) => ({
    accountId,
    name,
    tool,
    weekdays: weekdays.reduce((bits, day) => bits | (1 << day), 0),
    startMinute,
    endMinute,
  });
  const setUsers = (planId: number, userIds: readonly number[]): void => {
    db.delete(shiftPlanUsers).where(eq(shiftPlanUsers.planId, planId)).run();
    for (const userId of userIds) join.run({ planId, userId });
  };

  return {
    byAccount: (accountId) => {
      const groups = Map.groupBy(users.all({ accountId }), ({ planId }) => planId);
      return byAccount.all({ accountId }).map(({ weekdays, ...plan }) => ({
        ...plan,
        weekdays: [0, 1, 2, 3, 4, 5, 6].filter((day) => (weekdays & (1 << day)) !== 0),
        userIds: (groups.get(plan.id) ?? []).map(({ userId }) => userId),
      }));
    },
    insertTx(tx, plan) {
      writer.demand(tx);
      const { id } = db.insert(table).values(stored(plan)).returning({ id: table.id }).get();
      setUsers(id, plan.userIds);
      return id;
    },
    updateTx(tx, { id, ...plan }) {
      writer.demand(tx);
      demandOneChanged(db.update(table).set(stored(plan)).where(eq(table.id, id)).run(), 'shift plan');
      setUsers(id, plan.userIds);
    },
    removeTx(tx, id) {
      writer.demand(tx);
      setUsers(id, []);
      demandOneChanged(db.delete(table).where(eq(table.id, id)).run(), 'shift plan');
    },
  };
}
