import { z } from 'zod';
import { IMPORT_CHUNK_BYTES, IMPORT_KINDS } from '../values/imports.ts';
import { commandId, rowId } from '../values/schemas.ts';
import { command, query } from './route.ts';

const importId = z.uuid('is not an import id');

const counts = { added: z.int(), changed: z.int(), unchanged: z.int() };

/** What an import would do, worked out without writing anything. */
export const importDryRun = z.strictObject({
  rows: z.int(),
  ...counts,
  rejectedCount: z.int(),
  /** The first ones, in the order of the file. The header is line 1. */
  rejected: z.array(z.strictObject({ line: z.int(), reason: z.string() })),
  /** What else is worth knowing before applying, a sentence each. */
  notes: z.array(z.string()),
});

/**
 * Import of a CSV file: the window sends it in pieces, sees what it would do, and applies all of it or nothing. What a
 * kind needs of the operator is checked by the service at every call. Until `import.apply` nothing is written.
 */
export const importContracts = {
  /** Refuses with BAD_INPUT a file that is too large, and what the kind needs and misses. */
  'import.begin': query(
    'signedIn',
    z.strictObject({
      kind: z.enum(IMPORT_KINDS),
      /** For kinds that belong to one billing account. */
      accountId: rowId.optional(),
      fileName: z.string().min(1, 'is empty').max(255, 'is longer than 255 characters'),
      bytes: z.int().min(0),
    }),
    z.strictObject({ importId }),
  ),
  /** The pieces in their order, `index` from 0. Sending the last one again does nothing again. Refuses with BAD_INPUT what no import can be made of. */
  'import.chunk': query(
    'signedIn',
    z.strictObject({ importId, index: z.int().min(0), base64: z.base64('is not base64').max(Math.ceil(IMPORT_CHUNK_BYTES / 3) * 4, 'is too long') }),
    z.strictObject({ rows: z.int(), rejectedCount: z.int() }),
  ),
  'import.finish': query('signedIn', z.strictObject({ importId }), importDryRun),
  /** All of it, in one transaction, or nothing: a file with rejected lines is refused, and one whose dry run is not true any more. */
  'import.apply': command('signedIn', z.strictObject({ importId, commandId }), z.strictObject(counts)),
  'import.cancel': query('signedIn', z.strictObject({ importId }), z.strictObject({})),
};
