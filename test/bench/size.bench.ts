// What a window loads at first: the page's scripts, and all that they import before anything is shown.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { figure } from './figure.ts';

const renderer = join(import.meta.dirname, '..', '..', 'out', 'renderer');
const main = join(import.meta.dirname, '..', '..', 'out', 'main');

for (const page of ['summary', 'billing-manager']) {
  const scripts = new Set<string>();
  const html = readFileSync(join(renderer, page, 'index.html'), 'utf8');
  for (const [, source] of html.matchAll(/(?:src|href)="[./]*([^"]+\.js)"/g)) follow(source ?? '', scripts);
  const bytes = [...scripts].map((file) => gzipSync(readFileSync(join(renderer, file))).length).reduce((sum, size) => sum + size, 0);
  figure({ name: `Initial code of the ${page} window`, value: bytes / 1000, limit: 350, unit: 'kB gzip' });
}

const longLines = readdirSync(main)
  .filter((name) => name.endsWith('.js'))
  .filter((name) => {
    const text = readFileSync(join(main, name), 'utf8');
    return text.length > 5000 && text.length / text.split('\n').length < 200;
  });
figure({ name: 'Main bundle files that are not minified', value: longLines.length, limit: 0, unit: 'files' });

/** Adds a script and its static imports; what is imported on demand loads later and does not count. */
function follow(file: string, scripts: Set<string>): void {
  const name = file.replace(/^\/+/, '');
  if (scripts.has(name)) return;
  scripts.add(name);
  const code = readFileSync(join(renderer, name), 'utf8');
  for (const [, imported] of code.matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g)) follow(join(name, '..', imported ?? ''), scripts);
}
