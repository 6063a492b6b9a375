import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hostClock } from '../../electron/hosts/clock.ts';

const moment = '2030-01-31T12:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'billing-desk-clock-'));
const forTests = { NODE_ENV: 'test', BILLING_DESK_DATA_FOLDER: folder, BILLING_DESK_CLOCK: moment };

const offset = (environment: Record<string, string>) => Math.abs(hostClock(environment).now() - Date.now());

test('a test may start the clock elsewhere, and it runs on', async () => {
  const clock = hostClock(forTests);
  const first = clock.now();
  expect(first - Date.parse(moment)).toBeLessThan(1_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(clock.now()).toBeGreaterThan(first);
});

test('a test may move it while it runs', () => {
  const clock = hostClock(forTests);
  writeFileSync(join(folder, 'moved-clock'), String(4 * 3_600_000));
  expect(Math.abs(clock.now() - Date.parse(moment) - 4 * 3_600_000)).toBeLessThan(1_000);
  rmSync(join(folder, 'moved-clock'));
});

test.each([
  ['outside of tests', { ...forTests, NODE_ENV: 'production' }],
  ['with a folder where people keep their files', { ...forTests, BILLING_DESK_DATA_FOLDER: homedir() }],
  ['with the temporary folder itself', { ...forTests, BILLING_DESK_DATA_FOLDER: tmpdir() }],
  ['with no folder of its own', { NODE_ENV: 'test', BILLING_DESK_CLOCK: moment }],
  ['without a moment', { NODE_ENV: 'test', BILLING_DESK_DATA_FOLDER: folder }],
])('the clock is the system\'s %s', (_name, environment) => {
  expect(offset(environment)).toBeLessThan(1_000);
});

test('a moment that is none is said', () => {
  expect(() => hostClock({ ...forTests, BILLING_DESK_CLOCK: 'tomorrow' })).toThrow('BILLING_DESK_CLOCK');
});
