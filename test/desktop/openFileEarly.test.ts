import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runBuiltMain, runBuiltPreload } from './standIn/runBuilt.ts';

test('a scenario file whose double click starts the application is opened by it (macOS tells of it before it is ready)', async () => {
  const { electron, dataFolder } = runBuiltMain();
  const path = join(dataFolder, 'Offer.billing-scenario');
  writeFileSync(path, JSON.stringify({ format: 'billing-scenario/1', name: 'Offer', timeZone: 'UTC', asOf: '2026-03-15' }));
  electron.app.emit('open-file', { preventDefault: () => undefined }, path);
  await vi.waitFor(() => expect(electron.BrowserWindow.all).toHaveLength(1), { timeout: 10_000 });
  const bridge = runBuiltPreload(electron);
  const [summary] = electron.BrowserWindow.all;
  if (summary === undefined) throw new Error('No window');
  electron.ipcRenderer.page = { sender: summary.webContents, senderFrame: summary.webContents.mainFrame };
  await bridge.invoke('file.openDemonstration', {});
  expect(await bridge.invoke('scenarios.takeOffered', {})).toMatchObject({ ok: true, value: { files: [{ fileName: 'Offer.billing-scenario', outcome: { kind: 'opened' } }] } });
});
