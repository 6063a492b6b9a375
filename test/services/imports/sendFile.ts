import { randomUUID } from 'node:crypto';
import type { Output } from '../../../shared/contracts/index.ts';
import type { Failure } from '../../../shared/errors.ts';
import { IMPORT_CHUNK_BYTES } from '../../../shared/values/imports.ts';
import type { ImportKindName } from '../../../shared/values/imports.ts';
import type { TestApplication } from '../../support/testApplication.ts';

export interface SendOptions {
  readonly kind?: ImportKindName;
  readonly pieceBytes?: number;
  readonly accountId?: number;
}

const piecesOf = (bytes: Buffer, size: number): string[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size).toString('base64'));

/** Sends a file as a window does, up to what it would do. Throws where a call is refused. */
export async function sendFile(
  app: TestApplication,
  content: string | Buffer,
  { kind = 'users', pieceBytes = IMPORT_CHUNK_BYTES, accountId }: SendOptions = {},
): Promise<{ importId: string; dryRun: Output<'import.finish'> }> {
  const bytes = Buffer.from(content);
  const { importId } = await app.call('import.begin', { kind, fileName: 'file.csv', bytes: bytes.length, ...(accountId === undefined ? {} : { accountId }) });
  for (const [index, base64] of piecesOf(bytes, pieceBytes).entries()) await app.call('import.chunk', { importId, index, base64 });
  return { importId, dryRun: await app.call('import.finish', { importId }) };
}

/** The same, and applies it. */
export async function importFile(app: TestApplication, content: string | Buffer, options?: SendOptions): Promise<Output<'import.apply'>> {
  const { importId } = await sendFile(app, content, options);
  return app.call('import.apply', { importId, commandId: randomUUID() });
}

/** Sends a file that is refused as a whole on the way, and gives why. */
export async function refusedFile(app: TestApplication, content: string | Buffer, { kind = 'users', pieceBytes = IMPORT_CHUNK_BYTES }: SendOptions = {}): Promise<Failure> {
  const bytes = Buffer.from(content);
  const { importId } = await app.call('import.begin', { kind, fileName: 'file.csv', bytes: bytes.length });
  for (const [index, base64] of piecesOf(bytes, pieceBytes).entries()) {
    const answer = await app.application.invoke('import.chunk', { importId, index, base64 });
    if (!answer.ok) return answer.error;
  }
  return app.refused('import.finish', { importId });
}
