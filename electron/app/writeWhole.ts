import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { asRefusal } from '../db/refusals.ts';

/** Writes pieces to a file as they come. Until all are written the file has another name, so that none is ever seen half done. Refuses with FILE_UNREADABLE. */
export async function writeWhole(path: string, pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): Promise<void> {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await pipeline(Readable.from(pieces, { objectMode: true, highWaterMark: 1 }), createWriteStream(unfinished, { flush: true }));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw asRefusal(error, path);
  }
}
