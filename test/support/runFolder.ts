import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const out = join(import.meta.dirname, '..', '..', 'out');

/**
 * Before a test run: everything that it writes goes into one folder, in memory where the system has such a place, and
 * is gone afterwards. What tests prove of the disk (order of writes, kills in the middle) holds there as well.
 */
export default function useRunFolder(): () => void {
  const folder = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'billing-desk-tests-'));
  process.env['TMPDIR'] = folder;
  process.env['BILLING_DESK_TEMPLATES'] = join(folder, 'templates');
  // The processes that tests start, by the dozen, compile their modules once.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled');
  // What is built from sources stands below the project, where it finds the libraries: the beginning of its folders' names.
  const builds = join(out, basename(folder));
  process.env['BILLING_DESK_BUILT'] = builds;
  return () => {
    rmSync(folder, { recursive: true, force: true });
    for (const name of existsSync(out) ? readdirSync(out) : []) {
      if (name.startsWith(basename(builds))) rmSync(join(out, name), { recursive: true, force: true });
    }
  };
}

function memoryFolder(): string | null {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return null;
  }
}
