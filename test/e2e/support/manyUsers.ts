import { expect } from '@playwright/test';
import type { SummaryWindow } from './summaryWindow.ts';

/** So many users more of Headquarters, "Many User0000" and on, past the screens. */
export async function addUsers(summary: SummaryWindow, count: number): Promise<void> {
  const text = `email,first name,last name,account\n${Array.from({ length: count }, (_, index) => `many.${index}@x.example,Many,User${String(index).padStart(4, '0')},Headquarters\n`).join('')}`;
  const base64 = Buffer.from(text).toString('base64');
  const begun = await summary.invoke('import.begin', { kind: 'users', fileName: 'many.csv', bytes: text.length });
  // The contract of import.begin says so.
  const { importId } = (begun as { readonly value: { readonly importId: string } }).value;
  await summary.invoke('import.chunk', { importId, index: 0, base64 });
  await summary.invoke('import.finish', { importId });
  expect(await summary.invoke('import.apply', { importId, commandId: crypto.randomUUID() })).toMatchObject({ ok: true, value: { added: count } });
}
