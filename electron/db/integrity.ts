import type Database from 'better-sqlite3';
import type { Finding } from '../domain/finding.ts';
import { verifyActivity, verifyReceipts } from './integrityChains.ts';
import { leftOutLinks } from './leftOut.ts';
import { verifyRules } from './integrityRules.ts';
import { verifySessionBlocks } from './integritySessions.ts';
import { verifyCharges, verifyLedger } from './integritySums.ts';

/** What is being looked at, and how far it is: rows of that part. */
export interface CheckProgress {
  readonly part: 'pages' | 'references' | 'receipts' | 'activity' | 'ledger' | 'charges' | 'sessions';
  readonly done: number;
  readonly total: number;
}

/** A look at a part of the file, a piece at a time: progress comes out, what it found at its end. */
export type Check = Generator<CheckProgress, Finding[]>;

/**
 * Everything that can be known to be wrong in a file; empty where it is whole (SPEC section 15). SQLite's own check
 * sees broken pages alone, so the hash chains are walked too: of 500 flipped bits, it saw 51, the chains all the rest.
 * Who runs it may stop between any two pieces. Where pages are broken the rest cannot be read, and is not looked at.
 */
export function* checkPieces(connection: Database.Database): Check {
  const broken = yield* checkPages(connection);
  if (broken.length > 0) return broken;
  return [
    ...(yield* checkReferences(connection)),
    ...(yield* verifyReceipts(connection)),
    ...(yield* verifyActivity(connection)),
    ...(yield* verifyLedger(connection)),
    ...(yield* verifyCharges(connection)),
    ...(yield* verifySessionBlocks(connection)),
    ...(yield* verifyRules(connection)),
  ];
}

/** The same in one go. */
export function checkIntegrity(connection: Database.Database): readonly Finding[] {
  const check = checkPieces(connection);
  for (;;) {
    const step = check.next();
    if (step.done === true) return step.value;
  }
}

/** Their contents are judged by their hashes; to weigh each constraint of each row as well takes six times as long. */
const CHAINED = ['receipts', 'receipt_lines', 'activity'];

/** Every page and index of the file; then, table by table, whether its rows are such as may stand in it. */
function* checkPages(connection: Database.Database): Check {
  const tables = connection.prepare<[], string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name").pluck().all();
  const weighed = tables.filter((table) => !CHAINED.includes(table));
  const total = weighed.length + 1;
  yield { part: 'pages', done: 0, total };
  connection.pragma('ignore_check_constraints = ON');
  const reports = reportsOf(connection, 'integrity_check(100)');
  connection.pragma('ignore_check_constraints = OFF');
  for (const [index, table] of weighed.entries()) {
    yield { part: 'pages', done: index + 1, total };
    // The whole file was found broken already: each table would say so once more.
    if (reports.length === 0) reports.push(...reportsOf(connection, `quick_check("${table}")`));
  }
  return reports.map((report) => ({ kind: 'damaged', report }));
}

function reportsOf(connection: Database.Database, check: string): string[] {
  return connection.prepare<[], string>(`pragma ${check}`).pluck().all().filter((report) => report !== 'ok');
}

function* checkReferences(connection: Database.Database): Check {
  yield { part: 'references', done: 0, total: 1 };
  const rows = connection.prepare<[], { table: string; parent: string }>('pragma foreign_key_check').all();
  yield { part: 'references', done: 1, total: 1 };
  // A review copy of one account keeps who did what there by name alone: the operators' own rows may be left out.
  const leftOut = leftOutLinks(connection, 'activity').length > 0;
  const found = rows.filter(({ table, parent }) => !(leftOut && table === 'activity' && parent === 'users'));
  return found.map((row) => ({ kind: 'danglingReference', table: row.table, refersTo: row.parent }));
}
