import { backupsToRemove, dailyBackupDue } from '../../domain/keptBackups.ts';
import type { BackupReason } from '../../../shared/values/backups.ts';
import type { OpenCompany } from '../ports/company.ts';
import type { Clock, Publish } from '../ports/outside.ts';
import type { WholeFiles } from '../ports/wholeFiles.ts';

export interface AutomaticBackups {
  /** Begins what is due: a backup soon after each start, when the windows have shown what they open with; then one a day. Answers at once. */
  readonly beat: (company: OpenCompany) => void;
  /** Stops what is under way and waits for it. */
  readonly stop: () => Promise<void>;
  /** Why the last one failed, in words; null where it did not. */
  readonly failed: () => string | null;
}

export interface AutomaticBackupsNeeds {
  readonly files: WholeFiles;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly onError: (error: unknown) => void;
  /** How long after its opening a file is copied first, in milliseconds. */
  readonly firstAfter: number;
}

/** Backups that nobody has to think of, in the folder beside the data file; `backupsToRemove` says which are kept. */
export function createAutomaticBackups({ files, clock, publish, onError, firstAfter }: AutomaticBackupsNeeds): AutomaticBackups {
  let started: unknown = null;
  let first: NodeJS.Timeout | null = null;
  let underWay: Promise<void> | null = null;
  let stopping = new AbortController();
  let failed: string | null = null;

  const backUp = async (path: string, why: BackupReason): Promise<void> => {
    const to = files.nextBackup(path, why);
    await files.backUp(path, to, { onProgress: () => undefined, signal: stopping.signal });
    for (const backup of backupsToRemove(files.backups(path))) files.remove(backup);
  };

  const begin = (path: string, why: BackupReason): void => {
    stopping = new AbortController();
    const before = failed;
    underWay = backUp(path, why)
      .then(
        () => {
          failed = null;
        },
        (error: unknown) => {
          if (stopping.signal.aborted) return;
          failed = 'the folder of backups could not be written';
          onError(error);
        },
      )
      .finally(() => {
        underWay = null;
        // Windows read an account again for what needs attention alone, not amid what somebody does in it.
        publish(failed === before ? ['data'] : ['accounts', 'data']);
      });
  };

  return {
    beat: ({ file }) => {
      if (underWay !== null) return;
      if (started !== file) {
        started = file;
        failed = null;
        first = setTimeout(() => {
          first = null;
          begin(file.path, 'start');
        }, firstAfter);
        first.unref();
      }
      if (first !== null) return;
      const newest = files.backups(file.path).find(({ why }) => why !== 'hand');
      if (dailyBackupDue(newest?.at ?? null, clock.now())) begin(file.path, 'daily');
    },
    stop: async () => {
      if (first !== null) clearTimeout(first);
      first = null;
      stopping.abort();
      await underWay;
    },
    failed: () => failed,
  };
}
