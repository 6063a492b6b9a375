import Database from 'better-sqlite3';

const SETTINGS = [
  // An acknowledged commit survives a power failure: in WAL mode better-sqlite3 would set NORMAL.
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  // Billing dates write much at once: what is written over and over goes to the file's pages once in 16 MB, not once in four.
  ['wal_autocheckpoint', '4000', 4000],
  ['foreign_keys', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
] as const;

/** Sets every pragma a data file is used with and reads it back, since SQLite ignores what it does not know. Throws where one does not hold. */
export function applySettings(connection: Database.Database): void {
  for (const [name, value, expected] of SETTINGS) {
    connection.pragma(`${name} = ${value}`);
    const found = connection.pragma(name, { simple: true });
    if (found !== expected) {
      throw new Error(`SQLite kept ${name} at ${String(found)}; ${String(expected)} is needed.`);
    }
  }
}

/** Opens an existing file with nothing set yet. */
export function connect(path: string): Database.Database {
  return new Database(path, { fileMustExist: true, timeout: 5000 });
}

/** True where SQLite's own quick check finds nothing wrong in the file. */
export function passesQuickCheck(connection: Database.Database): boolean {
  return connection.pragma('quick_check(1)', { simple: true }) === 'ok';
}

/** True where a file has all of these tables. */
export function hasTables(connection: Database.Database, names: ReadonlySet<string>): boolean {
  const found = new Set(connection.prepare("select name from sqlite_schema where type = 'table'").pluck().all());
  return [...names].every((name) => found.has(name));
}

/** Runs the work with commits that do not wait for the disk; a power failure then loses the last ones, never the file. */
export async function inHaste<T>(connection: Database.Database, work: () => Promise<T>): Promise<T> {
  connection.pragma('synchronous = NORMAL');
  try {
    return await work();
  } finally {
    if (connection.open) connection.pragma('synchronous = FULL');
  }
}
