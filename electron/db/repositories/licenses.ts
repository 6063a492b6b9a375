import { and, asc, count, eq } from 'drizzle-orm';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import type { Licenses } from '../../services/ports/dataFile.ts';
import type { ServiceLicenseRecord } from '../../services/ports/records.ts';
import { assignments, licenseTypes, serviceLicenses as table } from '../schema/licenses.ts';
import { users } from '../schema/users.ts';
import { MICROS, toScaled } from '../values/scaled.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given } from './common.ts';
import { fastRows } from './fastRows.ts';
import { later } from './later.ts';

/** By account, then in the types' own order: put in place here, for a join that sorts in SQL takes twice as long as the read. */
function inOrder(licenses: readonly ServiceLicenseRecord[]): ServiceLicenseRecord[] {
  const places = new Map<number, ServiceLicenseRecord[]>();
  for (const license of licenses) {
    const ofAccount = places.get(license.accountId) ?? [];
    ofAccount[LICENSE_TYPES.indexOf(license.type)] = license;
    places.set(license.accountId, ofAccount);
  }
  // flat() leaves out the places of types that an account does not have.
  return [...places.values()].flat();
}

/** Service licenses and who is assigned to them (SPEC sections 1 and 3), always in the license types' own order. */
export function createLicenses({ db, writer }: RepositoryContext): Licenses {
  const columns = {
    accountId: table.accountId,
    type: table.type,
    quantity: table.quantity,
    minimum: table.minimum,
    contractPrice: table.contractPrice,
    paidThisPeriod: table.paidThisPeriod,
    scheduledQuantity: table.scheduledQuantity,
  };
  const all = fastRows(later(db.select(columns).from(table).orderBy(asc(table.accountId))), columns);
  const byAccount = fastRows(later(db.select(columns).from(table).where(eq(table.accountId, given('accountId')))), columns);
  const holdings = later(
    db
      .select({ userId: users.id, type: assignments.type })
      .from(users)
      .leftJoin(assignments, eq(assignments.userId, users.id))
      .leftJoin(licenseTypes, eq(licenseTypes.type, assignments.type))
      .where(eq(users.accountId, given('accountId')))
      .orderBy(asc(users.id), asc(licenseTypes.position)),
  );
  const heldBy = later(
    db
      .select({ type: assignments.type })
      .from(assignments)
      .innerJoin(licenseTypes, eq(licenseTypes.type, assignments.type))
      .where(eq(assignments.userId, given('userId')))
      .orderBy(asc(licenseTypes.position)),
  );
  const values = {
    quantity: given('quantity'),
    minimum: given('minimum'),
    contractPrice: given('contractPrice'),
    paidThisPeriod: given('paidThisPeriod'),
    scheduledQuantity: given('scheduledQuantity'),
  };
  const save = later(
    db
      .insert(table)
      .values({ accountId: given('accountId'), type: given('type'), ...values })
      .onConflictDoUpdate({ target: [table.accountId, table.type], set: values }),
  );
  const assign = later(db.insert(assignments).values({ userId: given('userId'), type: given('type') }));
  const unassign = later(
    db
      .delete(assignments)
      .where(and(eq(assignments.userId, given('userId')), eq(assignments.type, given('type')))),
  );
  const countColumns = { accountId: users.accountId, type: assignments.type, holders: count() };
  const countHolders = later(
    db
      .select(countColumns)
      .from(assignments)
      .innerJoin(users, eq(users.id, assignments.userId))
      .where(eq(users.active, true))
      .groupBy(users.accountId, assignments.type),
  );
  const assignedCounts = fastRows(countHolders, countColumns);

  return {
    all: () => inOrder(all()),
    byAccount: (accountId) => inOrder(byAccount({ accountId })),
    holdings(accountId) {
      const held = new Map<number, LicenseType[]>();
      for (const { userId, type } of holdings.all({ accountId })) {
        const types = held.get(userId) ?? [];
        if (type !== null) types.push(type);
        held.set(userId, types);
      }
      return held;
    },
    heldBy: (userId) => heldBy.all({ userId }).map(({ type }) => type),
    assignedCounts() {
      const counts = new Map<number, Map<LicenseType, number>>();
      for (const { accountId, type, holders } of assignedCounts()) {
        const ofAccount = counts.get(accountId) ?? new Map<LicenseType, number>();
        counts.set(accountId, ofAccount.set(type, holders));
      }
      return counts;
    },
    saveTx(tx, license) {
      writer.demand(tx);
      save.run({ ...license, contractPrice: license.contractPrice === null ? null : toScaled(license.contractPrice, MICROS) });
    },
    assignTx(tx, userId, type) {
      writer.demand(tx);
      assign.run({ userId, type });
    },
    unassignTx(tx, userId, type) {
      writer.demand(tx);
      demandOneChanged(unassign.run({ userId, type }), 'assignment');
    },
  };
}
