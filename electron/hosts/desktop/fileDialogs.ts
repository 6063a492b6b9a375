import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { writeWhole } from '../../app/writeWhole.ts';

/** The system's own dialog, on top of the window in use. Null when it was cancelled. */
export async function chooseFile(purpose: 'open' | 'create', dataFolder: string, suggestedName?: string): Promise<string | null> {
  const filters = [
    { name: 'Billing Desk file', extensions: ['billing'] },
    { name: 'All files', extensions: ['*'] },
  ];
  const parent = BrowserWindow.getFocusedWindow();
  if (purpose === 'open') {
    const options = { defaultPath: dataFolder, filters, properties: ['openFile' as const] };
    const { canceled, filePaths } = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
    return canceled ? null : (filePaths[0] ?? null);
  }
  const options = { defaultPath: join(dataFolder, suggestedName ?? 'Company.billing'), filters };
  const { canceled, filePath } = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
  return canceled || filePath === '' ? null : filePath;
}

/** Where a new file shall go, in the system's own dialog. Null when it was cancelled. */
export async function askWhereTo(suggestedName: string, filter: { readonly name: string; readonly extensions: string[] }): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('documents'), suggestedName), filters: [filter] };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
  return canceled || filePath === '' ? null : filePath;
}

const TEXT_FILES = { csv: { name: 'CSV', extensions: ['csv'] }, scenario: { name: 'Billing scenario', extensions: ['billing-scenario'] } };

/** Asks where to, then writes the pieces there as they come. */
export async function saveText(suggestedName: string, pieces: AsyncIterable<string>, kind: keyof typeof TEXT_FILES): Promise<string | null> {
  const path = await askWhereTo(suggestedName, TEXT_FILES[kind]);
  if (path !== null) await writeWhole(path, pieces);
  return path;
}
