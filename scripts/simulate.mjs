// npm run simulate -- --companies 200, or -- --seed N: the years of random companies, in the application and in a model of it.
import { join } from 'node:path';
import { project, run, toolEnvironment } from './environment.mjs';
import { setUp } from './setup.mjs';

const node = await setUp();
process.exitCode = await run(node, [join(project, 'test', 'simulation', 'simulate.ts'), ...process.argv.slice(2)], { env: toolEnvironment(node) });
