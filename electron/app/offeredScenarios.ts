import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ScenarioRefused } from '../services/scenarios/quoteFault.ts';
import { refuseTooLarge } from '../services/scenarios/readScenario.ts';
import type { ScenarioFiles } from '../services/ports/outside.ts';

export interface OfferedScenarios extends ScenarioFiles {
  /** Remembers a scenario file, by its absolute path, until a window takes it. */
  offer(path: string): void;
}

/** Scenario files that the system asked for wait here, because a window may take them only once somebody is signed in. */
export function createOfferedScenarios(): OfferedScenarios {
  let paths: string[] = [];
  return {
    offer: (path) => {
      paths = [...paths.filter((each) => each !== path), path];
    },
    take: () => {
      const taken = paths;
      paths = [];
      return taken.map((path) => ({ fileName: basename(path), read: () => read(path) }));
    },
  };
}

async function read(path: string): Promise<Uint8Array> {
  try {
    refuseTooLarge((await stat(path)).size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof ScenarioRefused) throw error;
    throw new ScenarioRefused('BAD_JSON', [], `"${basename(path)}" cannot be read.`);
  }
}
