import { and, asc, count, desc, eq, sql } from 'drizzle-orm';
import type { TimeTravel } from '../../services/ports/timeTravel.ts';
import { timeTravel as table, timeTravelEvents as events } from '../schema/timeTravel.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';
import { later } from './later.ts';

/** The time machine of a demonstration: how far its clock is ahead, and what happened on the way (SPEC section 12). */
export function createTimeTravel({ db, writer }: RepositoryContext): TimeTravel {
  const { at, kind, accountId, sentence, receiptNumber } = events;
  const columns = { at, kind, accountId, sentence, receiptNumber };
  const journey = later(db.select({ beganAt: table.beganAt, ahead: table.ahead }).from(table));
  const values = { beganAt: given('beganAt'), ahead: given('ahead') };
  const save = later(db.insert(table).values({ id: 1, ...values }).onConflictDoUpdate({ target: table.id, set: values }));
  const newest = later(db.select(columns).from(events).orderBy(desc(events.id)).limit(sql.placeholder('limit')));
  const counted = later(db.select({ events: count() }).from(events));
  const ofKind = later(
    db
      .select(columns)
      .from(events)
      .where(and(eq(accountId, given('accountId')), eq(kind, given('kind'))))
      .orderBy(asc(events.id)),
  );
  const insert = later(
    db
      .insert(events)
      .values({ at: given('at'), kind: given('kind'), accountId: given('accountId'), sentence: given('sentence'), receiptNumber: given('receiptNumber') }),
  );
  return {
    journey: () => orNull(journey.get()),
    saveTx(tx, row) {
      writer.demand(tx);
      save.run({ ...row });
    },
    events: (limit) => newest.all({ limit }),
    eventCount: () => counted.get()?.events ?? 0,
    eventsOf: (ofAccount, kindOf) => ofKind.all({ accountId: ofAccount, kind: kindOf }),
    appendTx(tx, happened) {
      writer.demand(tx);
      for (const event of happened) insert.run({ ...event });
    },
  };
}
