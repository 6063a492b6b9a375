import { desc } from 'drizzle-orm';
import type { Storage } from '../../services/ports/dataFile.ts';
import { storageMeasurements as table } from '../schema/storageMeasurements.ts';
import type { RepositoryContext } from './common.ts';
import { orNull } from './common.ts';

/** Storage measurements (SPEC section 10); of two at one moment the later written counts. */
export function createStorage({ db, writer }: RepositoryContext): Storage {
  const latest = db.select({ at: table.at, usedMb: table.usedMb }).from(table).orderBy(desc(table.at), desc(table.id)).limit(1).prepare();
  return {
    latest: () => orNull(latest.get()),
    insertTx(tx, measurement) {
      writer.demand(tx);
      db.insert(table).values(measurement).run();
    },
  };
}
