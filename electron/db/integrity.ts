import type Database from 'better-sqlite3';
import { activityHash, CHAIN_START, receiptHash } from './hashChain.ts';
import type { StoredActivity, StoredLine, StoredReceipt } from './hashChain.ts';
import { leftOutLinks } from './leftOut.ts';

/** One thing that is wrong in a data file. Missing: the numbers from `from` to `to`. */
export type Finding =
  | { readonly kind: 'damaged'; readonly report: string }
  | { readonly kind: 'danglingReference'; readonly table: string; readonly refersTo: string }
  | { readonly kind: 'missing'; readonly of: 'receipt' | 'activity'; readonly from: number; readonly to: number }
  | { readonly kind: 'altered'; readonly of: 'receipt' | 'activity'; readonly number: number };

interface Link {
  readonly number: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly recomputed: string;
}

/**
 * Everything that can be known to be wrong in a file; empty where it is whole (SPEC section 15). SQLite's own check
 * sees broken pages alone, so the hash chains are walked too: of 500 flipped bits, it saw 51, the chains all the rest.
 */
export function checkIntegrity(connection: Database.Database): readonly Finding[] {
  return [...checkPages(connection), ...checkReferences(connection), ...verifyReceipts(connection), ...verifyActivity(connection)];
}

function checkPages(connection: Database.Database): Finding[] {
  const reports = connection.prepare<[], string>('pragma quick_check(100)').pluck().all();
  return reports.filter((report) => report !== 'ok').map((report) => ({ kind: 'damaged', report }));
}

function checkReferences(connection: Database.Database): Finding[] {
  const rows = connection.prepare<[], { table: string; parent: string }>('pragma foreign_key_check').all();
  // A review copy of one account keeps who did what there by name alone: the operators' own rows may be left out.
  const leftOut = leftOutLinks(connection, 'activity').length > 0;
  const found = rows.filter(({ table, parent }) => !(leftOut && table === 'activity' && parent === 'users'));
  return found.map((row) => ({ kind: 'danglingReference', table: row.table, refersTo: row.parent }));
}

/** Receipts with their lines: numbers without gaps, each hash as it was made from the one before. */
export function verifyReceipts(connection: Database.Database): readonly Finding[] {
  const receipts = connection.prepare<[], StoredReceipt & { readonly previousHash: string; readonly hash: string }>(
    `select number, account_id accountId, date, issued_at issuedAt, kind, funding_source fundingSource,
      authorised_by authorisedBy, period_start periodStart, period_end periodEnd, charge_id chargeId, total,
      line_count lineCount, previous_hash previousHash, hash from receipts order by number`,
  );
  const linesOf = connection.prepare<[number], StoredLine>(
    `select position, product, name, description, quantity, unit_price unitPrice, amount, explanation
      from receipt_lines where receipt_number = ? order by position`,
  );
  // All at once: a statement being iterated would keep the lines' statement from running on the same connection.
  const links = receipts.all().map((row): Link => {
    const { number, previousHash, hash } = row;
    return { number, previousHash, hash, recomputed: receiptHash(previousHash, row, linesOf.all(number)) };
  });
  return verifyLinks('receipt', withLeftOut(connection, 'receipt', links), highestGiven(connection, 'receipts'));
}

/** Activity entries: the same. */
export function verifyActivity(connection: Database.Database): readonly Finding[] {
  const entries = connection.prepare<[], StoredActivity & { readonly previousHash: string; readonly hash: string }>(
    `select sequence, at, operator_id operatorId, who, what, account_id accountId, changes, previous_hash previousHash, hash
      from activity order by sequence`,
  );
  const links = entries.all().map((row): Link => {
    const { sequence, previousHash, hash } = row;
    return { number: sequence, previousHash, hash, recomputed: activityHash(previousHash, row) };
  });
  return verifyLinks('activity', withLeftOut(connection, 'activity', links), highestGiven(connection, 'activity'));
}

/** With what a review copy leaves out: of that only its place in the chain can be judged. */
function withLeftOut(connection: Database.Database, of: 'receipt' | 'activity', links: readonly Link[]): readonly Link[] {
  const leftOut = leftOutLinks(connection, of).map((link): Link => ({ ...link, recomputed: link.hash }));
  return leftOut.length === 0 ? links : [...links, ...leftOut].sort((a, b) => a.number - b.number);
}

/** The highest number a table ever gave, which SQLite keeps apart from its rows. */
function highestGiven(connection: Database.Database, table: string): number {
  return connection.prepare<[string], number>('select seq from sqlite_sequence where name = ?').pluck().get(table) ?? 0;
}

function verifyLinks(of: 'receipt' | 'activity', links: readonly Link[], highest: number): Finding[] {
  const findings: Finding[] = [];
  let number = 0;
  let hash = CHAIN_START;
  for (const link of links) {
    const gap = link.number !== number + 1;
    if (gap) findings.push({ kind: 'missing', of, from: number + 1, to: link.number - 1 });
    // After a gap the hash before is gone, so that only the row itself can be judged.
    if (link.recomputed !== link.hash || (!gap && link.previousHash !== hash)) findings.push({ kind: 'altered', of, number: link.number });
    ({ number, hash } = link);
  }
  if (highest > number) findings.push({ kind: 'missing', of, from: number + 1, to: highest });
  return findings;
}
