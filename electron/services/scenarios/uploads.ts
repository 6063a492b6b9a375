import type { z } from 'zod';
import type { scenarioContracts } from '../../../shared/contracts/scenarios.ts';
import { IMPORT_LIMIT_BYTES } from '../../../shared/values/imports.ts';
import { refuse } from '../refusals.ts';
import { refuseTooLarge } from './readScenario.ts';
import { refusingFaults } from './refusingFaults.ts';

type Piece = z.output<(typeof scenarioContracts)['scenarios.upload']['input']>;

export interface Uploads {
  add(piece: Piece): void;
  /** The whole file, once. Refuses with NOT_FOUND what is not there or not complete. */
  take(uploadId: string): Uint8Array;
}

interface Upload {
  readonly bytes: number;
  readonly pieces: Uint8Array[];
  read: number;
}

/** Uploads that are begun and left make room for newer ones. */
const OPEN_AT_ONCE = 4;

/** Files on their way in, in pieces that a call of the loopback host can carry. */
export function createUploads(): Uploads {
  const open = new Map<string, Upload>();
  return {
    add({ uploadId, purpose, bytes, index, base64 }) {
      if (purpose === 'scenario') refusingFaults(() => refuseTooLarge(bytes));
      else if (bytes > IMPORT_LIMIT_BYTES) throw refuse('BAD_INPUT', '/bytes', `This file is larger than ${IMPORT_LIMIT_BYTES / 1024 / 1024} MB, the most that can be imported.`);
      const upload = open.get(uploadId) ?? { bytes, pieces: [], read: 0 };
      // The answer to the last piece was lost on its way: it was read all the same.
      if (index === upload.pieces.length - 1) return;
      const piece = Buffer.from(base64, 'base64');
      if (index !== upload.pieces.length || upload.read + piece.length > upload.bytes) {
        open.delete(uploadId);
        throw refuse('BAD_INPUT', '/index', 'The file changed while it was read. Choose it again.');
      }
      upload.pieces.push(piece);
      upload.read += piece.length;
      open.set(uploadId, upload);
      for (const id of [...open.keys()].slice(0, Math.max(0, open.size - OPEN_AT_ONCE))) open.delete(id);
    },
    take(uploadId) {
      const upload = open.get(uploadId);
      if (upload === undefined || upload.read !== upload.bytes) throw refuse('NOT_FOUND', '', 'This file was not read to its end. Choose it again.');
      open.delete(uploadId);
      return Buffer.concat(upload.pieces);
    },
  };
}
