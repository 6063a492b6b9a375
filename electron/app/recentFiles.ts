import type { RecentFiles } from '../services/ports/outside.ts';
import type { SettingsFile } from './settings.ts';

const MOST = 8;

/** The data files opened lately, kept in this machine's settings. */
export function createRecentFiles(settings: SettingsFile): RecentFiles {
  return {
    list: () => settings.read().recentFiles,
    add: (file) => {
      const others = settings.read().recentFiles.filter(({ path }) => path !== file.path);
      settings.update({ recentFiles: [{ ...file }, ...others].slice(0, MOST) });
    },
  };
}
