// A process that restores a backup and kills itself right before the step it is told to: a name given, or a file copied.
import { createRequire, flushCompileCache, syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import type fs from 'node:fs';

// Written by the test beside this file, in this same shape.
const { folder, moment, dieAt } = JSON.parse(process.argv[2] ?? '') as { folder: string; moment: string; dieAt: number };
// Node's own module, which the application's imports are views of.
const files = createRequire(import.meta.url)('node:fs') as typeof fs;
let steps = 0;
let counting = false;

function countedBefore<A extends unknown[], R>(real: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    if (counting) {
      steps += 1;
      if (steps === dieAt) {
        // What is killed leaves no compiled modules to the next one by itself.
        flushCompileCache();
        process.kill(process.pid, 'SIGKILL');
      }
    }
    return real(...args);
  };
}
files.renameSync = countedBefore(files.renameSync);
files.copyFileSync = countedBefore(files.copyFileSync);
files.linkSync = countedBefore(files.linkSync);
syncBuiltinESMExports();

const { startTestApplication } = await import('../support/testApplication.ts');
const app = await startTestApplication(moment, { demo: true, dataFile: null }, folder);
const source = { kind: 'file', path: join(folder, 'copy.billing') } as const;
const { lost } = await app.call('data.examine', { source });
counting = true;
await app.call('data.restore', { source, lost: { receipts: lost.receipts, activity: lost.activity } });
counting = false;
await app.application.close();
