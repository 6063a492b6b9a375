// A Chromium for the browser tests: found, or installed where this script may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { project, run, toolEnvironment } from './environment.mjs';

const USUAL_PLACES = [
  // A Chromium without windows, which is all the tests need: a third faster.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function playwrightsOwn(node) {
  const script = "import('@playwright/test').then(({ chromium }) => process.stdout.write(chromium.executablePath()))";
  return spawnSync(node, ['-e', script], { cwd: project, encoding: 'utf8', env: toolEnvironment(node) }).stdout ?? '';
}

function find(node) {
  const places = [process.env.CHROMIUM_PATH, ...USUAL_PLACES, playwrightsOwn(node)];
  return places.find((path) => path && existsSync(path)) ?? null;
}

/** Its path, or null after saying what to do. Installs Debian's package as root, or in CI where sudo asks nothing. */
export async function findChromium(node) {
  const found = find(node);
  if (found !== null) return found;
  const root = process.getuid?.() === 0;
  if (existsSync('/usr/bin/apt-get') && (root || process.env.CI === 'true')) {
    console.log('Installing Chromium (apt-get install chromium-headless-shell).');
    const before = root ? [] : ['sudo', '-n'];
    const apt = (...args) => {
      const [program, ...rest] = [...before, join('/usr/bin', 'apt-get'), ...args];
      return run(program, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] });
    };
    const install = (name) => apt('install', '-y', '--no-install-recommends', name);
    if ((await apt('update')) === 0 && (await install('chromium-headless-shell')) !== 0) await install('chromium');
    const installed = find(node);
    if (installed !== null) return installed;
  }
  console.error('The browser tests need Chromium, and none was found. Install Chromium or Google Chrome, or run `npx playwright install chromium`, or name one in CHROMIUM_PATH.');
  return null;
}
