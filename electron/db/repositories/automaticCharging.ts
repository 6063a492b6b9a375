import type { AutomaticCharging } from '../../services/ports/dataFile.ts';
import { automaticCharging as table } from '../schema/automaticCharging.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';
import { later } from './later.ts';

/** The one row that tells how far automatic charging has come (SPEC section 7). */
export function createAutomaticCharging({ db, writer }: RepositoryContext): AutomaticCharging {
  const { highestCycle, lastSeenAt, heldActiveUsers } = table;
  const progress = later(db.select({ highestCycle, lastSeenAt, heldActiveUsers }).from(table));
  const row = { highestCycle: given('highestCycle'), lastSeenAt: given('lastSeenAt'), heldActiveUsers: given('heldActiveUsers') };
  // Written in every cycle.
  const save = later(db.insert(table).values({ id: 1, ...row }).onConflictDoUpdate({ target: table.id, set: row }));
  return {
    progress: () => orNull(progress.get()),
    saveTx(tx, progressed) {
      writer.demand(tx);
      save.run({ ...progressed });
    },
  };
}
