import { Refusal } from '../../shared/errors.ts';
import { backupFolder, bringingCopy, bytesOf, listBackups, nextBackupPath, removeBackup, unfinishedCopy } from '../db/backupFolder.ts';
import { isSameFile } from '../db/fileLock.ts';
import { removeDatabase } from '../db/verifiedBackup.ts';
import type { ReadThrough, WholeFiles, WorkWatch } from '../services/ports/wholeFiles.ts';
import type { FileJob } from './fileJobs.ts';
import type { FileRunner } from './fileThread.ts';

export interface WholeFilesOptions {
  readonly latestVersion: number;
  /** The machine's own time, for the names of backups: a demonstration may be ahead of it. */
  readonly now: () => number;
  readonly run: FileRunner;
}

/** Work on whole files, by a runner that keeps it off the thread that answers windows. What is stopped leaves nothing half done. */
export function createWholeFiles({ latestVersion, now, run }: WholeFilesOptions): WholeFiles {
  /** `unfinished`: what is removed where the work was stopped. */
  const runOrRemove = async (job: FileJob, watch: WorkWatch, unfinished: string): Promise<ReadThrough | null> => {
    try {
      return await run(job, watch);
    } catch (error) {
      if (error instanceof Refusal && error.failure.code === 'CANCELLED') removeDatabase(unfinished);
      throw error;
    }
  };
  return {
    backups: listBackups,
    folderOf: backupFolder,
    nextBackup: (file, why) => nextBackupPath(file, now(), why),
    remove: removeBackup,
    bytesOf,
    backUp: async (from, to, watch) => {
      await runOrRemove({ do: 'backUp', from, to }, watch, unfinishedCopy(to));
    },
    verify: async (file, watch) => demandAnswer(await run({ do: 'verify', file }, watch)),
    bring: async (from, file, watch) => {
      // Read past SQLite it would lose its locks, and with them what another program lets it keep.
      if (isSameFile(from, file)) throw new Refusal({ code: 'BAD_INPUT', path: '/source/path', message: 'This is the file that is open. Choose a backup of it. Nothing was changed.' });
      const copy = bringingCopy(file);
      return { ...demandAnswer(await runOrRemove({ do: 'bring', from, copy, latestVersion }, watch, copy)), copy };
    },
    discard: removeDatabase,
  };
}

function demandAnswer(answer: ReadThrough | null): ReadThrough {
  if (answer === null) throw new Error('Nothing was read.');
  return answer;
}
