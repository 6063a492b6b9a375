import type Database from 'better-sqlite3';
import type { Finding } from '../domain/finding.ts';
import { activityHash, CHAIN_START, receiptHash } from './hashChain.ts';
import type { StoredActivity, StoredLine, StoredReceipt } from './hashChain.ts';
import type { Check, CheckProgress } from './integrity.ts';
import { leftOutLinks } from './leftOut.ts';

/** Rows that are read in one piece: a few milliseconds of work. */
export const ROWS_AT_ONCE = 2_000;

/** Numbers begin at 1: what stands below was added past the file's rules, and is seen in lists like any other. */
const BELOW_ALL = Number.MIN_SAFE_INTEGER;

interface Chained {
  readonly previousHash: string;
  readonly hash: string;
}

/** Receipts with their lines: numbers without gaps, each hash as it was made from the one before, lines that add up to the total. */
export function* verifyReceipts(connection: Database.Database): Check {
  const page = connection.prepare<[number], StoredReceipt & Chained>(
    `select number, account_id accountId, date, issued_at issuedAt, kind, funding_source fundingSource,
      authorised_by authorisedBy, period_start periodStart, period_end periodEnd, charge_id chargeId, total,
      line_count lineCount, previous_hash previousHash, hash from receipts where number > ? order by number limit ${ROWS_AT_ONCE}`,
  );
  const linesBetween = connection.prepare<[number, number], StoredLine & { readonly receiptNumber: number }>(
    `select receipt_number receiptNumber, position, product, name, description, quantity, unit_price unitPrice, amount, explanation
      from receipt_lines where receipt_number between ? and ? order by receipt_number, position`,
  );
  const chain = followChain('receipt', leftOutLinks(connection, 'receipt'));
  const unequal: Finding[] = [];
  const progress = progressOf(connection, 'receipts', 'receipts');
  for (let rows = page.all(BELOW_ALL); rows.length > 0; rows = page.all(rows.at(-1)?.number ?? 0)) {
    const lines = Map.groupBy(linesBetween.all(rows[0]?.number ?? 0, rows.at(-1)?.number ?? 0), ({ receiptNumber }) => receiptNumber);
    for (const row of rows) {
      const own = lines.get(row.number) ?? [];
      const whole = chain.follow(row.number, row, receiptHash(row.previousHash, row, own));
      const sum = own.reduce((cents, { amount }) => cents + amount, 0);
      // One that was altered is told once.
      if (whole && sum !== row.total) unequal.push({ kind: 'unequalTotal', number: row.number, total: row.total, lines: sum });
    }
    yield progress(rows.length);
  }
  return [...chain.end(highestGiven(connection, 'receipts')), ...unequal];
}

/** Activity entries: numbers and hashes the same way. */
export function* verifyActivity(connection: Database.Database): Check {
  const page = connection.prepare<[number], StoredActivity & Chained>(
    `select sequence, at, operator_id operatorId, who, what, account_id accountId, changes, previous_hash previousHash, hash
      from activity where sequence > ? order by sequence limit ${ROWS_AT_ONCE}`,
  );
  const chain = followChain('activity', leftOutLinks(connection, 'activity'));
  const progress = progressOf(connection, 'activity', 'activity');
  for (let rows = page.all(BELOW_ALL); rows.length > 0; rows = page.all(rows.at(-1)?.sequence ?? 0)) {
    for (const row of rows) chain.follow(row.sequence, row, activityHash(row.previousHash, row));
    yield progress(rows.length);
  }
  return chain.end(highestGiven(connection, 'activity'));
}

/** Counts the rows done of a table; how many it has is asked once. */
export function progressOf(connection: Database.Database, part: CheckProgress['part'], table: string): (rows: number) => CheckProgress {
  const total = connection.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0;
  let done = 0;
  return (rows) => {
    done += rows;
    return { part, done, total };
  };
}

/** The highest number a table ever gave, which SQLite keeps apart from its rows. */
export function highestGiven(connection: Database.Database, table: string): number {
  return connection.prepare<[string], number>('select seq from sqlite_sequence where name = ?').pluck().get(table) ?? 0;
}

/** `leftOut`: what a review copy leaves out, in order; of that only its place in the chain can be judged. */
function followChain(of: 'receipt' | 'activity', leftOut: ReturnType<typeof leftOutLinks>) {
  const findings: Finding[] = [];
  let last = 0;
  let hash = CHAIN_START;
  let nextLeftOut = 0;

  const add = (number: number, link: Chained, recomputed: string): boolean => {
    const gap = number !== last + 1;
    if (gap) findings.push({ kind: 'missing', of, from: last + 1, to: number - 1 });
    // After a gap the hash before is gone, so that only the row itself can be judged.
    const whole = recomputed === link.hash && (gap || link.previousHash === hash);
    if (!whole) findings.push({ kind: 'altered', of, number });
    last = number;
    hash = link.hash;
    return whole;
  };
  const addLeftOutBefore = (number: number): void => {
    for (let link = leftOut[nextLeftOut]; link !== undefined && link.number < number; link = leftOut[nextLeftOut]) {
      add(link.number, link, link.hash);
      nextLeftOut += 1;
    }
  };

  return {
    /** False where the row was altered. */
    follow(number: number, link: Chained, recomputed: string): boolean {
      if (number < 1) {
        findings.push({ kind: 'altered', of, number });
        return false;
      }
      addLeftOutBefore(number);
      return add(number, link, recomputed);
    },
    end(highest: number): Finding[] {
      addLeftOutBefore(Infinity);
      if (highest > last) findings.push({ kind: 'missing', of, from: last + 1, to: highest });
      return findings;
    },
  };
}
