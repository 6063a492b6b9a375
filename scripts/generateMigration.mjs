/*
 * Migrations from the schema.
 *   node scripts/generateMigration.mjs NAME            what the schema has and the migrations lack
 *   node scripts/generateMigration.mjs NAME --custom   an empty one, for triggers and data
 *   node scripts/generateMigration.mjs --check         fails where schema and migrations differ; changes nothing
 * drizzle-kit knows neither STRICT tables nor the numbers in the file's header, so they are added here.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { APPLICATION_ID } from '../electron/db/applicationId.ts';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const migrations = path.join(root, 'drizzle');
const drizzleKit = path.join(path.dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs');
const BREAK = '--> statement-breakpoint\n';

const sqlFiles = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();

function generate(folder, extra) {
  const out = path.relative(root, folder);
  const args = ['generate', '--dialect', 'sqlite', '--schema', './electron/db/schema/*.ts', '--out', out, ...extra];
  // No terminal: where drizzle-kit would ask whether a column was renamed, it fails instead of waiting.
  return spawnSync(process.execPath, [drizzleKit, ...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** STRICT on every new table; the header's version after the last statement, the application's id before the first. */
function complete(sql, version) {
  const head = version === 1 ? `PRAGMA application_id = ${String(APPLICATION_ID)};\n${BREAK}` : '';
  const strict = sql.trimEnd().replace(/(^CREATE TABLE [\s\S]*?^\));/gm, '$1 STRICT;');
  return `${head}${strict}\n${BREAK}PRAGMA user_version = ${String(version)};\n`;
}

/** What is wrong with one committed migration, or null. */
function fault(sql, version) {
  const tables = sql.match(/^CREATE TABLE /gm)?.length ?? 0;
  const strict = sql.match(/^\) STRICT;/gm)?.length ?? 0;
  if (tables !== strict) return 'a table is not STRICT';
  if (!sql.endsWith(`PRAGMA user_version = ${String(version)};\n`)) return `it does not end with user_version ${String(version)}`;
  if (version === 1 && !sql.includes(`PRAGMA application_id = ${String(APPLICATION_ID)};`)) return 'it does not set the application id';
  return null;
}

function check() {
  const committed = sqlFiles(migrations);
  const faults = committed.flatMap((name, index) => {
    const found = fault(readFileSync(path.join(migrations, name), 'utf8'), index + 1);
    return found === null ? [] : [`${name}: ${found}`];
  });
  const copy = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  try {
    cpSync(migrations, copy, { recursive: true });
    const run = generate(copy, ['--name', 'missing']);
    const missing = sqlFiles(copy).filter((name) => !committed.includes(name));
    faults.push(...missing.map((name) => `The schema has what no migration makes:\n${readFileSync(path.join(copy, name), 'utf8')}`));
    if (run.status !== 0 || (missing.length === 0 && !run.stdout.includes('No schema changes'))) {
      faults.push(`drizzle-kit could not compare them:\n${run.stdout}${run.stderr}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  for (const found of faults) console.error(found);
  console.log(faults.length === 0 ? 'Schema and migrations agree.' : 'Schema and migrations differ.');
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function add(name, custom) {
  const before = sqlFiles(migrations);
  const run = generate(migrations, ['--name', name, ...(custom ? ['--custom'] : [])]);
  process.stdout.write(run.stdout);
  process.stderr.write(run.stderr);
  for (const file of sqlFiles(migrations).filter((found) => !before.includes(found))) {
    const target = path.join(migrations, file);
    writeFileSync(target, complete(readFileSync(target, 'utf8'), sqlFiles(migrations).indexOf(file) + 1));
  }
  process.exitCode = run.status ?? 1;
}

const [first, second] = process.argv.slice(2);
if (first === '--check') check();
else if (first !== undefined && /^[a-z][A-Za-z0-9_]*$/.test(first)) add(first, second === '--custom');
else {
  console.error('Give the new migration a name, or --check.');
  process.exitCode = 2;
}
