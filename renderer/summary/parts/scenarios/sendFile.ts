import type { Input } from '../../../../shared/contracts/index.ts';
import { IMPORT_CHUNK_BYTES } from '../../../../shared/values/imports.ts';
import type { Client } from '../../../common/client.ts';
import { toBase64 } from '../../../common/imports/base64.ts';

/** Sends a file to the application piece by piece; gives the id under which it lies there. Throws BillingError. */
export async function sendFile(client: Client, purpose: Input<'scenarios.upload'>['purpose'], file: File): Promise<string> {
  const uploadId = crypto.randomUUID();
  // An empty file has one piece too: why it is none of ours is for the application to say.
  for (let start = 0, index = 0; start === 0 || start < file.size; start += IMPORT_CHUNK_BYTES, index += 1) {
    const piece = new Uint8Array(await file.slice(start, start + IMPORT_CHUNK_BYTES).arrayBuffer());
    await client.call('scenarios.upload', { uploadId, purpose, bytes: file.size, index, base64: toBase64(piece) });
  }
  return uploadId;
}

/** Hands a file to the browser, which saves it as it saves downloads. */
export function saveDownload({ fileName, text }: { readonly fileName: string; readonly text: string }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  link.download = fileName;
  link.click();
  // The click has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
