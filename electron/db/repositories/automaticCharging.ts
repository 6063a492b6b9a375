import type { AutomaticCharging } from '../../services/ports/dataFile.ts';
import { automaticCharging as table } from '../schema/automaticCharging.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';

/** The one row that tells how far automatic charging has come (SPEC section 7). */
export function createAutomaticCharging({ db, writer }: RepositoryContext): AutomaticCharging {
  const { highestCycle, lastSeenAt, heldActiveUsers } = table;
  const progress = db.select({ highestCycle, lastSeenAt, heldActiveUsers }).from(table).prepare();
  const row = { highestCycle: given('highestCycle'), lastSeenAt: given('lastSeenAt'), heldActiveUsers: given('heldActiveUsers') };
  // Written in every cycle.
  const save = db.insert(table).values({ id: 1, ...row }).onConflictDoUpdate({ target: table.id, set: row }).prepare();
  return {
    progress: () => orNull(progress.get()),
    saveTx(tx, progressed) {
      writer.demand(tx);
      save.run({ ...progressed });
    },
  };
}
