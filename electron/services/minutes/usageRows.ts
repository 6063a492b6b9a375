import { createHash } from 'node:crypto';
import type { UsageIdentity } from '../ports/minutes.ts';

/** Usage rows on their way in, 25 bytes each: a million of them must fit beside everything else. */
export interface UsageRows {
  readonly length: number;
  push(row: UsageIdentity): void;
  at(index: number): UsageIdentity;
  /** Row numbers in the order of what makes a row the same as another. */
  sorted(): Uint32Array;
  /** SHA-256 of all rows as they were read, whatever the file's spelling of them. */
  contentHash(): string;
}

const FIRST_CAPACITY = 4_096;

export function createUsageRows(): UsageRows {
  let capacity = FIRST_CAPACITY;
  let length = 0;
  let at = new Float64Array(capacity);
  let quantity = new Float64Array(capacity);
  let rate = new Float64Array(capacity);
  let text = new Uint8Array(capacity);

  const grow = (): void => {
    capacity *= 2;
    const wider = (old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
      const made = new Float64Array(capacity);
      made.set(old);
      return made;
    };
    [at, quantity, rate] = [wider(at), wider(quantity), wider(rate)];
    const flags = new Uint8Array(capacity);
    flags.set(text);
    text = flags;
  };
  const part = (column: Float64Array | Uint8Array, index: number): number => column[index] ?? 0;

  const compare = (a: number, b: number): number =>
    part(at, a) - part(at, b) || part(text, a) - part(text, b) || part(quantity, a) - part(quantity, b) || part(rate, a) - part(rate, b) || a - b;

  return {
    get length() {
      return length;
    },
    push(row) {
      if (length === capacity) grow();
      at[length] = row.at;
      quantity[length] = row.quantity;
      rate[length] = row.rate;
      text[length] = row.medium === 'text' ? 1 : 0;
      length += 1;
    },
    at: (index) => ({ at: part(at, index), medium: part(text, index) === 1 ? 'text' : 'call', quantity: part(quantity, index), rate: part(rate, index) }),
    sorted: () => {
      const order = new Uint32Array(length);
      let inOrder = true;
      for (let index = 0; index < length; index += 1) {
        order[index] = index;
        inOrder &&= index === 0 || compare(index - 1, index) < 0;
      }
      // A log goes by time: mostly there is nothing to sort.
      return inOrder ? order : order.sort(compare);
    },
    contentHash: () => {
      const hash = createHash('sha256');
      for (const column of [at, quantity, rate]) hash.update(new Uint8Array(column.buffer, 0, length * 8));
      return hash.update(text.subarray(0, length)).digest('hex');
    },
  };
}

/** Negative where the first comes before the second in the order of `sorted`. */
export function compareUsage(a: UsageIdentity, b: UsageIdentity): number {
  return a.at - b.at || Number(a.medium === 'text') - Number(b.medium === 'text') || a.quantity - b.quantity || a.rate - b.rate;
}
