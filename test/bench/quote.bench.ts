// The built quote on Company X, as a whole process, against a node that does nothing.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { figure } from './figure.ts';
import { percentile, timed } from './support/percentile.ts';

const root = join(import.meta.dirname, '..', '..');
const scenario = join(root, 'test', 'cli', 'examples', 'company-x.scenario.json');
const quote = () => execFileSync(process.execPath, [join(root, 'out', 'main', 'quote.js'), scenario]);
const nothing = () => execFileSync(process.execPath, ['-e', '0']);

const times = { quote: [] as number[], nothing: [] as number[] };
for (let round = 0; round < 15; round += 1) {
  times.quote.push(...(await timed(1, quote)));
  times.nothing.push(...(await timed(1, nothing)));
}
const [whole, bare] = [percentile(times.quote, 0.5), percentile(times.nothing, 0.5)];
console.log(`      quote: ${whole.toFixed(0)} ms, node -e 0: ${bare.toFixed(0)} ms`);
figure({ name: 'Built quote on Company X against node -e 0', value: whole / bare, limit: 4, unit: 'times' });
