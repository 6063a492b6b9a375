import { and, asc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Charges } from '../../services/ports/charging.ts';
import { charges as table } from '../schema/payments.ts';
import { CENTS, toScaled } from '../values/scaled.ts';
import type { RepositoryContext } from './common.ts';
import { demandOneChanged, given, orNull } from './common.ts';
import { later } from './later.ts';

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
  // Written out, as the index of open charges is: with parameters SQLite would read every charge there ever was.
  const isOpen = sql`${table.state} in ('sent', 'beingChecked', 'pending')`;
  const byId = later(db.select(columns).from(table).where(eq(table.id, given('id'))));
  const open = later(db.select(columns).from(table).where(isOpen).orderBy(asc(table.createdAt), asc(table.id)));
  const openOf = later(
    db
      .select(columns)
      .from(table)
      .where(and(eq(table.accountId, given('accountId')), isOpen)),
  );
  const refusedIn = later(
    db
      .select(columns)
      .from(table)
      .where(and(inArray(table.state, ['declined', 'returned']), gte(table.stateAt, given('from')), lt(table.stateAt, given('to'))))
      .orderBy(asc(table.stateAt), asc(table.id)),
  );
  const insert = later(
    db
      .insert(table)
      .values({
        id: given('id'),
        accountId: given('accountId'),
        kind: given('kind'),
        total: given('total'),
        fundingSourceId: given('fundingSourceId'),
        createdAt: given('createdAt'),
        effect: given('effect'),
        commandId: given('commandId'),
        state: sql`'sent'`,
        stateAt: given('createdAt'),
      }),
  );
  // A column given its own value is one that stays.
  const setState = later(
    db
      .update(table)
      .set({
        state: given('state'),
        stateAt: given('at'),
        reason: given('reason'),
        receiptNumber: sql`coalesce(${given('receiptNumber')}, ${table.receiptNumber})`,
      })
      .where(eq(table.id, given('id'))),
  );

  return {
    byId: (id) => orNull(byId.get({ id })),
    open: () => open.all(),
    approvedAfter: (moment) => db.select(columns).from(table).where(and(eq(table.state, 'approved'), gt(table.createdAt, moment))).orderBy(asc(table.createdAt), asc(table.id)).all(),
    openOf: (accountId) => orNull(openOf.get({ accountId })),
    refusedIn: (from, to) => refusedIn.all({ from, to }),
    insertTx(tx, charge) {
      writer.demand(tx);
      insert.run({ ...charge, total: toScaled(charge.total, CENTS) });
    },
    setStateTx(tx, id, { state, reason, receiptNumber, at }) {
      writer.demand(tx);
      demandOneChanged(setState.run({ id, state, at, reason: reason ?? null, receiptNumber: receiptNumber ?? null }), 'charge');
    },
  };
}
