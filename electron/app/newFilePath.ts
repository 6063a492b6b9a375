import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The file ending of Billing Desk's data files. */
export const DATA_FILE_ENDING = '.billing';

/** A path in the folder that no file has yet, named after the company in characters every file system allows. */
export function newFilePath(folder: string, companyName: string): string {
  const base =
    companyName
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .toLowerCase()
      .slice(0, 60) || 'company';
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${base}${number === 1 ? '' : `-${number}`}${DATA_FILE_ENDING}`);
    if (!existsSync(path)) return path;
  }
}
