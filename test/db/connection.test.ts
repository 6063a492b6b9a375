import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { applySettings, connect } from '../../electron/db/connection.ts';
import { testDataFile } from '../support/testDatabase.ts';

it('sets each pragma of a connection so that it reads back', async () => {
  const file = await testDataFile();
  file.close();
  const connection = connect(file.path);
  applySettings(connection);
  const read = (name: string): unknown => connection.pragma(name, { simple: true });
  expect(read('journal_mode')).toBe('wal');
  expect(read('synchronous')).toBe(2);
  expect(read('wal_autocheckpoint')).toBe(4000);
  expect(read('foreign_keys')).toBe(1);
  expect(read('busy_timeout')).toBe(5000);
  expect(read('trusted_schema')).toBe(0);
  expect(read('cell_size_check')).toBe(1);
  connection.close();
});

it('throws where a pragma does not hold: memory has no write-ahead log', () => {
  const connection = new Database(':memory:');
  expect(() => { applySettings(connection); }).toThrow('SQLite kept journal_mode at memory');
  connection.close();
});
