import { closeSync, openSync, readSync, realpathSync } from 'node:fs';

/** What the first hundred bytes of a file say: no SQLite file, or whose it is, which version, and how many bytes it has. */
export type FileHeader =
  | { readonly kind: 'notSqlite' }
  | { readonly kind: 'sqlite'; readonly applicationId: number; readonly userVersion: number; readonly bytes: number };

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const LENGTH = 100;
/** What stands beside a data file that is open: closing one that was read would free the locks of this process (POSIX). */
const BESIDE = /(?:\.lock|-wal|-shm|-journal)$/;
export const isBesideName = (path: string): boolean => BESIDE.test(path);

/**
 * Reads a file's header as bytes, so that a file which is not ours is known without SQLite touching it
 * (https://www.sqlite.org/fileformat.html, section 1.3). Throws the system's error where it cannot be read.
 */
export function readHeader(path: string): FileHeader {
  if (isBesideName(realpathSync(path))) return { kind: 'notSqlite' };
  const bytes = Buffer.alloc(LENGTH);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, bytes, 0, LENGTH, 0) < LENGTH || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
      return { kind: 'notSqlite' };
    }
  } finally {
    closeSync(file);
  }
  // Written as 1, the size of a page is 65,536.
  const pageSize = bytes.readUInt16BE(16);
  return { kind: 'sqlite', bytes: (pageSize === 1 ? 65_536 : pageSize) * bytes.readUInt32BE(28), applicationId: bytes.readInt32BE(68), userVersion: bytes.readInt32BE(60) };
}
