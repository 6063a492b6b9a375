import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { Clock } from '../services/ports/outside.ts';

const systemClock: Clock = { now: () => Date.now() };

interface Environment {
  readonly [name: string]: string | undefined;
}

/**
 * The system's clock, or, for automated tests alone, one that runs on from the moment in BILLING_DESK_CLOCK (ISO 8601). Moving
 * the clock makes charges happen, so it takes three things no normal start has: NODE_ENV is "test", a data folder was named
 * for this run, and that folder lies in the system's temporary folder, where nobody keeps a company. A file "moved-clock"
 * in it, milliseconds, moves the clock by so much while the application runs.
 */
export function hostClock(environment: Environment): Clock {
  const moment = environment['BILLING_DESK_CLOCK'];
  const folder = environment['BILLING_DESK_DATA_FOLDER'];
  if (moment === undefined || folder === undefined || environment['NODE_ENV'] !== 'test') return systemClock;
  if (!realpathSync(folder).startsWith(realpathSync(tmpdir()) + sep)) return systemClock;
  const start = Date.parse(moment);
  if (Number.isNaN(start)) throw new Error('BILLING_DESK_CLOCK is not a moment in ISO 8601');
  const offset = start - Date.now();
  const moved = join(folder, 'moved-clock');
  return { now: () => Date.now() + offset + (existsSync(moved) ? Number(readFileSync(moved, 'utf8')) : 0) };
}
