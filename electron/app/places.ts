import { dirname, relative } from 'node:path';
import type { Places } from '../services/ports/outside.ts';
import type { SettingsFile } from './settings.ts';

/** More files than anyone works with; the ones stamped longest ago are forgotten first, and then ask. */
const MOST = 200;

/**
 * The stamps of the data files used here, kept in this machine's settings. Paths are relative to the settings' folder:
 * a data folder that is moved as a whole, settings and all, is the same place.
 */
export function createPlaces(settings: SettingsFile, settingsFile: string): Places {
  const nameOf = (path: string): string => relative(dirname(settingsFile), path);
  return {
    stampsOf: (path) => settings.read().places[nameOf(path)] ?? null,
    remember: (path, stamps) => {
      const name = nameOf(path);
      const others = Object.entries(settings.read().places).filter(([each]) => each !== name);
      settings.update({ places: Object.fromEntries([...others.slice(-(MOST - 1)), [name, [...stamps]]]) });
    },
  };
}
