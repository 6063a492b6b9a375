import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * A file's path as somebody typed it, made whole: a name without a folder lies in the data folder, wherever the application
 * was started from, and "~" begins at the person's own folder, as in a terminal. A whole path stays as it is.
 */
export function wholePath(dataFolder: string, typed: string, home: string = homedir()): string {
  const underHome = /^~(?:[/\\](.*))?$/su.exec(typed);
  return underHome === null ? resolve(dataFolder, typed) : join(home, underHome[1] ?? '');
}
