// npm start: installs what is missing, builds what is stale, and opens Billing Desk.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, isBuilt } from './build.mjs';
import { electronBinary } from './electronBinary.mjs';
import { hasDisplay, project, toolEnvironment } from './environment.mjs';
import { setUp } from './setup.mjs';

const USAGE = `npm start -- [--demo] [--data FILE] [--review FILE] [--no-open] [--browser]
  --demo       open the demonstration company
  --data FILE  open this data file
  --review FILE  open this file to look at only: no password, nothing is written
  --no-open    print the address, and open no browser
  --browser    use the browser even where Electron is there`;

function readFlags() {
  try {
    const options = { demo: { type: 'boolean' }, data: { type: 'string' }, review: { type: 'string' }, 'no-open': { type: 'boolean' }, browser: { type: 'boolean' }, help: { type: 'boolean' } };
    const { values } = parseArgs({ options });
    if ([values.demo, values.data, values.review].filter((each) => each !== undefined).length > 1) throw new Error('Give --demo, --data or --review, one of them');
    for (const name of ['data', 'review']) if (values[name] === '') throw new Error(`--${name} needs a file`);
    return values;
  } catch (error) {
    console.error(`${error.message.split('. ')[0]}.\n\n${USAGE}`);
    process.exit(2);
  }
}

/** Why the desktop application cannot be shown here, in words; or the path of Electron's binary. */
function desktop(node, flags) {
  if (flags.browser) return { because: 'as asked with --browser' };
  if (!hasDisplay()) return { because: 'because there is no display for the desktop application' };
  if (process.platform === 'linux' && process.getuid?.() === 0) return { because: 'because Electron does not run as root' };
  const binary = electronBinary(node);
  return binary === null ? { because: "because Electron's binary is not there and could not be downloaded" } : { binary };
}

/** Runs to the end and gives the exit code. Signals go on to the child, which closes its data file first. */
function runHost(program, args, node) {
  return new Promise((resolveCode) => {
    const child = spawn(program, args, { cwd: project, stdio: 'inherit', env: toolEnvironment(node) });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.once('error', (error) => {
      console.error(error.message);
      resolveCode(1);
    });
    child.once('exit', (code, signal) => resolveCode(signal === null ? (code ?? 1) : 1));
  });
}

const flags = readFlags();
if (flags.help) {
  console.log(USAGE);
  process.exit(0);
}
const node = await setUp();
if (!isBuilt()) {
  console.log('Building Billing Desk.');
  const code = await build(node);
  if (code !== 0) process.exit(code);
}
const hostFlags = [
  ...(flags.demo ? ['--demo'] : []),
  // npm runs this in the project's folder; the person may have been in another.
  ...['data', 'review'].flatMap((name) => (flags[name] === undefined ? [] : [`--${name}`, resolve(process.env.INIT_CWD ?? process.cwd(), flags[name])])),
];
async function runBrowser(because) {
  console.log(`Billing Desk runs in the browser, ${because}. Ctrl+C ends it.`);
  const open = flags['no-open'] || !hasDisplay() ? ['--no-open'] : [];
  return runHost(node, [join(project, 'out', 'main', 'browserHost.js'), ...hostFlags, ...open], node);
}

const { binary, because } = desktop(node, flags);
if (binary === undefined) process.exit(await runBrowser(because));
const began = Date.now();
const code = await runHost(binary, [project, ...hostFlags], node);
// On some Linux systems Electron's sandbox may not start: it then ends at once.
const neverCameUp = code !== 0 && Date.now() - began < 5_000;
process.exit(neverCameUp ? await runBrowser('because Electron could not start (see above)') : code);
