// npm test: installs what is missing and runs everything CI runs. Closes with "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { project, toolEnvironment } from './environment.mjs';
import { countPlaywright, countVitest } from './reports.mjs';
import { setUp } from './setup.mjs';

const reports = join(project, 'out', 'reports');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

const total = { passed: 0, failed: 0 };

/**
 * Runs a part of the tests with its output kept, to be shown in one piece when it has ended, for others run beside it:
 * always, or with `quiet` only where it failed. One that `waits` takes the time that the others leave. `count` says from
 * its exit code how many tests passed and failed.
 */
async function runPart(node, name, args, { env = {}, quiet = true, waits = false, count = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }) } = {}) {
  const began = Date.now();
  const { code, output } = await new Promise((resolve) => {
    const pieces = [];
    const child = spawn(node, args, { cwd: project, env: toolEnvironment(node, env) });
    if (waits && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    child.stdout.on('data', (chunk) => pieces.push(chunk));
    child.stderr.on('data', (chunk) => pieces.push(chunk));
    const end = (code) => resolve({ code, output: Buffer.concat(pieces).toString().trimEnd() });
    child.once('error', (error) => {
      pieces.push(Buffer.from(error.message));
      end(1);
    });
    child.once('close', (code) => end(code ?? 1));
  });
  const { passed, failed } = count(code);
  total.passed += passed;
  total.failed += failed;
  if (!quiet || failed > 0) console.log(output);
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return failed === 0;
}

const tool = (entry) => join(project, 'node_modules', entry);

async function runBuild(node) {
  const began = Date.now();
  const built = (await build(node, { always: true })) === 0;
  total[built ? 'passed' : 'failed'] += 1;
  console.log(`${built ? 'ok    ' : 'FAILED'}  build  ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return built;
}

async function runChecks(node) {
  // Nothing in them waits for anything, so nothing is late in them.
  const options = { waits: true };
  await Promise.all([
    // Much is made and dropped at once: with more room for what is new, less of it is moved about.
    runPart(node, 'type check', ['--max-semi-space-size=64', tool('vue-tsc/bin/vue-tsc.js'), '--noEmit'], options),
    runPart(node, 'lint', [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0'], options),
    runPart(node, 'lint that needs types', [tool('oxlint/bin/oxlint')], options),
  ]);
}

async function runVitest(node) {
  const args = [tool('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
  await runPart(node, 'unit and integration tests, built main and preload', args, { quiet: false, count: (code) => countVitest(vitestReport, code) });
}

async function runBrowserTests(node) {
  const chromium = await findChromium(node);
  if (chromium === null) {
    total.failed += 1;
    console.log('FAILED  browser tests');
    return;
  }
  const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport };
  const args = [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json'];
  await runPart(node, 'browser tests', args, { env, quiet: false, count: (code) => countPlaywright(playwrightReport, code) });
}

const node = await setUp();
if (existsSync(reports)) rmSync(reports, { recursive: true });
mkdirSync(reports, { recursive: true });
if (await runBuild(node)) {
  // The checks take what time the tests leave of both cores; the browser tests run alone, for beside others a window may be
  // slower than a test waits for it.
  console.log('Running the tests and beside them the checks, then the browser tests: each tells when it has ended.');
  await Promise.all([runVitest(node), runChecks(node)]);
  await runBrowserTests(node);
} else {
  await runChecks(node);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
