import type { BackupReason } from '../../../shared/values/backups.ts';
import type { Capability } from '../../../shared/values/capabilities.ts';
import type { Finding } from '../../domain/finding.ts';

/** What a data file says of itself. */
export interface FileFacts {
  readonly fileId: string;
  readonly companyName: string;
  readonly bytes: number;
  /** The newest of each; null where there is none. */
  readonly receipt: { readonly number: number; readonly hash: string } | null;
  readonly activity: { readonly sequence: number; readonly hash: string; readonly at: number } | null;
  /** Entries of the minutes ledger. */
  readonly ledger: number;
  /** Active operators by e-mail address, in small letters, and what their permission group allows. */
  readonly operators: ReadonlyMap<string, readonly Capability[]>;
}

export interface ReadThrough {
  readonly facts: FileFacts;
  /** Empty: nothing is wrong. */
  readonly findings: readonly Finding[];
}

export interface WorkProgress {
  readonly part: 'copy' | 'pages' | 'references' | 'receipts' | 'activity' | 'ledger' | 'charges' | 'sessions';
  readonly done: number;
  readonly total: number;
}

export interface WorkWatch {
  readonly onProgress: (progress: WorkProgress) => void;
  /** Stops the work: it is refused with CANCELLED and leaves nothing behind. */
  readonly signal: AbortSignal;
}

export interface BackupFile {
  readonly name: string;
  readonly path: string;
  readonly at: number;
  readonly bytes: number;
  readonly why: BackupReason;
}

/** Work on whole data files, outside the thread that answers windows, and the folder of backups beside a data file. */
export interface WholeFiles {
  /** Backups of that data file, newest first. */
  backups(file: string): readonly BackupFile[];
  folderOf(file: string): string;
  /** A path in the folder of backups that no file has. */
  nextBackup(file: string, why: BackupReason): string;
  remove(backup: BackupFile): void;
  bytesOf(file: string): number;
  /** Copies an open or closed data file, reads the copy through and gives it its name. Refuses with FILE_EXISTS, FILE_UNREADABLE, CANCELLED. */
  backUp(from: string, to: string, watch: WorkWatch): Promise<void>;
  /** Reads a data file through, open or not, without changing it. */
  verify(file: string, watch: WorkWatch): Promise<ReadThrough>;
  /**
   * Copies any file beside the data file and reads the copy through. Refuses with FILE_UNREADABLE, NOT_A_DATA_FILE,
   * DATA_FILE_TOO_NEW, DATA_FILE_DAMAGED where it was cut off. `copy` is gone unless it is put in place.
   */
  bring(from: string, file: string, watch: WorkWatch): Promise<ReadThrough & { readonly copy: string }>;
  discard(copy: string): void;
}
