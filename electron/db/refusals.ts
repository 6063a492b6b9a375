import { statSync } from 'node:fs';
import path from 'node:path';
import type { ErrorCode } from '../../shared/errors.ts';
import { Refusal } from '../../shared/errors.ts';

const SENTENCES = {
  FILE_UNREADABLE: 'This file cannot be read or written. Check that it is there and that you may use it and its folder.',
  NOT_A_DATA_FILE: 'This file was not made by Billing Desk. Choose a data file or a review copy.',
  DATA_FILE_TOO_NEW: 'This file was made by a newer version of Billing Desk. Update Billing Desk to open it.',
  DATA_FILE_DAMAGED: 'This file is damaged and was not opened. Restore it from a backup.',
  DATA_FILE_IN_USE: 'This file is open in another Billing Desk. Close it there first.',
  REVIEW_ONLY: 'This is a review copy: it opens for review only, and nothing in it can be changed.',
  FILE_EXISTS: 'There is already a file of this name. Choose another name, or open it.',
} as const satisfies Partial<Record<ErrorCode, string>>;

/** What is wrong with a path itself; null where that is not it. */
function whyUnreadable(file: string): string | null {
  const folder = path.dirname(file);
  if (!isFolder(folder)) return `There is no folder ${folder}.`;
  return isFolder(file) ? `This is a folder, not a file: ${file}.` : null;
}

export function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
}

/** A refusal of a whole data file, with its one sentence; the file's path stands in the details. */
export function refuseFile(code: keyof typeof SENTENCES, file: string, cause?: unknown): Refusal {
  const refusal = new Refusal({ code, path: '', message: (code === 'FILE_UNREADABLE' ? whyUnreadable(file) : null) ?? SENTENCES[code], details: { file } });
  refusal.cause = cause;
  return refusal;
}
