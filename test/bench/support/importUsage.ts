// A process of its own, so that the memory is the import's alone. Arguments: data file, CSV file. Prints what it took as JSON.
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createApplication } from '../../../electron/app/composition.ts';
import { IMPORT_CHUNK_BYTES } from '../../../shared/values/imports.ts';
import { migrationsFolder } from '../../support/testDatabase.ts';
import { USAGE_NOW } from './usageCompany.ts';

const [dataFile = '', csv = ''] = process.argv.slice(2);
const folder = dirname(dataFile);
const application = createApplication({
  paths: { dataFolder: folder, settingsFile: join(folder, 'settings.json'), migrationsFolder },
  host: {
    kind: 'browser',
    chooseFile: () => Promise.resolve(null),
    openBillingManager: () => Promise.resolve(),
    openSummary: () => undefined,
    saveText: () => Promise.resolve(null),
    printReceipt: () => Promise.resolve(null),
    printSummary: () => Promise.resolve(null),
    chooseTheme: () => undefined,
  },
  clock: { now: () => USAGE_NOW },
  log: { info: () => undefined, error: (message, error) => console.error(message, error) },
  version: 'bench',
});
const failed = await application.start({ demo: false, dataFile });
if (failed !== null) throw new Error(failed.message);

// Looked at all along: the system's own maximum may be that of the process that started this one.
let largestMb = 0;
const look = (): void => void (largestMb = Math.max(largestMb, process.memoryUsage.rss() / 1024 / 1024));
const began = performance.now();
const { importId } = await call<{ importId: string }>('import.begin', { kind: 'usage', accountId: 1, fileName: 'usage.csv', bytes: statSync(csv).size });
const source = openSync(csv, 'r');
const piece = Buffer.alloc(IMPORT_CHUNK_BYTES);
for (let index = 0; ; index += 1) {
  const length = readSync(source, piece);
  if (length === 0) break;
  await call('import.chunk', { importId, index, base64: piece.subarray(0, length).toString('base64') });
  look();
}
closeSync(source);
const { rejectedCount, rejected } = await call<{ rejectedCount: number; rejected: readonly unknown[] }>('import.finish', { importId });
const read = performance.now();
look();
const answer = await application.invoke('import.apply', { importId, commandId: randomUUID() });
const written = performance.now();
look();
await application.close();

console.log(
  JSON.stringify({
    readMs: read - began,
    writeMs: written - read,
    largestMb,
    rejectedCount,
    rejected: rejected.slice(0, 3),
    refusal: answer.ok ? null : answer.error,
  }),
);

async function call<T>(route: string, input: unknown): Promise<T> {
  const outcome = await application.invoke(route, input);
  if (!outcome.ok) throw new Error(outcome.error.message);
  // Answers of the application's own contracts.
  return outcome.value as T;
}
