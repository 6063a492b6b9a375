import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Charges } from '../../services/ports/dataFile.ts';
import { charges as table } from '../schema/payments.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given, orNull } from './common.ts';

/** Charges (SPEC section 8). The file refuses a second open one of an account, and any change of a settled one. */
export function createCharges({ db, writer }: RepositoryContext): Charges {
  const columns = {
    id: table.id,
    accountId: table.accountId,
    kind: table.kind,
    total: table.total,
    fundingSourceId: table.fundingSourceId,
    createdAt: table.createdAt,
    effect: table.effect,
    commandId: table.commandId,
    state: table.state,
    reason: table.reason,
    receiptNumber: table.receiptNumber,
  };
  const isOpen = inArray(table.state, ['sent', 'beingChecked', 'pending']);
  const byId = db.select(columns).from(table).where(eq(table.id, given('id'))).prepare();
  const open = db.select(columns).from(table).where(isOpen).orderBy(asc(table.createdAt), asc(table.id)).prepare();
  const openOf = db
    .select(columns)
    .from(table)
    .where(and(eq(table.accountId, given('accountId')), isOpen))
    .prepare();

  return {
    byId: (id) => orNull(byId.get({ id })),
    open: () => open.all(),
    openOf: (accountId) => orNull(openOf.get({ accountId })),
    insertTx(tx, charge) {
      writer.demand(tx);
      db.insert(table).values({ ...charge, state: 'sent', stateAt: charge.createdAt }).run();
    },
    setStateTx(tx, id, { state, reason, receiptNumber, at }) {
      writer.demand(tx);
      const set = { state, stateAt: at, reason: reason ?? null, ...(receiptNumber === undefined ? {} : { receiptNumber }) };
      demandOneChanged(db.update(table).set(set).where(eq(table.id, id)).run(), 'charge');
    },
  };
}
