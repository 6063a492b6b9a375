// What the machine offers: a Node that is new enough, a display, a browser for the tests. Plain Node 20, no dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** better-sqlite3 and the test runner need at least this. */
const LEAST_NODE = [22, 12];

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
}

/** The path of a Node that is new enough: this one, or the one that came with the packages. Null where there is none. */
export function findNode() {
  const installed = join(project, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const candidates = isNewEnough(process.version) ? [process.execPath, installed] : [installed];
  for (const candidate of candidates) {
    if (candidate !== process.execPath && !existsSync(candidate)) continue;
    const asked = spawnSync(candidate, ['--print', 'process.execPath + "\\n" + process.version'], { encoding: 'utf8', shell: candidate.endsWith('.cmd') });
    const [path = '', version = ''] = (asked.stdout ?? '').trim().split(/\r?\n/);
    // The real executable: signals then reach it, and no shell stands between.
    if (asked.status === 0 && isNewEnough(version)) return path;
  }
  return null;
}

export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The environment for what we start: the installed tools first, and the right Node ahead of them. */
export function toolEnvironment(node, more = {}) {
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, PATH: [dirname(node), join(project, 'node_modules', '.bin'), process.env.PATH].join(separator), ...more };
}

/** Runs a program to its end with its output shown; gives its exit code. */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: project, stdio: 'inherit', ...options });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

/** Runs a tool of node_modules by its entry file, so that no shell and no .cmd file is needed. */
export function runTool(node, entry, args, options = {}) {
  return run(node, [join(project, 'node_modules', entry), ...args], { env: toolEnvironment(node), ...options });
}
