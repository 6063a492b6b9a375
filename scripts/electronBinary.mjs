// Electron's binary: there, or downloaded once by the package's own installer.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './environment.mjs';

const folder = join(project, 'node_modules', 'electron');
// Lies in node_modules, so that a fresh installation tries again.
const failedFile = join(folder, '.download-failed');
const DOWNLOAD_LIMIT_MS = 180_000;

function installedBinary() {
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const binary = join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** The binary's path, or null where there is none and none can be had. A failed download is not repeated for a day. */
export function electronBinary(node) {
  const installed = installedBinary();
  if (installed !== null) return installed;
  if (existsSync(failedFile) && Date.now() - Number(readFileSync(failedFile, 'utf8')) < 86_400_000) return null;
  console.log('Downloading Electron, once.');
  spawnSync(node, [join(folder, 'install.js')], { cwd: project, stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS, killSignal: 'SIGKILL' });
  const downloaded = installedBinary();
  if (downloaded === null) writeFileSync(failedFile, String(Date.now()));
  return downloaded;
}
