import type Database from 'better-sqlite3';
import type { Finding } from '../domain/finding.ts';
import type { Check } from './integrity.ts';
import { progressOf } from './integrityChains.ts';

/** Rows that are compared in one piece, inside SQLite. */
const ROWS_AT_ONCE = 20_000;

/**
 * The minutes ledger (SPEC section 7): usage costs quantity x rate, to the micro-dollar; what was bought is what its
 * receipt says, and everything that a receipt sold is in it. The balance is the sum of the entries, so it is right where
 * they are.
 */
export function* verifyLedger(connection: Database.Database): Check {
  const findings: Finding[] = [];
  // Quantity and rate are millionths: their product, rounded half-up, may pass what 64 bits hold, so it is done in two parts.
  const wrong = connection.prepare<[number, number], { id: number; receiptNumber: number | null }>(
    `select entry.id, entry.receipt_number receiptNumber from minutes_ledger entry
      left join receipts receipt on receipt.number = entry.receipt_number
      where entry.id > ? and entry.id <= ? and (
        (entry.kind = 'usage' and -entry.amount <> (entry.quantity / 1000000) * entry.rate + ((entry.quantity % 1000000) * entry.rate + 500000) / 1000000)
        or (entry.kind = 'purchase' and receipt.number is null)
        or (receipt.number is not null and (entry.kind <> 'purchase' or entry.account_id <> receipt.account_id or entry.amount <> receipt.total * 10000)))
      order by entry.id`,
  );
  const progress = progressOf(connection, 'ledger', 'minutes_ledger');
  const highest = connection.prepare<[], number | null>('select max(id) from minutes_ledger').pluck().get() ?? 0;
  for (let from = 0; from < highest; from += ROWS_AT_ONCE) {
    for (const { id, receiptNumber } of wrong.all(from, from + ROWS_AT_ONCE)) findings.push({ kind: 'wrongEntry', id, receiptNumber });
    yield progress(Math.min(ROWS_AT_ONCE, highest - from));
  }
  const lacking = connection
    .prepare<[], number>(
      `select number from receipts where kind in ('minutes', 'automaticRecharge') and total > 0
        and number not in (select receipt_number from minutes_ledger where receipt_number is not null) order by number`,
    )
    .pluck();
  return [...findings, ...lacking.all().map((receiptNumber): Finding => ({ kind: 'notEntered', receiptNumber }))];
}

/** Each receipt that was paid names an approved charge of the same account and total, which names it. */
export function* verifyCharges(connection: Database.Database): Check {
  yield { part: 'charges', done: 0, total: 1 };
  const wrong = connection.prepare<[], number>(
    `select receipt.number from receipts receipt join charges charge on charge.id = receipt.charge_id
      where charge.state <> 'approved' or charge.total <> receipt.total or charge.account_id <> receipt.account_id or charge.receipt_number is not receipt.number
      union select charge.receipt_number from charges charge left join receipts receipt on receipt.number = charge.receipt_number
      where charge.receipt_number is not null and receipt.charge_id is not charge.id
      order by 1`,
  );
  const findings = wrong.pluck().all().map((receiptNumber): Finding => ({ kind: 'wrongCharge', receiptNumber }));
  yield { part: 'charges', done: 1, total: 1 };
  return findings;
}
