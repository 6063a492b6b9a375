import { join } from 'node:path';
import { BrowserWindow, dialog } from 'electron';

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
