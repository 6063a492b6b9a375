import { randomUUID } from 'node:crypto';
import type { Input } from '../../../shared/contracts/index.ts';
import { IMPORT_CHUNK_BYTES } from '../../../shared/values/imports.ts';
import type { TestApplication } from '../../support/testApplication.ts';

/** Sends a file as a window does, piece by piece. Gives the upload's id. */
export async function upload(app: Pick<TestApplication, 'call'>, purpose: Input<'scenarios.upload'>['purpose'], bytes: Uint8Array): Promise<string> {
  const uploadId = randomUUID();
  for (let start = 0, index = 0; start === 0 || start < bytes.length; start += IMPORT_CHUNK_BYTES, index += 1) {
    await app.call('scenarios.upload', { uploadId, purpose, bytes: bytes.length, index, base64: Buffer.from(bytes.subarray(start, start + IMPORT_CHUNK_BYTES)).toString('base64') });
  }
  return uploadId;
}
