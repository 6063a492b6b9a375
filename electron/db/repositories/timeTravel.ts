import { and, asc, count, desc, eq } from 'drizzle-orm';
import type { TimeTravel } from '../../services/ports/timeTravel.ts';
import { timeTravel as table, timeTravelEvents as events } from '../schema/timeTravel.ts';
import type { RepositoryContext } from './common.ts';
import { orNull } from './common.ts';

/** The time machine of a demonstration: how far its clock is ahead, and what happened on the way (SPEC section 12). */
export function createTimeTravel({ db, writer }: RepositoryContext): TimeTravel {
  const { beganAt, ahead } = table;
  const { at, kind, accountId, sentence, receiptNumber } = events;
  const columns = { at, kind, accountId, sentence, receiptNumber };
  return {
    journey: () => orNull(db.select({ beganAt, ahead }).from(table).get()),
    saveTx(tx, journey) {
      writer.demand(tx);
      db.insert(table).values({ id: 1, ...journey }).onConflictDoUpdate({ target: table.id, set: journey }).run();
    },
    events: (limit) => db.select(columns).from(events).orderBy(desc(events.id)).limit(limit).all(),
    eventCount: () => db.select({ events: count() }).from(events).get()?.events ?? 0,
    eventsOf: (ofAccount, ofKind) => db.select(columns).from(events).where(and(eq(accountId, ofAccount), eq(kind, ofKind))).orderBy(asc(events.id)).all(),
    appendTx(tx, happened) {
      writer.demand(tx);
      if (happened.length > 0) db.insert(events).values([...happened]).run();
    },
  };
}
