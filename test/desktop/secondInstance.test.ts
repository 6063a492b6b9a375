import { expect, test } from 'vitest';
import { runBuiltMain } from './standIn/runBuilt.ts';

test('where one is running already, a second start quits before it opens anything', async () => {
  process.env['STAND_IN_LOCK'] = 'taken';
  const { electron } = runBuiltMain();
  expect(electron.app.quits).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(electron.app.readyAsked).toBe(false);
  expect(electron.BrowserWindow.all).toHaveLength(0);
});
