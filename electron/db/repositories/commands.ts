import { eq } from 'drizzle-orm';
import type { Commands } from '../../services/ports/dataFile.ts';
import { commands as table } from '../schema/commands.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';
import { later } from './later.ts';

/** Finished commands, each recorded once (SPEC section 8). */
export function createCommands({ db, writer }: RepositoryContext): Commands {
  const byId = later(db.select().from(table).where(eq(table.id, given('id'))));
  const insert = later(
    db
      .insert(table)
      .values({ id: given('id'), route: given('route'), inputHash: given('inputHash'), outcome: given('outcome'), at: given('at') }),
  );
  return {
    byId: (id) => orNull(byId.get({ id })),
    insertTx(tx, command) {
      writer.demand(tx);
      insert.run({ ...command });
    },
  };
}
