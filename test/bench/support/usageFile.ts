import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { USAGE_NOW } from './usageCompany.ts';

/** Taking the types off the sources leaves a hundred megabytes of garbage that the built application does not have: it is collected before it counts. */
const SMALL_NURSERY = '--max-semi-space-size=8';

const importer = fileURLToPath(new URL('./importUsage.ts', import.meta.url));

/** Writes a usage file as a telephone system does, by time, a call or message every 31 seconds; `badLine` holds a negative quantity. */
export function writeUsageFile(path: string, rows: number, badLine: number | null): void {
  const target = openSync(path, 'w');
  writeSync(target, 'time,kind,quantity,rate\n');
  let lines: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const time = new Date(USAGE_NOW - (rows - row) * 31_000).toISOString().slice(0, 19);
    // The header is line 1.
    const sign = row + 2 === badLine ? '-' : '';
    lines.push(`${time}Z,${row % 9 === 0 ? 'text' : 'call'},${sign}${1 + (row % 37)}.${row % 10},0.02\n`);
    if (lines.length < 10_000 && row < rows - 1) continue;
    writeSync(target, lines.join(''));
    lines = [];
  }
  closeSync(target);
}

export interface Imported {
  readonly readMs: number;
  readonly writeMs: number;
  /** The largest memory of the process, megabytes. */
  readonly largestMb: number;
  readonly rejectedCount: number;
  readonly rejected: readonly unknown[];
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** Imports the file into account 1 of the data file, in a process of its own. */
export function importUsage(dataFile: string, csv: string): Imported {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SMALL_NURSERY, importer, dataFile, csv], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  // What importUsage.ts prints.
  return JSON.parse(stdout) as Imported;
}

/** Milliseconds in which the sqlite3 shell runs these commands on a new database; null where it is not installed. */
export function shell(database: string, commands: readonly string[]): number | null {
  const began = performance.now();
  const { status, error, stderr } = spawnSync('sqlite3', [database, ...commands], { encoding: 'utf8' });
  if (error !== undefined) return null;
  if (status !== 0) throw new Error(stderr);
  return performance.now() - began;
}
