import type { Contracts, ParsedInput } from '../../shared/contracts/index.ts';
import type { Envelope } from '../../shared/errors.ts';
import { createGate } from './gate.ts';
import type { Authorize, GateLog } from './gate.ts';

/** A file on its way to the browser, a piece at a time, so that its size does not matter. */
export interface Download {
  readonly fileName: string;
  readonly contentType: string;
  readonly chunks: AsyncIterable<string>;
}

/** What a browser can download, each under the name of the call that writes the same to a file on the desktop. */
export type Downloads = {
  readonly 'receipts.saveCsv': (input: ParsedInput<'receipts.saveCsv'>) => Download;
  readonly 'seats.saveLockoutsCsv': (input: ParsedInput<'seats.saveLockoutsCsv'>) => Download;
};

/** Downloads pass the same gate as calls: known name, capability, parsed input. Nothing is sent before they have passed. */
export function createDownloads(contracts: Pick<Contracts, keyof Downloads>, downloads: Downloads, log: GateLog, authorize: Authorize): (name: string, input: unknown) => Promise<Envelope<Download>> {
  const gate = createGate(contracts, downloads, log, authorize);
  // Every one of `downloads` gives a Download by its type; the gate carries any value.
  return async (name, input) => (await gate(name, input)) as Envelope<Download>;
}
