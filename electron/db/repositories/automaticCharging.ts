import { asc } from 'drizzle-orm';
import type { AutomaticCharging } from '../../services/ports/charging.ts';
import { automaticCharging as table, userCounts } from '../schema/automaticCharging.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';
import { later } from './later.ts';

/** How far automatic charging has come, in one row, and what it needs to know of dates that wait (SPEC section 7). */
export function createAutomaticCharging({ db, writer }: RepositoryContext): AutomaticCharging {
  const { highestCycle, lastSeenAt, asked } = table;
  const progress = later(db.select({ highestCycle, lastSeenAt, asked }).from(table));
  const row = { highestCycle: given('highestCycle'), lastSeenAt: given('lastSeenAt'), asked: given('asked') };
  // Written in every cycle.
  const save = later(db.insert(table).values({ id: 1, ...row }).onConflictDoUpdate({ target: table.id, set: row }));
  const counts = later(db.select({ upTo: userCounts.upTo, activeUsers: userCounts.activeUsers }).from(userCounts).orderBy(asc(userCounts.upTo)));
  return {
    progress: () => orNull(progress.get()),
    saveTx(tx, progressed) {
      writer.demand(tx);
      // A placeholder's value goes to SQLite as it is.
      save.run({ ...progressed, asked: progressed.asked ? 1 : 0 });
    },
    userCounts: () => counts.all(),
    countUsersTx(tx, count) {
      writer.demand(tx);
      db.insert(userCounts).values(count).run();
    },
    forgetUserCountsTx(tx) {
      writer.demand(tx);
      db.delete(userCounts).run();
    },
  };
}
