import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/* Folders in the system's temporary folder that hold a whole company while somebody looks at it, or a review copy is made. */

const NAME = /^billing-desk-(?:review|copy)-(\d+)-/;

/** A new folder, for this user alone; its name says which process it belongs to. */
export function makePrivateFolder(what: 'review' | 'copy'): string {
  return mkdtempSync(path.join(realpathSync(tmpdir()), `billing-desk-${what}-${String(process.pid)}-`));
}

/** Removes the folders of processes that do not run any more: a crash leaves them behind. */
export function removeAbandonedFolders(): void {
  const root = tmpdir();
  for (const name of namesIn(root)) {
    const owner = NAME.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    try {
      rmSync(path.join(root, name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

/** None where there is no such folder: making one in it says so. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
