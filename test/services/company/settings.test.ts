import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPlaces } from '../../../electron/app/places.ts';
import { createRecentFiles } from '../../../electron/app/recentFiles.ts';
import { openSettings } from '../../../electron/app/settings.ts';
import { temporaryFolder } from '../../support/testDatabase.ts';

test('settings that cannot be written for a while are logged, and keep nobody from opening a file', () => {
  const folder = join(temporaryFolder(), 'settings');
  const file = join(folder, 'settings.json');
  // A file where the folder should be.
  writeFileSync(folder, '');
  const logged: unknown[] = [];
  const settings = openSettings(file, (error) => logged.push(error));
  const recent = createRecentFiles(settings);
  const places = createPlaces(settings, file);
  const acme = { path: '/data/acme.billing', companyName: 'Acme' };
  recent.add(acme);
  places.remember(acme.path, ['stamp']);
  expect(logged).toHaveLength(2);
  expect([recent.list(), places.stampsOf(acme.path)]).toEqual([[], null]);
  rmSync(folder);
  mkdirSync(folder);
  recent.add(acme);
  places.remember(acme.path, ['stamp']);
  expect(logged).toHaveLength(2);
  expect([recent.list(), places.stampsOf(acme.path)]).toEqual([[acme], ['stamp']]);
});
