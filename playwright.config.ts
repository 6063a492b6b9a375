import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Named by the test script; or one of the usual places; or Playwright's own. */
const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/support/runFolder.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 860 },
    locale: 'en-US',
    timezoneId: 'America/Denver',
    // Nothing is looked at while it still moves.
    contextOptions: { reducedMotion: 'reduce' },
    // Keeping every step costs a fifth of the time; `--trace retain-on-failure` keeps them.
    trace: 'off',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Windows share a process and its one thread for drawing: starting them takes time.
        '--process-per-site',
        '--num-raster-threads=1',
        // Both cores are busy with tests: helper threads of scripts only take turns with them.
        '--js-flags=--single-threaded',
      ],
    },
  },
});
