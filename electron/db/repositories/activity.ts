import { desc, eq, lt, sql } from 'drizzle-orm';
import type { Activity } from '../../services/ports/dataFile.ts';
import { activityHash, CHAIN_START } from '../hashChain.ts';
import { activity as table } from '../schema/activity.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
import type { RepositoryContext } from './common.ts';
import { given } from './common.ts';

/** The activity record (SPEC section 15): numbered without gaps, each entry chained to the one before. */
export function createActivity({ db, writer }: RepositoryContext): Activity {
  const page = db
    .select({
      sequence: table.sequence,
      at: table.at,
      operatorId: table.operatorId,
      who: table.who,
      what: table.what,
      accountId: table.accountId,
      accountName: billingAccounts.name,
      changes: table.changes,
      hash: table.hash,
    })
    .from(table)
    .leftJoin(billingAccounts, eq(billingAccounts.id, table.accountId))
    .where(lt(table.sequence, given('before')))
    .orderBy(desc(table.sequence))
    .limit(sql.placeholder('limit'))
    .prepare();
  const last = db.select({ sequence: table.sequence, hash: table.hash }).from(table).orderBy(desc(table.sequence)).limit(1).prepare();
  const insert = db
    .insert(table)
    .values({
      sequence: given('sequence'),
      at: given('at'),
      operatorId: given('operatorId'),
      who: given('who'),
      what: given('what'),
      accountId: given('accountId'),
      changes: given('changes'),
      previousHash: given('previousHash'),
      hash: given('hash'),
    })
    .prepare();

  return {
    page: (before, limit) => page.all({ before: before ?? Number.MAX_SAFE_INTEGER, limit }),
    appendTx(tx, entry) {
      writer.demand(tx);
      const newest = last.get();
      const previousHash = newest?.hash ?? CHAIN_START;
      const row = { ...entry, sequence: (newest?.sequence ?? 0) + 1, changes: JSON.stringify(entry.changes) };
      insert.run({ ...row, previousHash, hash: activityHash(previousHash, row) });
    },
  };
}
