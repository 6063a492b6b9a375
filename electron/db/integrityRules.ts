import type Database from 'better-sqlite3';
import { SHIPPED_GROUPS } from '../../shared/values/capabilities.ts';
import type { Finding } from '../domain/finding.ts';
import type { Check } from './integrity.ts';
import { highestGiven } from './integrityChains.ts';
import { readReviewCopy } from './leftOut.ts';

/** The triggers that keep what is written as it was written, by the table they guard. */
const GUARDS: Readonly<Record<string, readonly string[]>> = {
  receipts: ['receipts_no_update', 'receipts_no_delete', 'receipts_gapless', 'receipts_chained'],
  receipt_lines: ['receipt_lines_no_update', 'receipt_lines_no_delete', 'receipt_lines_in_order', 'receipt_lines_complete', 'receipt_lines_total'],
  activity: ['activity_no_update', 'activity_no_delete', 'activity_gapless', 'activity_chained'],
  minutes_ledger: ['minutes_ledger_no_update', 'minutes_ledger_no_delete', 'minutes_ledger_no_replace'],
  charges: ['charges_no_delete', 'charges_no_replace', 'charges_facts_stay', 'charges_final_stays'],
  permission_groups: ['shipped_groups_no_update', 'shipped_groups_no_delete'],
  group_capabilities: ['shipped_group_capabilities_no_insert', 'shipped_group_capabilities_no_update', 'shipped_group_capabilities_no_delete'],
};

/**
 * What holds of every file beside its chains: its guards are there, one billing account is primary, the shipped groups allow
 * what they were shipped with, and no entry of the minutes ledger is missing.
 */
export function* verifyRules(connection: Database.Database): Check {
  yield { part: 'references', done: 0, total: 1 };
  // One that refuses nothing guards nothing, whatever its name.
  const triggers = new Set(connection.prepare<[], string>("select name from sqlite_schema where type = 'trigger' and sql like '%raise(abort,%'").pluck().all());
  const findings: Finding[] = Object.entries(GUARDS).flatMap(([table, names]) => (names.every((name) => triggers.has(name)) ? [] : [{ kind: 'unguarded' as const, table }]));
  for (const { id, name, capabilities } of SHIPPED_GROUPS) {
    const allowed = connection.prepare<[number], string>('select capability from group_capabilities where group_id = ?').pluck().all(id);
    if (allowed.length !== capabilities.length || !capabilities.every((capability) => allowed.includes(capability))) findings.push({ kind: 'changedGroup', name });
  }
  // A review copy leaves out what is of other accounts.
  if (readReviewCopy(connection) === null) {
    const primaries = connection.prepare<[], number>('select count(*) from billing_accounts where is_primary = 1').pluck().get();
    if (primaries !== 1) findings.push({ kind: 'noPrimary' });
    const entries = connection.prepare<[], number>('select count(*) from minutes_ledger').pluck().get() ?? 0;
    const missing = highestGiven(connection, 'minutes_ledger') - entries;
    if (missing !== 0) findings.push({ kind: 'missingEntries', count: missing });
  }
  yield { part: 'references', done: 1, total: 1 };
  return findings;
}
