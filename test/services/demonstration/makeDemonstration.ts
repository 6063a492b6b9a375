import { rmSync } from 'node:fs';
import path from 'node:path';
import { createDataFiles } from '../../../electron/db/dataFiles.ts';
import { demonstrationCompany, fillDemonstration } from '../../../electron/services/demonstration/fillDemonstration.ts';
import type { DataFile } from '../../../electron/services/ports/dataFile.ts';
import { contentHash, migrationsFolder, temporaryFolder } from '../../support/testDatabase.ts';

export interface MadeDemonstration {
  readonly file: DataFile;
  readonly hash: () => string;
  readonly remove: () => void;
}

const folder = temporaryFolder();
let made = 0;

/** The demonstration as the application makes it, at a moment in epoch milliseconds, in a file of its own. */
export async function makeDemonstration(now: number): Promise<MadeDemonstration> {
  made += 1;
  const target = path.join(folder, `company-x-${made}.billingdesk`);
  const file = await createDataFiles({ migrationsFolder, now: () => now }).create(target, demonstrationCompany, (empty, tx) => {
    fillDemonstration(empty, tx, now);
  });
  return {
    file,
    hash: () => contentHash(target),
    remove: () => {
      file.close();
      rmSync(target);
    },
  };
}
