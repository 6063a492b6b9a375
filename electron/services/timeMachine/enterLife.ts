import { Decimal } from '../../domain/money.ts';
import { furtherLife } from '../demonstration/furtherDays.ts';
import { stampDueTx } from '../minutes/stampDue.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { NewLedgerEntry } from '../ports/minutes.ts';
import type { TravelEventRecord } from '../ports/timeTravel.ts';
import type { Tx } from '../ports/transaction.ts';
import { appendSessionsTx } from '../seats/sessionColumns.ts';

/**
 * What enters the life of one stretch after the other, [from, to): usage with the stamps that follow from it, and sessions into
 * the log `logId`. Each returns the accounts whose minutes were used up on the way. Moments are epoch milliseconds.
 */
export function enterLife(file: DataFile, beganAt: number, logId: number): (tx: Tx, from: number, to: number) => TravelEventRecord[] {
  const lifeBetween = furtherLife(file, beganAt);
  const balances = new Map<number, Decimal>();
  let lastReceipt = -1;
  // Carried on in between: the ledger is summed anew only after something was paid for.
  const readBalances = (): void => {
    const last = file.receipts.lastNumber();
    if (last === lastReceipt) return;
    lastReceipt = last;
    for (const [accountId, balance] of file.minutes.balances()) balances.set(accountId, new Decimal(balance));
  };
  /** The accounts that this usage takes to zero or below. */
  const take = (usage: readonly NewLedgerEntry[]): number[] =>
    usage.flatMap(({ accountId, amount }) => {
      const before = balances.get(accountId) ?? new Decimal(0);
      const after = before.plus(amount);
      balances.set(accountId, after);
      return before.greaterThan(0) && !after.greaterThan(0) ? [accountId] : [];
    });

  return (tx, from, to) => {
    const { usage, sessions } = lifeBetween(from, to);
    appendSessionsTx(tx, file.toolSessions, logId, sessions);
    if (usage.length === 0) return [];
    readBalances();
    file.minutes.appendTx(tx, usage);
    const lastUse = new Map(usage.map(({ accountId, at }) => [accountId, at]));
    for (const [accountId, at] of lastUse) stampDueTx(tx, file, accountId, at, at);
    return take(usage).map((accountId) => ({
      at: lastUse.get(accountId) ?? from,
      kind: 'zero',
      accountId,
      sentence: `${file.accounts.byId(accountId)?.name ?? ''}: dialer minutes are used up, new calls are blocked`,
      receiptNumber: null,
    }));
  };
}
