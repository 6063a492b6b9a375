import { mkdirSync } from 'node:fs';
import open from 'open';
import packageJson from '../../../package.json' with { type: 'json' };
import { createApplication } from '../../app/composition.ts';
import { parseLaunchOptions } from '../../app/launchOptions.ts';
import { createLog } from '../../app/logging.ts';
import { applicationPaths } from '../../app/paths.ts';
import { hostClock } from '../clock.ts';
import { startLoopbackServer } from './loopbackServer.ts';

/** The browser opens its windows by itself and has no file dialog: it asks for a path instead. */
const host = {
  kind: 'browser',
  chooseFile: () => Promise.resolve(null),
  openBillingManager: () => Promise.resolve(),
  openSummary: () => undefined,
  // The page itself is all there is of it.
  chooseTheme: () => undefined,
  // It downloads and prints by itself.
  saveText: () => Promise.resolve(null),
  printReceipt: () => Promise.resolve(null),
  printSummary: () => Promise.resolve(null),
} as const;

const paths = applicationPaths(import.meta.dirname, process.env, process.platform);
mkdirSync(paths.dataFolder, { recursive: true });
const log = createLog(paths.logFile);
const options = parseLaunchOptions(process.argv.slice(2), process.cwd());
const application = createApplication({ paths, host, clock: hostClock(process.env), log, version: packageJson.version });

const failed = await application.start(options);
if (failed !== null) console.error(failed.message);

const server = await startLoopbackServer({ application, rendererFolder: paths.rendererFolder, port: options.port });
console.log(server.address);
if (options.open) {
  // The address is printed; a browser that does not open is no reason to stop.
  open(server.address).catch((error: unknown) => log.error('No browser opened', error));
}

// The process stood still, as it does in a suspended session: a charge cycle that began meanwhile runs now, not within the next minute.
process.on('SIGCONT', () => void application.wake());

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  await server.close();
  await application.close();
  process.exit(0);
}
// More than once: Ctrl+C arrives from the terminal and again from `npm start`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close());
