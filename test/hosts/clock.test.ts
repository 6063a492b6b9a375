import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hostClock } from '../../electron/hosts/clock.ts';

const moment = '2030-01-31T12:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'billing-desk-clock-'));
const forTests = { NODE_ENV: 'test', BILLING_DESK_DATA_FOLDER: folder, BILLING_DESK_CLOCK: moment };

const systemNow = Date.parse('2026-11-10T19:00:00.000Z');

beforeEach(() => {
  vi.useFakeTimers({ now: systemNow });
});

afterEach(() => {
  vi.useRealTimers();
});

test('a test may start the clock elsewhere, and it runs on', () => {
  const clock = hostClock(forTests);
  expect(clock.now()).toBe(Date.parse(moment));
  vi.advanceTimersByTime(20);
  expect(clock.now()).toBe(Date.parse(moment) + 20);
});

test('a test may move it while it runs', () => {
  const clock = hostClock(forTests);
  writeFileSync(join(folder, 'moved-clock'), String(4 * 3_600_000));
  expect(clock.now()).toBe(Date.parse(moment) + 4 * 3_600_000);
  rmSync(join(folder, 'moved-clock'));
});

test.each([
  ['outside of tests', { ...forTests, NODE_ENV: 'production' }],
  ['with a folder where people keep their files', { ...forTests, BILLING_DESK_DATA_FOLDER: homedir() }],
  ['with the temporary folder itself', { ...forTests, BILLING_DESK_DATA_FOLDER: tmpdir() }],
  ['with no folder of its own', { NODE_ENV: 'test', BILLING_DESK_CLOCK: moment }],
  ['without a moment', { NODE_ENV: 'test', BILLING_DESK_DATA_FOLDER: folder }],
])('the clock is the system\'s %s', (_name, environment) => {
  expect(hostClock(environment).now()).toBe(systemNow);
});

test('a moment that is none is said', () => {
  expect(() => hostClock({ ...forTests, BILLING_DESK_CLOCK: 'tomorrow' })).toThrow('BILLING_DESK_CLOCK');
});
