import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { DataFile } from '../services/ports/dataFile.ts';
import type { CompanyRecord } from '../services/ports/records.ts';
import type { ReviewRecord } from '../services/ports/review.ts';
import type { Tx } from '../services/ports/transaction.ts';
import { inHaste } from './connection.ts';
import { addFoldCase } from './foldCase.ts';
import { createAccounts } from './repositories/accounts.ts';
import { createActivity } from './repositories/activity.ts';
import { createAutomaticCharging } from './repositories/automaticCharging.ts';
import { createBills } from './repositories/bills.ts';
import { createCharges } from './repositories/charges.ts';
import { createCommands } from './repositories/commands.ts';
import { createFundingSources } from './repositories/fundingSources.ts';
import { createLastPlace } from './repositories/lastPlace.ts';
import { createLicenses } from './repositories/licenses.ts';
import { createPermissionGroups } from './repositories/permissionGroups.ts';
import { createMinutesLedger } from './repositories/minutesLedger.ts';
import { createPrices } from './repositories/prices.ts';
import { createReceipts } from './repositories/receipts.ts';
import { createRecharges } from './repositories/recharges.ts';
import { createShiftPlans } from './repositories/shiftPlans.ts';
import { createStorage } from './repositories/storage.ts';
import { createTimeTravel } from './repositories/timeTravel.ts';
import { createToolSessions } from './repositories/toolSessions.ts';
import { createUsers } from './repositories/users.ts';
import { company as companyTable } from './schema/company.ts';
import { copyVerified } from './verifiedBackup.ts';
import { createWriter, refusingWriter } from './writeTransaction.ts';

/** Puts the company on a new file; a second one is refused by the file. */
export function insertCompany(connection: Database.Database, company: CompanyRecord): void {
  drizzle(connection).insert(companyTable).values({ ...company, id: 1, currency: 'USD' }).run();
}

/** The company of the file, or null where there is none, which no whole file is without. */
export function readCompany(connection: Database.Database): CompanyRecord | null {
  const { name, timeZone, demonstration, fileId } = companyTable;
  return drizzle(connection).select({ name, timeZone, demonstration, fileId }).from(companyTable).get() ?? null;
}

/** The results of these functions under their names, each made when it is first asked for. */
function onFirstUse<M extends Readonly<Record<string, () => unknown>>>(makers: M): { readonly [K in keyof M]: ReturnType<M[K]> } {
  const made = {};
  for (const [name, make] of Object.entries(makers)) {
    const keep = (): unknown => {
      const value = make();
      Object.defineProperty(made, name, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(made, name, { get: keep, enumerable: true, configurable: true });
  }
  // Each name gives what its function makes.
  return made as { readonly [K in keyof M]: ReturnType<M[K]> };
}

/**
 * One open file from its connection. Tables and their statements are made when they are first used: all of them together
 * take longer than the rest of opening a file, and most work needs few. `closed` runs after the connection has closed.
 * `review`: how it is open for review; null: to work with.
 */
export function assembleDataFile(path: string, company: CompanyRecord, connection: Database.Database, closed: () => void, review: ReviewRecord | null = null): DataFile {
  addFoldCase(connection);
  const writer = review === null ? createWriter(connection, path) : refusingWriter();
  const context = { db: drizzle(connection), writer, reviewCopy: review?.copy ?? null };
  const repositories = onFirstUse({
    accounts: () => createAccounts(context),
    users: () => createUsers(context),
    groups: () => createPermissionGroups(context),
    licenses: () => createLicenses(context),
    prices: () => createPrices(context),
    fundingSources: () => createFundingSources(context),
    charges: () => createCharges(context),
    bills: () => createBills(context),
    automaticCharging: () => createAutomaticCharging(context),
    lastPlace: () => createLastPlace(context),
    receipts: () => createReceipts(context),
    minutes: () => createMinutesLedger(context, connection),
    recharges: () => createRecharges(context, connection),
    storage: () => createStorage(context),
    activity: () => createActivity(context),
    commands: () => createCommands(context),
    toolSessions: () => createToolSessions(context),
    shiftPlans: () => createShiftPlans(context),
    timeTravel: () => createTimeTravel(context),
  });
  // Not spread, which would ask for each of them.
  return Object.assign(repositories, {
    path,
    readFrom: connection.name,
    company,
    review,
    write: <T>(work: (tx: Tx) => T) => writer.write(work),
    inHaste: <T>(work: () => Promise<T>) => inHaste(connection, work),
    size: () => Number(connection.pragma('page_count', { simple: true })) * Number(connection.pragma('page_size', { simple: true })),
    copyTo: (target: string) => copyVerified(connection, target),
    close() {
      if (!connection.open) return;
      connection.close();
      closed();
    },
  });
}
