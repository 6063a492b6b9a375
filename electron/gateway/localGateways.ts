import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Gateways } from '../services/ports/outside.ts';
import { createLocalGateway } from './localGateway.ts';
import type { LocalGatewayOptions } from './localGateway.ts';

/** The record of a demonstration's future, beside its file. */
const travelRecord = (path: string): string => `${path}.travel.jsonl`;

/**
 * The local gateway of each data file. All share one record; a demonstration that was moved in time has one of its own, which
 * begins as a copy of that: what is charged in a future that is given up again must be no answer to a later charge of the same id.
 */
export function createLocalGateways(options: Omit<LocalGatewayOptions, 'demonstration' | 'company'>): Gateways {
  return {
    of: ({ path, company: { demonstration, fileId }, timeTravel }) => {
      const travels = demonstration && timeTravel.journey() !== null;
      return createLocalGateway({ ...options, company: fileId, demonstration, ...(travels ? { recordFile: travelRecord(path) } : {}) });
    },
    beginTravel: (path) => {
      const unfinished = `${travelRecord(path)}.unfinished`;
      if (existsSync(options.recordFile)) copyFileSync(options.recordFile, unfinished);
      else writeFileSync(unfinished, '');
      renameSync(unfinished, travelRecord(path));
    },
    endTravel: (path) => rmSync(travelRecord(path), { force: true }),
  };
}
