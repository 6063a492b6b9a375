import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Gateways } from '../services/ports/outside.ts';
import { createLocalGateway } from './localGateway.ts';
import type { LocalGatewayOptions } from './localGateway.ts';
import { linesOfCompany } from './paymentRecord.ts';

/** The record of a demonstration's future, beside its file. */
const travelRecord = (path: string): string => `${path}.travel.jsonl`;

/**
 * The local gateway of each data file. All share one record; a demonstration that was moved in time has one of its own, which
 * begins with its own entries of that: what is charged in a future that is given up again must be no answer to a later charge of the same id.
 */
export function createLocalGateways(options: Omit<LocalGatewayOptions, 'demonstration' | 'company'>): Gateways {
  return {
    of: ({ path, company: { demonstration, fileId }, timeTravel }) => {
      const travels = demonstration && timeTravel.journey() !== null;
      return createLocalGateway({ ...options, company: fileId, demonstration, ...(travels ? { recordFile: travelRecord(path) } : {}) });
    },
    beginTravel: ({ path, company: { fileId } }) => {
      const unfinished = `${travelRecord(path)}.unfinished`;
      // Other companies' payments are nothing that a demonstration may take along.
      writeFileSync(unfinished, linesOfCompany(options.recordFile, fileId), { mode: 0o600 });
      renameSync(unfinished, travelRecord(path));
    },
    endTravel: (path) => rmSync(travelRecord(path), { force: true }),
  };
}
