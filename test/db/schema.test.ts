import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { APPLICATION_ID } from '../../electron/db/applicationId.ts';
import { SHIPPED_GROUPS } from '../../shared/values/capabilities.ts';
import { LICENSE_TYPE_TEXT, LICENSE_TYPES } from '../../shared/values/licenseTypes.ts';
import { aUser } from '../support/builders.ts';
import { migrationsFolder, runSql, testDataFile } from '../support/testDatabase.ts';

let path: string;
beforeAll(async () => {
  const file = await testDataFile();
  file.close();
  ({ path } = file);
});

function query<T>(sql: string): T[] {
  const connection = new Database(path, { readonly: true });
  try {
    return connection.prepare<[], T>(sql).all();
  } finally {
    connection.close();
  }
}

it('names the application and the version in the header', () => {
  expect(query('pragma application_id')).toEqual([{ application_id: APPLICATION_ID }]);
  const migrations = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'));
  expect(query('pragma user_version')).toEqual([{ user_version: migrations.length }]);
});

it('has STRICT tables only', () => {
  const tables = query<{ name: string; strict: number }>("select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite_%'");
  expect(tables.map(({ name }) => name)).toContain('receipts');
  expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
});

it('is seeded with the license types in their order', () => {
  const seeded = query("select type, pooled from license_types order by position");
  expect(seeded).toEqual(LICENSE_TYPES.map((type) => ({ type, pooled: LICENSE_TYPE_TEXT[type].pooled ? 1 : 0 })));
});

it('is seeded with the shipped permission groups', () => {
  const seeded = query('select g.id, g.name, c.capability from permission_groups g join group_capabilities c on c.group_id = g.id order by 1, 3');
  const shipped = SHIPPED_GROUPS.flatMap(({ id, name, capabilities }) => capabilities.toSorted().map((capability) => ({ id, name, capability })));
  expect(seeded).toEqual(shipped);
});

describe('refuses, whoever writes,', () => {
  it.each([
    ['a second company', "insert into company values (2, 'Y', 'UTC', 'USD', 0, 'f')", 'company_only_one'],
    ['another currency', "update company set currency = 'EUR'", 'company_currency'],
    ['text where a number belongs', "update billing_accounts set revision = 'many'", 'cannot store TEXT value in INTEGER column'],
    ['a fraction of a cent', 'update billing_accounts set least_reserve = 0.5', 'cannot store REAL value in INTEGER column'],
    ['a billing day past 31', 'update billing_accounts set billing_day = 32', 'billing_accounts_billing_day'],
    ['a billing day of 0', 'update billing_accounts set billing_day = 0', 'billing_accounts_billing_day'],
    ['a day that no calendar has', "update billing_accounts set next_billing_date = '2026-02-30'", 'billing_accounts_next_billing_date'],
    ['a period that ends before it starts', "update billing_accounts set next_billing_date = '2026-02-01'", 'billing_accounts_period'],
    [
      'a second primary account',
      "insert into billing_accounts select 2, name, 1, billing_day, next_billing_date, period_start, 0, 0, 0, 7, 14, 0, 0, 0 from billing_accounts",
      'billing_accounts.is_primary',
    ],
    ['removing an account in use', 'delete from billing_accounts', 'FOREIGN KEY'],
    ['a quantity below zero', 'update service_licenses set quantity = -1', 'service_licenses_quantity'],
    ['a quantity above a thousand million', 'update service_licenses set quantity = 1000000001', 'service_licenses_quantity'],
    ['a scheduled quantity that is no cut', 'update service_licenses set scheduled_quantity = 15', 'service_licenses_scheduled_is_a_cut'],
    ['a contract price below zero', 'update service_licenses set contract_price = -1', 'service_licenses_contract_price'],
    ['an unknown license type', "insert into service_licenses values (1, 'gold', 1, 0, null, 0, null)", 'FOREIGN KEY'],
    ['an unknown item in the price book', "insert into list_prices values ('gold', '2026-01-01', 1)", 'list_prices_item'],
    ['the same assignment twice', "insert into assignments values (1, 'crm')", 'assignments.user_id'],
    ['five last digits', "update funding_sources set last_four = '42424'", 'funding_sources_last_four'],
    ['letters among the last digits', "update funding_sources set last_four = '424x'", 'funding_sources_last_four'],
    ['a card without expiry', 'update funding_sources set expires = null', 'funding_sources_expires'],
    ['a thirteenth month', "update funding_sources set expires = '2028-13'", 'funding_sources_expires'],
    ['a bank account with expiry', "update funding_sources set kind = 'bank'", 'funding_sources_expires'],
    ['two sources at one place', "insert into funding_sources select 2, 1, position, kind, institution, last_four, expires, holder, 0, null from funding_sources", 'funding_sources.account_id'],
    ['a charge of nothing', "insert into charges values ('c', 1, 'minutes', 0, 1, 0, '{}', null, 'sent', 0, null, null)", 'charges_total'],
    ['an amount that a JS number does not hold', "insert into charges values ('c', 1, 'minutes', 9000000000000001, 1, 0, '{}', null, 'sent', 0, null, null)", 'charges_total'],
    ['an effect that is no JSON', "insert into charges values ('c', 1, 'minutes', 1, 1, 0, '{', null, 'sent', 0, null, null)", 'charges_effect'],
    ['usage without a rate', "insert into minutes_ledger values (null, 1, 0, 'usage', 'call', 1, null, -1, null, '')", 'minutes_ledger_usage'],
    ['usage that adds to the balance', "insert into minutes_ledger values (null, 1, 0, 'usage', 'call', 1, 1, 1, null, '')", 'minutes_ledger_sign'],
    ['storage below zero', 'insert into storage_measurements values (null, 0, -1)', 'storage_measurements_used_mb'],
  ])('%s', (_what, sql, message) => {
    expect(() => { runSql(path, `pragma foreign_keys = on; ${sql}`); }).toThrow(message);
  });

  it.each([
    ['an e-mail address in other letters', aUser({ email: 'ANN@Example.com' }), 'users_email'],
    ['a user of no account', aUser({ email: 'b@example.com', accountId: 9 }), 'FOREIGN KEY'],
  ])('%s', async (_what, user, message) => {
    const file = await testDataFile();
    expect(() => file.write((tx) => file.users.insertTx(tx, user))).toThrow(message);
    file.close();
  });

  it('a second open charge of one account', () => {
    const charge = (id: string, state: string): string => `insert into charges values ('${id}', 1, 'minutes', 100, 1, 0, '{}', null, '${state}', 0, null, null);`;
    expect(() => { runSql(path, `begin; ${charge('a', 'sent')} ${charge('b', 'pending')} commit`); }).toThrow('UNIQUE constraint failed: charges.account_id');
    runSql(path, `begin; ${charge('a', 'sent')} ${charge('b', 'declined')} rollback`);
  });
});
