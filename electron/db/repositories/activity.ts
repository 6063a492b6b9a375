import type { SQL } from 'drizzle-orm';
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Activity } from '../../services/ports/dataFile.ts';
import type { ActivityFilter } from '../../services/ports/records.ts';
import { foldCase, needsFolding } from '../foldCase.ts';
import { activityHash, CHAIN_START } from '../hashChain.ts';
import { activity as table } from '../schema/activity.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
import type { RepositoryContext } from './common.ts';
import { given, highestGiven } from './common.ts';
import { later } from './later.ts';

function conditions({ accountId, from, before, text }: ActivityFilter): (SQL | undefined)[] {
  return [
    accountId === undefined ? undefined : eq(table.accountId, accountId),
    from === undefined ? undefined : gte(table.at, from),
    before === undefined ? undefined : lt(table.at, before),
    text === undefined || text === '' ? undefined : textFound(text),
  ];
}

/** A text in who, what, or what changed, which is kept as JSON and so escapes what JSON does. */
function textFound(text: string): SQL {
  const searched = sql`${table.who} || ' ' || ${table.what} || ' ' || ${table.changes}`;
  const inJson = JSON.stringify(text).slice(1, -1);
  return needsFolding(text) ? sql`instr(fold_case(${searched}), ${foldCase(inJson)}) > 0` : sql`instr(lower(${searched}), lower(${inJson})) > 0`;
}

/** The activity record (SPEC section 15): numbered without gaps, each entry chained to the one before. */
export function createActivity({ db, writer }: RepositoryContext): Activity {
  const select = () =>
    db
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
      .leftJoin(billingAccounts, eq(billingAccounts.id, table.accountId));
  const last = later(db.select({ sequence: table.sequence, hash: table.hash }).from(table).orderBy(desc(table.sequence)).limit(1));
  const lastGiven = highestGiven(db, 'activity');
  const insert = later(
    db
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
      }),
  );

  return {
    page: (before, limit, filter = {}) =>
      select()
        .where(and(before === null ? undefined : lt(table.sequence, before), ...conditions(filter)))
        .orderBy(desc(table.sequence))
        .limit(limit)
        .all(),
    appendTx(tx, entry) {
      writer.demand(tx);
      const newest = last.get();
      const previousHash = newest?.hash ?? CHAIN_START;
      // Half a character, such as a file's name may have, would be stored as another one than was hashed.
      const [who, what] = [entry.who.toWellFormed(), entry.what.toWellFormed()];
      const row = { ...entry, who, what, sequence: Math.max(newest?.sequence ?? 0, lastGiven()) + 1, changes: JSON.stringify(entry.changes) };
      insert.run({ ...row, previousHash, hash: activityHash(previousHash, row) });
    },
  };
}
