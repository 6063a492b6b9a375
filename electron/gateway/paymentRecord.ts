import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const entry = z.strictObject({
  id: z.string(),
  at: z.int(),
  amount: z.string(),
  source: z.string(),
  answer: z.enum(['approved', 'softDecline', 'hardDecline', 'accountClosed', 'bank', 'bankReturned', 'neverArrived']),
});

/** One payment as the gateway decided it, once and for all. */
export type PaymentEntry = z.infer<typeof entry>;

export interface PaymentRecord {
  /** The entry of an id, also one that another process wrote meanwhile. */
  find(id: string): PaymentEntry | undefined;
  /** Writes an entry; it is durable when this returns. Throws where the disk refuses. */
  keep(made: PaymentEntry): PaymentEntry;
}

/**
 * The local gateway's own record: one JSON object a line, only ever appended to. It stands for an outside party's books,
 * so it is durable before an answer is given, and several processes with different data files may write it: each entry
 * is one append, and what others appended is read before an id counts as new. (Ids carry the data file's identity, and
 * one process at a time has a data file, so that no two processes decide on the same id.)
 */
export function openPaymentRecord(path: string): PaymentRecord {
  const entries = new Map<string, PaymentEntry>();
  let readUpTo = 0;

  const readOn = (): void => {
    const added = readFrom(path, readUpTo);
    if (added.length === 0) return;
    const lastBreak = added.lastIndexOf(LINE_BREAK);
    const lines = added.toString('utf8').split('\n');
    for (const line of lines) {
      // A line cut off by a crash was never answered: the request counts as not received.
      const parsed = line.endsWith('}') ? entry.safeParse(parseJson(line)) : null;
      // What was decided first stands.
      if (parsed?.success === true && !entries.has(parsed.data.id)) entries.set(parsed.data.id, parsed.data);
    }
    // The last line may be one that another process is just writing, so it is read once more.
    readUpTo += Math.max(0, lastBreak);
  };

  readOn();
  return {
    find: (id) => {
      if (!entries.has(id)) readOn();
      return entries.get(id);
    },
    keep: (made) => {
      append(path, made);
      entries.set(made.id, made);
      return made;
    },
  };
}

const LINE_BREAK = 0x0a;

function readFrom(path: string, offset: number): Buffer {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
  try {
    const buffer = Buffer.alloc(Math.max(0, fstatSync(handle).size - offset));
    let filled = 0;
    while (filled < buffer.length) {
      const read = readSync(handle, buffer, filled, buffer.length - filled, offset + filled);
      if (read === 0) break;
      filled += read;
    }
    return buffer.subarray(0, filled);
  } finally {
    closeSync(handle);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function append(path: string, made: PaymentEntry): void {
  mkdirSync(dirname(path), { recursive: true });
  const handle = openSync(path, 'a', 0o600);
  try {
    const isNew = fstatSync(handle).size === 0;
    // The leading line break keeps a line that a crash cut off from swallowing this one.
    const line = Buffer.from(`\n${JSON.stringify(made)}`);
    if (writeSync(handle, line) !== line.length) throw new Error('The gateway could not write its record.');
    fsyncSync(handle);
    if (isNew) syncFolder(dirname(path));
  } finally {
    closeSync(handle);
  }
}

/** A new file's name is durable only when its folder is. Windows keeps names by itself and opens no folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
