// npm test: installs what is missing and runs everything CI runs. Closes with "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { project, runTool, toolEnvironment } from './environment.mjs';
import { countPlaywright, countVitest } from './reports.mjs';
import { setUp } from './setup.mjs';

const reports = join(project, 'out', 'reports');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

/** Runs a tool with its output kept, to be shown only when it fails: checks run side by side. */
function runQuietly(node, args) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(node, args, { cwd: project, env: toolEnvironment(node) });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

const total = { passed: 0, failed: 0 };

function note(name, began, { passed, failed }) {
  total.passed += passed;
  total.failed += failed;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}  ${seconds} s`);
  return failed === 0;
}

async function check(node, name, args) {
  const began = Date.now();
  const { code, output } = await runQuietly(node, args);
  if (code !== 0) console.log(output.trimEnd());
  return note(name, began, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

const tool = (entry) => join(project, 'node_modules', entry);

/** Each kind of check in turn; gives whether it passed. */
const kinds = [
  async (node) => {
    const results = await Promise.all([
      check(node, 'type check', [tool('vue-tsc/bin/vue-tsc.js'), '--noEmit']),
      check(node, 'lint', [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0']),
      check(node, 'migrations', [join(project, 'scripts', 'generateMigration.mjs'), '--check']),
    ]);
    return results.every(Boolean);
  },
  async (node) => {
    const began = Date.now();
    const code = await build(node, { always: true });
    return note('build', began, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  },
  async (node) => {
    const began = Date.now();
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
    const code = await runTool(node, 'vitest/vitest.mjs', args);
    return note('unit and integration tests, built main and preload', began, countVitest(vitestReport, code));
  },
  async (node) => {
    const began = Date.now();
    const chromium = await findChromium(node);
    if (chromium === null) return note('browser tests', began, { passed: 0, failed: 1 });
    const env = toolEnvironment(node, { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport });
    const code = await runTool(node, '@playwright/test/cli.js', ['test', '--reporter=list,json'], { env });
    return note('browser tests', began, countPlaywright(playwrightReport, code));
  },
];

const node = await setUp();
if (existsSync(reports)) rmSync(reports, { recursive: true });
for (const kind of kinds) {
  mkdirSync(reports, { recursive: true });
  if (!(await kind(node))) break;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
