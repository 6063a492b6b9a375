import type Database from 'better-sqlite3';
import { leaveOutSessions } from './leaveOutSessions.ts';
import { addNamesOthers } from './othersNamed.ts';

/** Of no use for looking: remembered commands may say anything, and where the file was last used concerns charging alone. */
export const emptiedAlways = ['commands', 'last_place'] as const;

const ITS_OWN = 'account_id = :account';

/**
 * Which rows of each table a copy about one account keeps, in an order in which a later table may ask what stayed of an
 * earlier one. A table that is not named here is emptied, so that a new one gives nothing away.
 */
export const stays: Readonly<Record<string, string>> = {
  company: 'true',
  license_types: 'true',
  list_prices: 'true',
  automatic_charging: 'true',
  user_counts: 'true',
  time_travel: 'true',
  activity: `${ITS_OWN} and not names_others(what, changes)`,
  receipts: ITS_OWN,
  receipt_lines: 'receipt_number in (select number from receipts)',
  billing_accounts: 'id = :account',
  users: ITS_OWN,
  assignments: 'user_id in (select id from users)',
  permission_groups: 'shipped or id in (select group_id from users)',
  group_capabilities: 'group_id in (select id from permission_groups)',
  service_licenses: ITS_OWN,
  funding_sources: ITS_OWN,
  charges: ITS_OWN,
  bills: ITS_OWN,
  minutes_ledger: ITS_OWN,
  recharge_states: ITS_OWN,
  recharge_cycles: ITS_OWN,
  usage_imports: ITS_OWN,
  session_blocks: ITS_OWN,
  session_imports: 'id in (select import_id from session_blocks)',
  shift_plans: ITS_OWN,
  shift_plan_users: 'plan_id in (select id from shift_plans) and user_id in (select id from users)',
  // The primary account carries the company's storage.
  storage_measurements: 'exists (select 1 from billing_accounts where is_primary)',
  time_travel_events: ITS_OWN,
};

/** What a charge or a bill would still have written says who is assigned, and who asked; its money and licenses are the account's own. */
const NAMES_NOBODY = "json_set(effect, '$.assignments', json('[]'), '$.changes', json('[]'), '$.operatorId', null, '$.who', 'Left out')";

/**
 * Takes everything out of a working copy but one account's part. Of receipts and activity of others, and of what the
 * account's own activity says about others, number and hashes stay in `left_out`. Operators who acted on the account
 * keep their name in its entries and receipts alone. Foreign keys and triggers must be off.
 */
export function reduceToAccount(connection: Database.Database, account: number): void {
  addNamesOthers(connection, account);
  for (const [table, kind, number] of [['receipts', 'receipt', 'number'], ['activity', 'activity', 'sequence']] as const) {
    connection
      .prepare(`insert into left_out select '${kind}', ${number}, previous_hash, hash from ${table} where (${stays[table] ?? 'false'}) is not true`)
      .run({ account });
  }
  leaveOutSessions(connection, account);
  for (const [table, condition] of Object.entries(stays)) {
    const statement = connection.prepare(`delete from "${table}" where (${condition}) is not true`);
    if (condition.includes(':account')) statement.run({ account });
    else statement.run();
  }
  for (const table of tablesOf(connection)) if (!(table in stays)) connection.exec(`delete from "${table}"`);
  // Free text that nothing is computed from and no chain covers.
  for (const [table, text] of [['minutes_ledger', 'note'], ['shift_plans', 'name'], ['usage_imports', 'file_name'], ['session_imports', 'file_name']] as const) {
    connection.exec(`update ${table} set ${text} = 'Left out' where ${text} <> '' and names_others(${text}, '[]')`);
  }
  // The charge of a bill only names it.
  for (const table of ['charges', 'bills']) connection.exec(`update ${table} set effect = ${NAMES_NOBODY} where effect ->> '$.lines' is not null`);
}

const ITS_OWN_TABLES = ['left_out', 'review_copy'];

/** The tables of the schema, without SQLite's own and those of a review copy. */
export function tablesOf(connection: Database.Database): readonly string[] {
  return connection
    .prepare<[], string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite~_%' escape '~'")
    .pluck()
    .all()
    .filter((table) => !ITS_OWN_TABLES.includes(table));
}
