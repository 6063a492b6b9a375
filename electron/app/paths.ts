import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export interface ApplicationPaths {
  /** Where data files go when their path names no folder; settings and the log lie here too. */
  readonly dataFolder: string;
  readonly settingsFile: string;
  readonly logFile: string;
  readonly migrationsFolder: string;
  readonly rendererFolder: string;
  readonly preloadFile: string;
}

interface Environment {
  readonly [name: string]: string | undefined;
}

/** The folder with package.json above this module: the same from the sources and from the built files. */
function projectFolder(from: string): string {
  let folder = from;
  while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, 'drizzle'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`The application's own folder was not found above ${from}`);
    folder = above;
  }
  return folder;
}

function defaultDataFolder(environment: Environment, platform: NodeJS.Platform): string {
  const home = homedir();
  switch (platform) {
    case 'win32':
      return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Billing Desk');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Billing Desk');
    default:
      return join(environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'billing-desk');
  }
}

/**
 * Every place on disk the application uses. Both hosts share one data folder, so that the same files are offered in
 * either; BILLING_DESK_DATA_FOLDER names another one.
 */
export function applicationPaths(moduleFolder: string, environment: Environment, platform: NodeJS.Platform): ApplicationPaths {
  const project = projectFolder(moduleFolder);
  const dataFolder = environment['BILLING_DESK_DATA_FOLDER'] ?? defaultDataFolder(environment, platform);
  return {
    dataFolder,
    settingsFile: join(dataFolder, 'settings.json'),
    logFile: join(dataFolder, 'logs', 'billing-desk.log'),
    migrationsFolder: join(project, 'drizzle'),
    rendererFolder: join(project, 'out', 'renderer'),
    preloadFile: join(project, 'out', 'preload', 'index.cjs'),
  };
}
