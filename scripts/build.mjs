// Builds into out/ when a source is newer than the last build.
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project, runTool } from './environment.mjs';

const SOURCES = ['electron', 'renderer', 'shared', 'package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.json'];
const stampFile = join(project, 'out', '.built');

/** The time of the newest file or folder; a folder's own time tells of removed files. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

export function isBuilt() {
  if (!existsSync(stampFile)) return false;
  const built = statSync(stampFile).mtimeMs;
  return SOURCES.every((source) => newest(join(project, source)) < built);
}

/** Gives the exit code. The stamp carries the time at which the build began: what changed meanwhile is built next time. */
export async function build(node, { always = false } = {}) {
  if (!always && isBuilt()) return 0;
  const began = new Date();
  const code = await runTool(node, 'electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']);
  if (code !== 0) return code;
  mkdirSync(join(project, 'out'), { recursive: true });
  writeFileSync(stampFile, began.toISOString());
  utimesSync(stampFile, began, began);
  return 0;
}
