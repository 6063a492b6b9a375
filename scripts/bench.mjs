// npm run bench: builds, then measures; prints each figure with its limit, and fails when one is over.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { project, run, toolEnvironment } from './environment.mjs';
import { setUp } from './setup.mjs';

const node = await setUp();
const built = await build(node);
if (built !== 0) process.exit(built);

const folder = join(project, 'test', 'bench');
const benches = readdirSync(folder).filter((name) => name.endsWith('.bench.ts')).sort();
let failed = false;
for (const bench of benches) {
  // One after the other, each in a process of its own, so that none warms up or slows down the next.
  const code = await run(node, [join(folder, bench)], { env: toolEnvironment(node) });
  if (code !== 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
