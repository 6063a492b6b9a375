import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { asRefusal } from '../../electron/db/refusals.ts';

const FILE = '/folder/company.billing';

describe('what SQLite and the system say of a file', () => {
  test.each([
    ['SQLITE_CORRUPT', 'DATA_FILE_DAMAGED'],
    ['SQLITE_CORRUPT_INDEX', 'DATA_FILE_DAMAGED'],
    ['SQLITE_NOTADB', 'DATA_FILE_DAMAGED'],
    // The file ends before it should.
    ['SQLITE_IOERR_SHORT_READ', 'DATA_FILE_DAMAGED'],
    ['SQLITE_BUSY', 'DATA_FILE_IN_USE'],
    ['SQLITE_BUSY_RECOVERY', 'DATA_FILE_IN_USE'],
    ['SQLITE_LOCKED', 'DATA_FILE_IN_USE'],
    ['SQLITE_FULL', 'FILE_UNREADABLE'],
    ['SQLITE_IOERR_WRITE', 'FILE_UNREADABLE'],
    ['SQLITE_IOERR', 'FILE_UNREADABLE'],
    ['SQLITE_READONLY_DIRECTORY', 'FILE_UNREADABLE'],
    ['SQLITE_CANTOPEN', 'FILE_UNREADABLE'],
    ['EACCES', 'FILE_UNREADABLE'],
    ['EROFS', 'FILE_UNREADABLE'],
  ])('%s is %s', (code, refused) => {
    const error = code.startsWith('SQLITE_') ? new Database.SqliteError('Said by SQLite', code) : Object.assign(new Error('Said by the system'), { code });
    expect(asRefusal(error, FILE)).toMatchObject({ failure: { code: refused, details: { file: FILE } }, cause: error });
  });

  test.each(['ENOSPC', 'SQLITE_FULL'])('%s is told as what it is', (code) => {
    expect(asRefusal(Object.assign(new Error('full'), { code }), FILE)).toMatchObject({ failure: { message: `There is no space left on the disk for ${FILE}.` } });
  });

  test('a mistake of ours stays one', () => {
    for (const error of [new Error('No code'), Object.assign(new TypeError('Wrong'), { code: 'ERR_INVALID_ARG_TYPE' })]) expect(asRefusal(error, FILE)).toBe(error);
  });
});
