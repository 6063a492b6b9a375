// A process that runs the real application and kills itself at the step it is told to. Exits with 0 where it gets past all.
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { createApplication } from '../../electron/app/composition.ts';
import { fakeClock } from '../support/fakeClock.ts';
import { testHost } from '../support/testHost.ts';

interface Order {
  readonly folder: string;
  readonly migrationsFolder: string;
  readonly moment: string;
  /** Killed at the step of this number, the first is 1. */
  readonly dieAt: number;
  readonly calls: readonly { readonly route: string; readonly input: unknown }[];
  /** Moves the clock there and lets the charge cycle run. */
  readonly runAt: string | null;
}

// Written by the test beside this file, in this same shape.
const order = JSON.parse(process.argv[2] ?? '') as Order;
let steps = 0;
const clock = fakeClock(order.moment);
const application = createApplication({
  paths: { dataFolder: order.folder, settingsFile: join(order.folder, 'settings.json'), migrationsFolder: order.migrationsFolder },
  host: testHost,
  clock,
  log: {
    info: () => undefined,
    error: (message, error) => {
      throw new Error(message, { cause: error });
    },
  },
  version: '0.0.0-test',
  automaticBackups: false,
  onChargeStep: (step) => {
    steps += 1;
    process.stdout.write(`${step}\n`);
    if (steps === order.dieAt) {
      // What is killed leaves no compiled modules to the next one by itself.
      flushCompileCache();
      process.kill(process.pid, 'SIGKILL');
    }
  },
});
const failed = await application.start({ demo: true, dataFile: null });
if (failed !== null) throw new Error(failed.message);
for (const { route, input } of order.calls) {
  const answer = await application.invoke(route, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
}
if (order.runAt !== null) {
  clock.set(order.runAt);
  await application.wake();
}
await application.close();
