import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFileJob } from '../../electron/app/fileJobs.ts';
import { createApplication } from '../../electron/app/composition.ts';
import type { Application, Launch } from '../../electron/app/application.ts';
import type { Input, Output, RouteName } from '../../shared/contracts/index.ts';
import type { Failure } from '../../shared/errors.ts';
import { fromTemplate } from './template.ts';
import { fakeClock } from './fakeClock.ts';
import type { FakeClock } from './fakeClock.ts';
import { testHost } from './testHost.ts';

const migrationsFolder = join(import.meta.dirname, '..', '..', 'drizzle');

export interface TestApplication {
  readonly application: Application;
  readonly clock: FakeClock;
  readonly folder: string;
  /** Calls through the gate; throws where the call is refused. */
  call<R extends RouteName>(route: R, input: Input<R>): Promise<Output<R>>;
  /** Calls through the gate with any input; throws where the call is not refused. */
  refused(route: string, input: unknown): Promise<Failure>;
  /** Closes the application and starts another one on the same folder, as after quitting. */
  restart(): Promise<TestApplication>;
  end(): Promise<void>;
}

/** A millisecond: tests sign in often, and `passwords.test.ts` looks at the real cost. */
const PASSWORD_COST = 2 ** 10;

/**
 * The whole application but its windows, with a clock that tests move, on a folder of its own unless one is given. A
 * new demonstration is copied from one that was made for the same moment.
 */
export async function startTestApplication(moment: string, launch: Launch = { demo: true, dataFile: null }, folder?: string, automaticBackups = false): Promise<TestApplication> {
  if (folder !== undefined) return startOn(folder, moment, launch, automaticBackups);
  const own = mkdtempSync(join(tmpdir(), 'billing-desk-'));
  if (launch.demo) {
    await fromTemplate(`demonstration-${moment.replaceAll(':', '')}`, own, async (making) => {
      await (await startOn(making, moment, launch)).application.close();
    });
  }
  return startOn(own, moment, launch, automaticBackups);
}

async function startOn(folder: string, moment: string, launch: Launch, automaticBackups = false): Promise<TestApplication> {
  const clock = fakeClock(moment);
  const application = createApplication({
    paths: { dataFolder: folder, settingsFile: join(folder, 'settings.json'), migrationsFolder },
    host: testHost,
    clock,
    log: {
      info: () => undefined,
      error: (message, error) => {
        throw new Error(message, { cause: error });
      },
    },
    version: '0.0.0-test',
    passwordCost: PASSWORD_COST,
    automaticBackups,
    // On the spot: a thread each takes its time on a busy machine.
    fileRunner: (job, { onProgress }) => runFileJob(job, onProgress),
  });
  const failed = await application.start(launch);
  if (failed !== null) throw new Error(failed.message);
  return {
    application,
    clock,
    folder,
    call: async (route, input) => {
      const answer = await application.invoke(route, input);
      if (!answer.ok) throw new Error(`${route} was refused: ${JSON.stringify(answer.error)}`);
      // The gate runs the route's own handler, whose type is this.
      return answer.value as Output<typeof route>;
    },
    refused: async (route, input) => {
      const answer = await application.invoke(route, input);
      if (answer.ok) throw new Error(`${route} was not refused: ${JSON.stringify(answer.value)}`);
      return answer.error;
    },
    restart: async () => {
      await application.close();
      return startTestApplication(new Date(clock.now()).toISOString(), launch, folder, automaticBackups);
    },
    end: async () => {
      await application.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
