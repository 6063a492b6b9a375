import { backUpFile, bringFile, readThrough } from '../db/wholeFile.ts';
import type { ReadThrough, WorkProgress } from '../services/ports/wholeFiles.ts';

/** One piece of work on a whole data file; plain data, so that it can be handed to another thread. */
export type FileJob =
  | { readonly do: 'backUp'; readonly from: string; readonly to: string }
  | { readonly do: 'verify'; readonly file: string }
  | { readonly do: 'bring'; readonly from: string; readonly copy: string; readonly latestVersion: number };

export async function runFileJob(job: FileJob, tell: (progress: WorkProgress) => void): Promise<ReadThrough | null> {
  switch (job.do) {
    case 'backUp':
      await backUpFile(job.from, job.to, tell);
      return null;
    case 'verify':
      return readThrough(job.file, tell);
    case 'bring':
      return bringFile(job.from, job.copy, job.latestVersion, tell);
  }
}
