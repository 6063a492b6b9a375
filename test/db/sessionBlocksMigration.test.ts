import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { checkIntegrity } from '../../electron/db/integrity.ts';
import { anAccount, aUser, NOON } from '../support/builders.ts';
import { fillSmall, migrationsFolder, testDataFile, testDataFiles } from '../support/testDatabase.ts';

const BEFORE = 7;
const MANY = 8_192 + 100;

/** A file as the version before session blocks left it, with sessions as rows of `tool_sessions`. */
async function oldFile(): Promise<string> {
  const file = await testDataFile((empty, tx) => {
    fillSmall(empty, tx);
    empty.accounts.insertTx(tx, anAccount({ name: 'Other', primary: false }));
    empty.users.insertTx(tx, aUser({ accountId: 2, email: 'bo@example.com' }));
    for (const fileName of ['one.csv', 'two.csv']) empty.toolSessions.insertLogTx(tx, { at: NOON, fileName });
  });
  file.close();
  const statements = (migration: string, about: string): string =>
    readFileSync(path.join(migrationsFolder, migration), 'utf8').split('--> statement-breakpoint').filter((statement) => statement.includes(about)).join('');
  const connection = new Database(file.path);
  connection.exec(`drop table session_blocks; ${statements('0000_tables.sql', '`tool_sessions`')}
    drop table user_counts; drop table automatic_charging; ${statements('0003_automatic_charging.sql', 'CREATE TABLE')} pragma user_version = ${String(BEFORE)};`);
  // Written from the last to the first, each of the seven tools in turn, every third by nobody.
  connection.exec(`with recursive n(n) as (select ${String(MANY - 1)} union all select n - 1 from n where n > 0)
    insert into tool_sessions (import_id, account_id, user_id, tool, start_at, end_at)
    select 1, 1, case n % 3 when 0 then null else 1 end,
      case n % 7 when 0 then 'powerDialer' when 1 then 'voicemailDrop' when 2 then 'jabberDog' when 3 then 'inbound' when 4 then 'blend' when 5 then 'fax' else 'recording' end,
      ${String(NOON)} + n / 2 * 1000, ${String(NOON)} + n / 2 * 1000 + 1 + n from n`);
  connection.exec(`insert into tool_sessions (import_id, account_id, user_id, tool, start_at, end_at) values
    (2, 1, 1, 'fax', 5, 9), (1, 2, 2, 'inbound', 8640000000000000 - 2, 8640000000000000)`);
  connection.close();
  return file.path;
}

it('packs the sessions of an older file into session blocks', async () => {
  const older = await oldFile();
  const file = await testDataFiles().open(older);
  const { toolSessions } = file;
  const read = (accountId: number) =>
    toolSessions.blocks(accountId, 0, Infinity).flatMap(({ id }) => {
      const { starts, ends, userIds, tools } = toolSessions.inBlock(id, 0, Infinity);
      return Array.from(starts, (start, place) => [start, ends[place], userIds[place], tools[place]]);
    });
  // Of two that start at once, the one that was written first: that of the larger n.
  const expected = Array.from({ length: MANY }, (_, place) => place + (place % 2 === 0 ? 1 : -1)).map((n) => [NOON + Math.floor(n / 2) * 1000, NOON + Math.floor(n / 2) * 1000 + 1 + n, n % 3 === 0 ? 0 : 1, n % 7]);
  expect(read(1)).toEqual([...expected, [5, 9, 1, 5]]);
  expect(read(2)).toEqual([[8_639_999_999_999_998, 8_640_000_000_000_000, 2, 3]]);
  expect(toolSessions.blocks(1, 0, Infinity).map(({ count }) => count)).toEqual([8_192, 100, 1]);
  expect(toolSessions.logs().map(({ sessions }) => sessions)).toEqual([1, MANY + 1]);
  file.close();

  const connection = new Database(older, { readonly: true });
  expect(checkIntegrity(connection)).toEqual([]);
  expect(connection.prepare("select count(*) from sqlite_schema where tbl_name = 'tool_sessions'").pluck().get()).toBe(0);
  connection.close();
});

it('reads a file of before session blocks through as it is', async () => {
  const connection = new Database(await oldFile());
  expect(checkIntegrity(connection)).toEqual([]);
  connection.close();
});
