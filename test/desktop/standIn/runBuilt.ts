import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bridge } from '../../../shared/bridge.ts';
import type * as standInModule from './electron.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const standIn = join(import.meta.dirname, 'electron.ts');

type StandIn = typeof standInModule;

/** Node's own loader, past the test runner's: the built files run as they are. */
const load = createRequire(import.meta.url);

export interface BuiltDesktop {
  readonly electron: StandIn;
  readonly dataFolder: string;
}

/** Runs out/main/desktop.js with the stand-in wherever it imports electron, on a fresh data folder. */
export function runBuiltMain(flags: readonly string[] = []): BuiltDesktop {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: pathToFileURL(standIn).href, format: 'module-typescript', shortCircuit: true } : next(specifier, context),
  });
  const dataFolder = mkdtempSync(join(tmpdir(), 'billing-desk-desktop-'));
  process.env['BILLING_DESK_DATA_FOLDER'] = dataFolder;
  process.env['BILLING_DESK_CLOCK'] = '2026-11-20T15:00:00.000Z';
  process.argv = [process.execPath, project, ...flags];
  load(join(project, 'out', 'main', 'desktop.js'));
  // A module loaded by require has the type of its file.
  return { electron: load(standIn) as StandIn, dataFolder };
}

/** Runs out/preload/index.cjs as a sandboxed preload does: it may require electron and nothing else. */
export function runBuiltPreload(electron: StandIn): Bridge {
  const code = readFileSync(join(project, 'out', 'preload', 'index.cjs'), 'utf8');
  const require = (name: string): unknown => {
    if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}`);
    return electron;
  };
  const run = new Function('require', 'module', 'exports', code);
  run(require, { exports: {} }, {});
  const bridge = electron.contextBridge.exposed['billingDesk'];
  if (bridge === undefined) throw new Error('The preload exposed nothing');
  // The shape is what the tests then check.
  return bridge as Bridge;
}
