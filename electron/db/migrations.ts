import type Database from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { sessionBlockHash } from './values/sessionBlock.ts';

/** The migrations in their order; the file's user_version counts those it has. */
export interface Migrations {
  readonly latest: number;
  /** The names of the tables that a file of the latest version has. */
  readonly tables: ReadonlySet<string>;
  /**
   * Brings a file from its version to the latest in one transaction. Throws, and leaves the file as it was, where a
   * statement fails or a foreign key would dangle that did not before (in a review copy, what it leaves out does). Not drizzle's own migrator: that one keeps foreign keys on while a
   * table is made anew, checks nothing before it commits, and keeps a second count beside user_version.
   */
  apply(connection: Database.Database): void;
}

/** Reads the migrations drizzle-kit generated. Throws where a file named in their journal is missing. */
export function loadMigrations(folder: string): Migrations {
  const all = readMigrationFiles({ migrationsFolder: folder });
  return {
    latest: all.length,
    tables: tablesMadeBy(all.flatMap(({ sql }) => sql)),
    apply(connection) {
      const from = versionOf(connection);
      connection.pragma('foreign_keys = OFF');
      // What SQLite has no function for.
      connection.function('session_block_hash', { deterministic: true }, (content: unknown) => (content instanceof Uint8Array ? sessionBlockHash(content) : null));
      const danglingBefore = countDangling(connection);
      const run = connection.transaction(() => {
        for (const migration of all.slice(from)) {
          for (const statement of migration.sql) connection.exec(statement);
        }
        if (countDangling(connection) > danglingBefore) throw new Error('A migration left dangling references.');
        if (versionOf(connection) !== all.length) throw new Error('The migrations did not end at their own version.');
      });
      try {
        run.exclusive();
      } finally {
        connection.pragma('foreign_keys = ON');
      }
    },
  };
}

/** The tables that are there after drizzle-kit's statements, which make, drop and rename them. */
function tablesMadeBy(statements: readonly string[]): ReadonlySet<string> {
  const tables = new Set<string>();
  for (const statement of statements) {
    const [, done, name = '', renamed = ''] = /^\s*(CREATE|DROP|ALTER) TABLE `(\w+)`(?: RENAME TO `(\w+)`)?/m.exec(statement) ?? [];
    if (done === 'CREATE') tables.add(name);
    if (done === 'DROP' || renamed !== '') tables.delete(name);
    if (renamed !== '') tables.add(renamed);
  }
  return tables;
}

function countDangling(connection: Database.Database): number {
  return connection.prepare('pragma foreign_key_check').all().length;
}

/** The number of migrations a file has. */
export function versionOf(connection: Database.Database): number {
  return Number(connection.pragma('user_version', { simple: true }));
}
