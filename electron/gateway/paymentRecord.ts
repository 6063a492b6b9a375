import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const payment = z.strictObject({
  id: z.string(),
  at: z.int(),
  amount: z.string(),
  source: z.string(),
  answer: z.enum(['approved', 'softDecline', 'hardDecline', 'accountClosed', 'bank', 'bankReturned', 'neverArrived']),
  /** The data file it came from, what paid, and what was bought; entries of earlier versions have none of them. */
  company: z.string().optional(),
  paidWith: z.strictObject({ kind: z.enum(['card', 'bank']), institution: z.string(), lastFour: z.string() }).optional(),
  purchase: z.string().optional(),
});

const receipt = z.strictObject({
  company: z.string(),
  number: z.int(),
  chargeId: z.string().nullable(),
  issuedAt: z.int(),
  date: z.string(),
  fundingSource: z.string(),
  hash: z.string(),
  /** What was bought, where no payment says it. */
  purchase: z.string().optional(),
});

const entry = z.union([payment, receipt]);

/** One payment as the gateway decided it, once and for all. */
export type PaymentEntry = z.infer<typeof payment>;
/** Which receipt a data file made of a payment, told afterwards. */
export type ReceiptEntry = z.infer<typeof receipt>;

/** Where a line stands in the record, so that what it bought is read when it is asked for, not kept in memory. */
interface Line {
  readonly from: number;
  readonly length: number;
}

export type Kept<E> = E & { readonly line: Line };

export interface PaymentRecord {
  /** The entry of an id, also one that another process wrote meanwhile. */
  find(id: string): PaymentEntry | undefined;
  /** Writes an entry; it is durable when this returns. Throws where the disk refuses. */
  keep(made: PaymentEntry): PaymentEntry;
  /** The same for a receipt. */
  keepReceipt(made: ReceiptEntry): void;
  /** What came from a data file, in the order in which it came, also through another process; without what was bought. */
  ofCompany(company: string): { readonly payments: readonly Kept<PaymentEntry>[]; readonly receipts: readonly Kept<ReceiptEntry>[] };
  /** What an entry's purchase was; null where it says none. */
  purchaseOf(kept: { readonly line: Line }): string | null;
}

/**
 * The local gateway's own record: one JSON object a line, only ever appended to. It stands for an outside party's books,
 * so it is durable before an answer is given, and several processes with different data files may write it: each entry
 * is one append, and what others appended is read before an id counts as new. (Ids carry the data file's identity, and
 * one process at a time has a data file, so that no two processes decide on the same id.)
 */
export function openPaymentRecord(path: string): PaymentRecord {
  const payments = new Map<string, Kept<PaymentEntry>>();
  /** By company and hash: told twice is told once. */
  const receipts = new Map<string, Kept<ReceiptEntry>>();
  let readUpTo = 0;

  const take = (bytes: Buffer, line: Line): void => {
    const found = parseEntry(bytes);
    if (found === null) return;
    // What was bought is read again when it is asked for.
    delete found.purchase;
    if ('hash' in found) receipts.set(`${found.company} ${found.hash}`, { ...found, line });
    // What was decided first stands.
    else if (!payments.has(found.id)) payments.set(found.id, { ...found, line });
  };

  const readOn = (): void => {
    const added = readFrom(path, readUpTo);
    const began = readUpTo;
    let start = 0;
    while (start < added.length) {
      const lineBreak = added.indexOf(LINE_BREAK, start);
      const end = lineBreak === -1 ? added.length : lineBreak;
      if (end > start) take(added.subarray(start, end), { from: began + start, length: end - start });
      // The last line may be one that another process is just writing, so it is read once more.
      if (lineBreak !== -1) readUpTo = began + lineBreak;
      start = end + 1;
    }
  };

  readOn();
  return {
    find: (id) => {
      if (!payments.has(id)) readOn();
      return payments.get(id);
    },
    keep: (made) => {
      append(path, made);
      readOn();
      return payments.get(made.id) ?? made;
    },
    keepReceipt: (made) => append(path, made),
    ofCompany: (company) => {
      readOn();
      const ofIt = (each: { readonly company?: string | undefined }): boolean => each.company === company;
      return { payments: [...payments.values()].filter(ofIt), receipts: [...receipts.values()].filter(ofIt) };
    },
    purchaseOf: ({ line }) => parseEntry(readFrom(path, line.from, line.length))?.purchase ?? null,
  };
}

/** The entries that came from a data file, as they stand in the record, one a line. */
export function linesOfCompany(path: string, company: string): string {
  const lines = readFrom(path, 0).toString('utf8').split('\n');
  return lines.filter((line) => parseEntry(Buffer.from(line))?.company === company).map((line) => `\n${line}`).join('');
}

const LINE_BREAK = 0x0a;
const CLOSING_BRACE = 0x7d;

/** Null for a line cut off by a crash: it was never answered, and the request counts as not received. */
function parseEntry(bytes: Buffer): PaymentEntry | ReceiptEntry | null {
  if (bytes.at(-1) !== CLOSING_BRACE) return null;
  const parsed = entry.safeParse(parseJson(bytes.toString('utf8')));
  return parsed.success ? parsed.data : null;
}

function readFrom(path: string, offset: number, most = Infinity): Buffer {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
  try {
    const buffer = Buffer.alloc(Math.min(most, Math.max(0, fstatSync(handle).size - offset)));
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

function append(path: string, made: PaymentEntry | ReceiptEntry): void {
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
