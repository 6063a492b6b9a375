import type { LastPlace } from '../../services/ports/charging.ts';
import { lastPlace as table } from '../schema/lastPlace.ts';
import type { RepositoryContext } from './common.ts';
import { orNull } from './common.ts';
import { later } from './later.ts';

/** The one row that tells where the file was last used (SPEC section 8). */
export function createLastPlace({ db, writer }: RepositoryContext): LastPlace {
  const { stamp, recordFrom } = table;
  const read = later(db.select({ stamp, recordFrom }).from(table));
  return {
    read: () => orNull(read.get()),
    saveTx(tx, row) {
      writer.demand(tx);
      db.insert(table).values({ id: 1, ...row }).onConflictDoUpdate({ target: table.id, set: row }).run();
    },
  };
}
