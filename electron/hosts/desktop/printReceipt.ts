import { once } from 'node:events';
import { formatReceiptNumber } from '../../../shared/values/receiptNumber.ts';
import { writeWhole } from '../../app/writeWhole.ts';
import { askWhereTo } from './fileDialogs.ts';
import type { Windows } from './windows.ts';

const READY_LIMIT_MS = 20_000;
const ON_PAPER = { pageSize: 'Letter' as const, displayHeaderFooter: false };

/**
 * Prints a receipt's own page to a PDF, in a window that is never seen, so that paper, PDF and screen are one page. The
 * page says by its title that the receipt stands on it. Null where the dialog was cancelled.
 */
export async function printReceipt(windows: Windows, number: number, suggestedName: string): Promise<string | null> {
  const path = await askWhereTo(suggestedName, { name: 'PDF', extensions: ['pdf'] });
  if (path === null) return null;
  const window = windows.openHidden(`/#/receipts/${number}`);
  try {
    const limit = AbortSignal.timeout(READY_LIMIT_MS);
    const ready = `Receipt ${formatReceiptNumber(number)}`;
    while (!window.webContents.getTitle().startsWith(ready)) await once(window.webContents, 'page-title-updated', { signal: limit });
    const pdf = await window.webContents.printToPDF({ ...ON_PAPER, printBackground: false });
    await writeWhole(path, [pdf]);
  } finally {
    window.close();
  }
  return path;
}

/** Prints what the Summary window shows to a PDF, with the fills of its charts. Null where the dialog was cancelled. */
export async function printSummary(windows: Windows, suggestedName: string): Promise<string | null> {
  const path = await askWhereTo(suggestedName, { name: 'PDF', extensions: ['pdf'] });
  if (path === null) return null;
  const pdf = await windows.openSummary().webContents.printToPDF({ ...ON_PAPER, landscape: true, printBackground: true });
  await writeWhole(path, [pdf]);
  return path;
}
