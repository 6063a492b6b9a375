import { desc, lte, sql } from 'drizzle-orm';
import type { Storage } from '../../services/ports/dataFile.ts';
import { storageMeasurements as table } from '../schema/storageMeasurements.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';
import { later } from './later.ts';

/** Comes before every measurement there is. */
const BEFORE_ALL = { at: Number.MAX_SAFE_INTEGER, id: 0 };

/** Storage measurements (SPEC section 10); of two at one moment the later written counts. */
export function createStorage({ db, writer }: RepositoryContext): Storage {
  const measurement = { at: table.at, usedMb: table.usedMb };
  const newestFirst = [desc(table.at), desc(table.id)] as const;
  const latest = later(db.select(measurement).from(table).orderBy(...newestFirst).limit(1));
  const asOf = later(db.select(measurement).from(table).where(lte(table.at, given('moment'))).orderBy(...newestFirst).limit(1));
  const page = later(
    db
      .select({ id: table.id, ...measurement })
      .from(table)
      .where(sql`(${table.at}, ${table.id}) < (${given('at')}, ${given('id')})`)
      .orderBy(...newestFirst)
      .limit(sql.placeholder('limit')),
  );
  return {
    latest: () => orNull(latest.get()),
    asOf: (moment) => orNull(asOf.get({ moment })),
    page: (before, limit) => {
      const { at, id } = before ?? BEFORE_ALL;
      return page.all({ at, id, limit });
    },
    insertTx(tx, { at, usedMb }) {
      writer.demand(tx);
      db.insert(table).values({ at, usedMb }).run();
    },
  };
}
