import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Launch } from './application.ts';

export interface LaunchOptions extends Launch {
  /** Whether to open the browser at the printed address (browser host). */
  readonly open: boolean;
  /** Port of the browser host; 0: any free one. */
  readonly port: number;
  /** Scenario files named beside the flags, as a double click does (desktop). */
  readonly scenarioFiles: readonly string[];
}

/** The ending under which the windows save scenarios. */
const SCENARIO_ENDING = '.billing-scenario';

/**
 * Reads the flags --demo, --data FILE, --review FILE, --no-open and --port N. Anything else is left alone: the desktop's command line also
 * carries Chromium's own switches, and `npm start` has refused unknown flags before either host runs.
 */
export function parseLaunchOptions(args: readonly string[], workingFolder: string): LaunchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      demo: { type: 'boolean' },
      data: { type: 'string' },
      review: { type: 'string' },
      'no-open': { type: 'boolean' },
      port: { type: 'string' },
    },
  });
  const fileOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? resolve(workingFolder, value) : null);
  const review = fileOf(values.review);
  const port = Number(values.port ?? 0);
  return {
    demo: values.demo === true,
    dataFile: review ?? fileOf(values.data),
    review: review !== null,
    open: values['no-open'] !== true,
    scenarioFiles: positionals.filter((name) => name.endsWith(SCENARIO_ENDING)).map((name) => resolve(workingFolder, name)),
    port: Number.isInteger(port) && port >= 0 && port < 65_536 ? port : 0,
  };
}
