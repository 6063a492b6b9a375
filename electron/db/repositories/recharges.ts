import type Database from 'better-sqlite3';
import { and, desc, eq, gt, isNotNull, lt, lte, ne, sql } from 'drizzle-orm';
import type { Recharges } from '../../services/ports/minutes.ts';
import { billingAccounts } from '../schema/billingAccounts.ts';
import { rechargeCycles as cycles, rechargeStates as states } from '../schema/recharges.ts';
import { CENTS, MICROS, toScaled } from '../values/scaled.ts';
import type { RepositoryContext } from './common.ts';
import { given, orNull } from './common.ts';
import { fastRows } from './fastRows.ts';
import { later } from './later.ts';

/** No account has a cycle beyond this one. */
const AFTER_ALL_CYCLES = 2_000_000_000;

const scaled = (text: string | null, digits: number): bigint | null => (text === null ? null : toScaled(text, digits));

/** Where automatic recharges stand, and what each charge cycle decided (SPEC section 7). */
export function createRecharges({ db, writer }: RepositoryContext, connection: Database.Database): Recharges {
  const stateColumns = {
    accountId: states.accountId,
    dueSince: states.dueSince,
    roundCycle: states.roundCycle,
    failedCycles: states.failedCycles,
    nextTryCycle: states.nextTryCycle,
  };
  const stateOf = later(db.select(stateColumns).from(states).where(eq(states.accountId, given('accountId'))));
  const allStates = fastRows(later(db.select(stateColumns).from(states)), stateColumns);
  const inRound = later(db.select(stateColumns).from(states).where(isNotNull(states.roundCycle)));
  const stateChange = {
    dueSince: given('dueSince'),
    roundCycle: given('roundCycle'),
    failedCycles: given('failedCycles'),
    nextTryCycle: given('nextTryCycle'),
  };
  const saveState = later(db.insert(states).values({ accountId: given('accountId'), ...stateChange }).onConflictDoUpdate({ target: states.accountId, set: stateChange }));

  // One seek in the primary key for each account, however long its history is.
  const ofAccount = sql`${cycles} c where c.account_id = ${billingAccounts.id}`;
  const runColumns = {
    accountId: billingAccounts.id,
    last: sql<number | null>`(select c.last_cycle from ${ofAccount} order by c.cycle desc limit 1)`,
    ran: sql<number>`exists (select 1 from ${ofAccount} and c.cycle = ${given('cycle')} and c.decision <> 'missed')`,
  };
  const lastRuns = fastRows(later(db.select(runColumns).from(billingAccounts).where(eq(billingAccounts.autoRecharge, true))), runColumns);

  const cycleColumns = {
    accountId: cycles.accountId,
    cycle: cycles.cycle,
    lastCycle: cycles.lastCycle,
    decision: cycles.decision,
    reason: cycles.reason,
    balance: cycles.balance,
    reserve: cycles.reserve,
    amount: cycles.amount,
  };
  const page = later(
    db
      .select(cycleColumns)
      .from(cycles)
      .where(and(eq(cycles.accountId, given('accountId')), lt(cycles.cycle, given('before'))))
      .orderBy(desc(cycles.cycle))
      .limit(sql.placeholder('limit')),
  );
  const thisCycle = and(eq(cycles.accountId, given('accountId')), eq(cycles.cycle, given('cycle')));
  const latestUpTo = later(
    db
      .select(cycleColumns)
      .from(cycles)
      .where(and(eq(cycles.accountId, given('accountId')), lte(cycles.cycle, given('cycle'))))
      .orderBy(desc(cycles.cycle))
      .limit(1),
  );
  const between = later(
    db
      .select({ cycle: cycles.cycle, lastCycle: cycles.lastCycle })
      .from(cycles)
      .where(and(eq(cycles.accountId, given('accountId')), gt(cycles.cycle, given('after')), lte(cycles.cycle, given('last'))))
      .orderBy(cycles.cycle),
  );
  const ranIn = later(db.select(cycleColumns).from(cycles).where(and(thisCycle, ne(cycles.decision, 'missed'))));
  const cycleChange = {
    lastCycle: sql`excluded.last_cycle`,
    decision: sql`excluded.decision`,
    reason: sql`excluded.reason`,
    balance: sql`excluded.balance`,
    reserve: sql`excluded.reserve`,
    amount: sql`excluded.amount`,
  };
  const placed = {
    accountId: given('accountId'),
    cycle: given('cycle'),
    lastCycle: given('lastCycle'),
    decision: given('decision'),
    reason: given('reason'),
    balance: given('balance'),
    reserve: given('reserve'),
    amount: given('amount'),
  };
  // Bound by place, without drizzle: each cycle writes a row for each account, and finding placeholders costs as much as the row.
  const record = connection.prepare<unknown[]>(db.insert(cycles).values(placed).onConflictDoUpdate({ target: [cycles.accountId, cycles.cycle], set: cycleChange }).toSQL().sql);

  return {
    stateOf: (accountId) => orNull(stateOf.get({ accountId })),
    states: () => new Map(allStates().map((row) => [row.accountId, row])),
    inRound: () => inRound.all(),
    saveStateTx(tx, state) {
      writer.demand(tx);
      saveState.run({ ...state });
    },
    lastRuns: (cycle) => new Map(lastRuns({ cycle }).map(({ accountId, last, ran }) => [accountId, { last, ran: ran === 1 }])),
    ranIn: (accountId, cycle) => orNull(ranIn.get({ accountId, cycle })),
    cycles: (accountId, before, limit) => page.all({ accountId, before: before ?? AFTER_ALL_CYCLES, limit }),
    recordTx(tx, row) {
      writer.demand(tx);
      const { accountId, cycle, lastCycle, decision, reason, balance, reserve, amount } = row;
      // In the order of the table's columns, as the statement has them.
      record.run(accountId, cycle, lastCycle, decision, reason, scaled(balance, MICROS), scaled(reserve, CENTS), scaled(amount, CENTS));
    },
    takeOutOfMissedTx(tx, accountId, cycle) {
      writer.demand(tx);
      const missed = latestUpTo.get({ accountId, cycle });
      if (missed?.decision !== 'missed' || missed.lastCycle < cycle) return;
      const put = (first: number, last: number): void => {
        if (first <= last) record.run(accountId, first, last, missed.decision, missed.reason, null, null, null);
      };
      put(missed.cycle, cycle - 1);
      let first = cycle + 1;
      for (const run of between.all({ accountId, after: cycle, last: missed.lastCycle })) {
        put(first, run.cycle - 1);
        first = run.lastCycle + 1;
      }
      put(first, missed.lastCycle);
    },
  };
}
