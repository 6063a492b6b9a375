import { spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromTemplate } from './template.ts';

export interface LaunchedApp {
  /** The one-time address: the first page that opens it is in. */
  readonly address: string;
  readonly origin: string;
  /** Data files, settings and the log of this run. */
  readonly dataFolder: string;
  /** Moves the application's clock by so many hours from where it was started, as a machine that slept finds it on waking. Without `wake` it is not told. */
  moveClock(hours: number, options?: { readonly wake: boolean }): void;
  /** Ends the process as Ctrl+C does, and waits for it. The folder stays when `keepData` is true. */
  close(options?: { readonly keepData?: boolean }): Promise<void>;
}

export interface LaunchOptions {
  readonly demo?: boolean;
  readonly dataFile?: string;
  /** ISO 8601; the application's clock runs on from there. Default: the machine's clock. */
  readonly clock?: string;
  /** An earlier run's folder, to start again on the same data. */
  readonly dataFolder?: string;
}

const project = join(import.meta.dirname, '..', '..');
const START_LIMIT_MS = 60_000;

/**
 * Starts the built application in its browser host, on a fresh data folder unless one is given. A new demonstration is
 * copied from one that was made for the same moment.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  if (options.dataFolder !== undefined) return launchOn(options.dataFolder, options);
  const dataFolder = mkdtempSync(join(tmpdir(), 'billing-desk-'));
  if (options.demo === true && options.clock !== undefined) await copyDemonstration(options.clock, dataFolder);
  return launchOn(dataFolder, options);
}

/** Puts a new demonstration of a moment, with the settings that know it, into a data folder that has none. */
export function copyDemonstration(clock: string, dataFolder: string): Promise<void> {
  return fromTemplate(`built-demonstration-${clock.replaceAll(':', '')}`, dataFolder, async (making) => {
    await (await launchOn(making, { demo: true, clock })).close({ keepData: true });
  });
}

function launchOn(dataFolder: string, options: LaunchOptions): Promise<LaunchedApp> {
  const args = [
    join(project, 'out', 'main', 'browserHost.js'),
    '--no-open',
    ...(options.demo === true ? ['--demo'] : []),
    ...(options.dataFile === undefined ? [] : ['--data', options.dataFile]),
  ];
  const child = spawn(process.execPath, args, {
    // Not where its files are: nobody starts it there.
    cwd: tmpdir(),
    env: {
      ...process.env,
      NODE_ENV: 'test',
      BILLING_DESK_DATA_FOLDER: dataFolder,
      ...(options.clock === undefined ? {} : { BILLING_DESK_CLOCK: options.clock }),
    },
  });
  // A test run that crashes must leave no application behind.
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  return new Promise((resolve, reject) => {
    let output = '';
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The application printed no address:\n${output}`));
    }, START_LIMIT_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /^http:\/\/127\.0\.0\.1:\S+$/m.exec(output)?.[0];
      if (address === undefined || !output.includes(`${address}\n`)) return;
      clearTimeout(limit);
      resolve({
        address,
        origin: new URL(address).origin,
        dataFolder,
        moveClock: (hours, { wake } = { wake: true }) => {
          const file = join(dataFolder, 'moved-clock');
          // Whole or not at all: the application may read it at any time.
          writeFileSync(`${file}.part`, String(hours * 3_600_000));
          renameSync(`${file}.part`, file);
          if (wake) child.kill('SIGCONT');
        },
        close: async ({ keepData = false } = {}) => {
          child.kill('SIGINT');
          await ended;
          process.removeListener('exit', endWithUs);
          if (!keepData) rmSync(dataFolder, { recursive: true, force: true });
        },
      });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(limit);
      reject(new Error(`The application ended with code ${String(code)} before it printed an address:\n${output}`));
    });
  });
}
