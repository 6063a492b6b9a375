import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/testDatabase.ts';

let copy: string;

beforeEach(() => {
  copy = temporaryFolder();
  for (const part of ['drizzle', 'scripts/generateMigration.mjs', 'electron/db', 'electron/services/ports', 'shared', 'package.json']) {
    mkdirSync(path.dirname(path.join(copy, part)), { recursive: true });
    cpSync(part, path.join(copy, part), { recursive: true });
  }
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
});

const check = () => spawnSync(process.execPath, [path.join(copy, 'scripts/generateMigration.mjs'), '--check'], { encoding: 'utf8', cwd: copy });
const migrations = (): unknown => readdirSync(path.join(copy, 'drizzle'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [entry.name, readFileSync(path.join(entry.parentPath, entry.name), 'utf8')]);

describe('the migrations check', () => {
  it('passes what is committed', () => {
    const run = check();
    expect(run.stdout + run.stderr).toContain('Schema and migrations agree.');
    expect(run.status).toBe(0);
  });

  it('fails where the schema has what no migration makes, and leaves the migrations as they were', () => {
    const schema = path.join(copy, 'electron/db/schema/storageMeasurements.ts');
    writeFileSync(schema, readFileSync(schema, 'utf8').replace("usedMb: integer('used_mb').notNull(),", "usedMb: integer('used_mb').notNull(), freeMb: integer('free_mb'),"));
    const before = migrations();
    const run = check();
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('ADD `free_mb`');
    expect(migrations()).toEqual(before);
  });

  it('fails where a table is not STRICT, or a version is missing', () => {
    const first = path.join(copy, 'drizzle/0000_tables.sql');
    writeFileSync(first, readFileSync(first, 'utf8').replace(') STRICT;', ');'));
    appendFileSync(path.join(copy, 'drizzle/0001_protection.sql'), '-- more\n');
    const run = check();
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('0000_tables.sql: a table is not STRICT');
    expect(run.stderr).toContain('0001_protection.sql: it does not end with user_version 2');
  });
});
