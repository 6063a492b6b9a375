import { expect, test } from 'vitest';
import { runFileJob } from '../../../electron/app/fileJobs.ts';
import { createWholeFiles } from '../../../electron/app/wholeFiles.ts';
import { createDataService } from '../../../electron/services/data/dataService.ts';
import type { DataServiceNeeds } from '../../../electron/services/data/dataService.ts';
import { createDataWork } from '../../../electron/services/data/dataWork.ts';
import { CAPABILITIES } from '../../../shared/values/capabilities.ts';
import type { SignedInCompany } from '../../../electron/services/ports/company.ts';
import { anAccount } from '../../support/builders.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { testDataFile, testDataFiles } from '../../support/testDatabase.ts';

test('what is committed until the present file is closed is in the one that a restore keeps', async () => {
  const file = await testDataFile();
  const clock = fakeClock('2026-03-15T12:00:00.000Z');
  const dataFiles = testDataFiles();
  const files = createWholeFiles({ latestVersion: dataFiles.latestVersion, now: () => clock.now(), run: (job, { onProgress }) => runFileJob(job, onProgress) });
  const backup = files.nextBackup(file.path, 'hand');
  await files.backUp(file.path, backup, { onProgress: () => undefined, signal: new AbortController().signal });
  const publish = (): void => undefined;
  const operator = file.users.byId(1);
  if (operator === null) throw new Error('The small file has no operator');
  // A restore asks for no gateway, so there is none.
  const known: Partial<SignedInCompany> = { file, operator, capabilities: new Set(CAPABILITIES) };
  const company = known as SignedInCompany;
  const needs = {
    current: () => company,
    signedIn: () => false,
    clock,
    publish,
    files,
    work: createDataWork(publish),
    putBack: (path, copy, keepAs) => dataFiles.putBack(path, copy, { alreadyRead: true, keepAs }),
    wholePath: (path) => path,
    company: {
      replace: async (swap) => {
        // While it waits for what is under way, before it closes the file.
        file.write((tx) => file.accounts.insertTx(tx, anAccount({ name: 'Late', primary: false })));
        file.close();
        await swap(file.path);
        return {};
      },
    },
  } as Partial<DataServiceNeeds> as DataServiceNeeds;
  const { keptAs } = await createDataService(needs).restore({ source: { kind: 'file', path: backup }, lost: { receipts: 0, activity: 0 } });

  const namesIn = async (path: string): Promise<string[]> => {
    const opened = await dataFiles.openForReview(path);
    const names = opened.accounts.all().map(({ name }) => name);
    opened.close();
    return names;
  };
  expect(await namesIn(file.path)).not.toContain('Late');
  expect(await namesIn(keptAs)).toContain('Late');
});
