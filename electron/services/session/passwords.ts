import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Costs of scrypt as OWASP's Password Storage Cheat Sheet has them: 128 MiB, about a third of a second. */
export const PASSWORD_COST = 2 ** 17;
const BLOCK_SIZE = 8;
const PARALLEL = 1;
const KEY_BYTES = 32;

/** The costs stand in the text, so that they can grow later without locking anyone out. */
const FORMAT = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([0-9a-f]+)\$([0-9a-f]+)$/;

export interface Passwords {
  /** A password as it is kept (SPEC section 15): "scrypt$N$r$p$salt$key". */
  hash(password: string): Promise<string>;
  /** Whether a password is the one that was kept. Takes as long where none was: the answer's time tells nothing. */
  matches(password: string, kept: string | null): Promise<boolean>;
}

/** Hashing at a cost, scrypt's N, a power of two; what was hashed at another cost is checked at that one. */
export function createPasswords(newCost: number): Passwords {
  const hash = async (password: string): Promise<string> => {
    const salt = randomBytes(16);
    const key = await derive(password, salt, { cost: newCost, blockSize: BLOCK_SIZE, parallel: PARALLEL });
    return ['scrypt', newCost, BLOCK_SIZE, PARALLEL, salt.toString('hex'), key.toString('hex')].join('$');
  };
  return {
    hash,
    matches: async (password, kept) => {
      const [, cost, blockSize, parallel, salt, key] = FORMAT.exec(kept ?? '') ?? [];
      if (salt === undefined || key === undefined) {
        await hash(password);
        return false;
      }
      const derived = await derive(password, Buffer.from(salt, 'hex'), { cost: Number(cost), blockSize: Number(blockSize), parallel: Number(parallel) });
      const expected = Buffer.from(key, 'hex');
      return derived.length === expected.length && timingSafeEqual(derived, expected);
    },
  };
}

interface Costs {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallel: number;
}

function derive(password: string, salt: Buffer, { cost, blockSize, parallel }: Costs): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: parallel, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    // One spelling for what looks the same, however the keyboard composed it.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
