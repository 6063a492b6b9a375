// Installs what is missing, and says so. Runs on the machine's own Node 20 or newer, before anything is installed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNode, project, run } from './environment.mjs';

const stampFile = join(project, 'node_modules', '.billing-desk-installed');

function wantedStamp() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', '.npmrc']) hash.update(readFileSync(join(project, file)));
  return `${hash.digest('hex')} ${process.platform}-${process.arch}`;
}

/** What npm itself says it installed, after `npm ci` by hand: every package the lock file wants, in its version. */
function npmInstalledIt() {
  const record = join(project, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  const { packages: installed } = JSON.parse(readFileSync(record, 'utf8'));
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '' || installed[path]?.version === version) return true;
    // Packages for other machines are left out.
    return installed[path] === undefined && Boolean(optional || devOptional);
  });
}

function isInstalled(stamp) {
  return (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) || npmInstalledIt();
}

// The build and the tests need the development packages, whatever NODE_ENV says.
// npm's own warnings tell the machine's Node is old: it only installs, and the packaged one runs everything.
const CI = ['ci', '--include=dev', '--include=optional', '--loglevel=error'];

async function install() {
  // npm names its own entry file to the scripts it runs; started by hand, the npm of the PATH does.
  const npm = process.env.npm_execpath;
  if (npm && npm.endsWith('.js')) return run(process.execPath, [npm, ...CI]);
  return run('npm', CI, { shell: process.platform === 'win32' });
}

/** Brings node_modules up to package-lock.json and gives the Node to go on with. Ends the process where it cannot. */
export async function setUp() {
  const stamp = wantedStamp();
  if (!isInstalled(stamp)) {
    console.log('Installing the packages (npm ci). This takes a minute or two, once.');
    const code = await install();
    if (code !== 0) {
      console.error('The packages could not be installed: see the lines above. Is there a connection to the npm registry?');
      process.exit(1);
    }
  }
  writeFileSync(stampFile, stamp);
  const node = findNode();
  if (node === null) {
    console.error(`Billing Desk needs Node 22.12 or newer; this is ${process.version}, and no packaged Node was installed for ${process.platform}-${process.arch}. Install it from https://nodejs.org and try again.`);
    process.exit(1);
  }
  return node;
}
