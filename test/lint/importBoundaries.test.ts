import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..');

const eslint = new ESLint({ cwd: project });

async function rulesBroken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(project, filePath) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message).filter((rule) => rule !== '@typescript-eslint/no-unused-vars');
}

const importing = (source: string) => `import { a } from '${source}';\nexport const b = a;\n`;

test.each([
  ['shared/made.ts', '../electron/ipc/gate.ts'],
  ['shared/made.ts', 'node:fs'],
  ['shared/values/made.ts', '../errors.ts'],
  ['electron/domain/made.ts', '../services/ports/outside.ts'],
  ['electron/domain/made.ts', '../../shared/errors.ts'],
  ['electron/domain/made.ts', 'zod'],
  ['electron/domain/made.ts', 'node:fs'],
  ['electron/services/made.ts', '../app/settings.ts'],
  ['electron/services/made.ts', '../gateway/localGateway.ts'],
  ['electron/services/made.ts', 'better-sqlite3'],
  ['electron/services/made.ts', 'node:fs'],
  ['electron/services/ports/made.ts', '../refusals.ts'],
  ['electron/db/made.ts', '../services/refusals.ts'],
  ['electron/gateway/made.ts', '../app/settings.ts'],
  ['electron/ipc/made.ts', '../domain/money.ts'],
  ['electron/ipc/made.ts', 'electron'],
  ['electron/app/made.ts', 'electron'],
  ['electron/app/made.ts', '../hosts/clock.ts'],
  ['electron/cli/made.ts', '../app/settings.ts'],
  ['electron/preload/made.ts', 'zod'],
  ['electron/preload/made.ts', '../ipc/gate.ts'],
  ['electron/hosts/desktop/made.ts', '../browser/access.ts'],
  ['electron/hosts/desktop/made.ts', '../../domain/money.ts'],
  ['electron/hosts/browser/made.ts', 'electron'],
  ['electron/hosts/browser/made.ts', '../desktop/security.ts'],
  ['renderer/common/made.ts', '../../electron/ipc/gate.ts'],
  ['renderer/summary/made.ts', '../billing-manager/main.ts'],
  ['renderer/billing-manager/made.ts', '../../electron/domain/money.ts'],
  ['renderer/summary/made.ts', 'decimal.js'],
])('%s may not import %s', async (file, source) => {
  expect(await rulesBroken(file, importing(source))).toContain('boundaries/dependencies');
});

test.each([
  ['electron/domain/made.ts', '../../shared/values/assertNever.ts'],
  ['electron/domain/made.ts', 'decimal.js'],
  ['electron/services/made.ts', './ports/outside.ts'],
  ['electron/app/made.ts', '../ipc/gate.ts'],
  ['electron/hosts/desktop/made.ts', 'electron'],
  ['renderer/summary/made.ts', '../common/client.ts'],
])('%s may import %s', async (file, source) => {
  expect(await rulesBroken(file, importing(source))).toEqual([]);
});

test('a file in no room is refused', async () => {
  expect(await rulesBroken('renderer/elsewhere/made.ts', 'export const a = 1;\n')).toContain('boundaries/no-unknown-files');
});

test.each([
  ['electron/app/made.ts', 'ipcMain.handle("a", () => 1);'],
  ['electron/hosts/desktop/made.ts', 'ipcMain.handle("a", () => 1);'],
  ['renderer/common/made.ts', 'ipcRenderer.send("a");'],
  ['electron/hosts/desktop/made.ts', 'window.webContents.send("a");'],
  ['electron/domain/made.ts', 'export const now = Date.now();'],
  ['electron/services/made.ts', 'export const today = new Date();'],
  ['electron/services/made.ts', 'export const chance = Math.random();'],
  ['electron/domain/made.ts', 'export const today = Temporal.Now.instant();'],
])('%s may not say %s', async (file, code) => {
  expect(await rulesBroken(file, code)).toContain('no-restricted-syntax');
});

test('a moment given to a rule may become a Date', async () => {
  expect(await rulesBroken('electron/services/made.ts', 'export const day = (at: number) => new Date(at);')).toEqual([]);
});

test('components are held to the same boundaries', async () => {
  const component = (source: string) => `<script setup lang="ts">\nimport { a } from '${source}';\n</script>\n\n<template>\n  <p>{{ a }}</p>\n</template>\n`;
  expect(await rulesBroken('renderer/summary/Made.vue', component('../../electron/domain/money.ts'))).toContain('boundaries/dependencies');
  expect(await rulesBroken('renderer/summary/Made.vue', component('../common/client.ts'))).toEqual([]);
});
