import packageJson from '../package.json' with { type: 'json' };
import { applicationPaths } from './app/paths.ts';
import { runDesktop } from './hosts/desktop/runDesktop.ts';

// Not awaited at the top level: Electron emits "ready" only after the entry module has been evaluated.
void runDesktop(applicationPaths(import.meta.dirname, process.env, process.platform), packageJson.version);
