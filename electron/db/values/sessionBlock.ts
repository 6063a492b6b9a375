import { hash } from 'node:crypto';
import type { SessionColumns } from '../../services/ports/seats.ts';

/** Sessions that one session block holds at most: about 170 kB. */
export const SESSIONS_IN_BLOCK = 8_192;

/** Bytes of one session in a session block. */
export const SESSION_BYTES = 21;

/* Where each column begins, in bytes of one session: that of n sessions begins at n times it. */
const STARTS = 0;
const ENDS = 8;
const USERS = 16;
const TOOLS = 20;

const HIGH = 2 ** 32;

/** The content of a session block: `unpackSessions` reads it. */
export type PackedSessions = Uint8Array;

/**
 * Packs the sessions from place `from` until just before `to`, which are in order of start. The layout of n sessions, all
 * whole numbers big-endian and without sign, column after column:
 *   n x 8 bytes  starts, epoch milliseconds, rising
 *   n x 8 bytes  ends, epoch milliseconds
 *   n x 4 bytes  ids of users, 0 for the system
 *   n x 1 byte   tools by their place in TOOLS
 * Throws a RangeError where they are not in order.
 */
export function packSessions({ starts, ends, userIds, tools }: SessionColumns, from: number, to: number): Buffer {
  const count = to - from;
  // Every byte of it is written below.
  const bytes = Buffer.allocUnsafe(count * SESSION_BYTES);
  const view = viewOf(bytes);
  let before = 0;
  for (let place = 0; place < count; place += 1) {
    const start = starts[from + place] ?? 0;
    if (start < before) throw new RangeError('The sessions of a session block go by start.');
    before = start;
    putMoment(view, STARTS * count + place * 8, start);
    putMoment(view, ENDS * count + place * 8, ends[from + place] ?? 0);
    view.setUint32(USERS * count + place * 4, userIds[from + place] ?? 0);
  }
  bytes.set(tools.subarray(from, to), TOOLS * count);
  return bytes;
}

/** The sessions of a session block, in order of start; where a range is given, those that start in [from, to). Throws a RangeError where the bytes are not whole sessions. */
export function unpackSessions(bytes: PackedSessions, from = -Infinity, to = Infinity): SessionColumns {
  const all = bytes.length / SESSION_BYTES;
  if (!Number.isInteger(all)) throw new RangeError('A session block ends in the middle of a session.');
  const view = viewOf(bytes);
  const first = placeOf(view, all, from);
  const count = Math.max(0, placeOf(view, all, to) - first);
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  const userIds = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) {
    const place = first + index;
    starts[index] = momentAt(view, STARTS * all + place * 8);
    ends[index] = momentAt(view, ENDS * all + place * 8);
    userIds[index] = view.getUint32(USERS * all + place * 4);
  }
  return { starts, ends, userIds, tools: Uint8Array.from(bytes.subarray(TOOLS * all + first, TOOLS * all + first + count)) };
}

/** SHA-256 of a session block's content in lower-case hexadecimal, which the block keeps beside it. */
export function sessionBlockHash(bytes: PackedSessions): string {
  return hash('sha256', bytes, 'hex');
}

/** The place of the first session that starts at the moment or later. */
function placeOf(view: DataView, count: number, moment: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (momentAt(view, STARTS * count + middle * 8) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

// In two halves: each fits what a number holds as a whole one, which 64 bits at once do not without a BigInt.
function putMoment(view: DataView, at: number, moment: number): void {
  view.setUint32(at, Math.floor(moment / HIGH));
  view.setUint32(at + 4, moment % HIGH);
}

function momentAt(view: DataView, at: number): number {
  return view.getUint32(at) * HIGH + view.getUint32(at + 4);
}
