import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/errors.ts';
import type { Failure } from '../../shared/errors.ts';
import type { ReadThrough, WorkProgress, WorkWatch } from '../services/ports/wholeFiles.ts';
import type { FileJob } from './fileJobs.ts';
import { workerFile } from './workerFile.ts';

/** What comes back from the other thread: progress, and one of the others at its end. */
export type FileAnswer =
  | { readonly progress: WorkProgress }
  | { readonly done: ReadThrough | null }
  | { readonly refused: Failure }
  | { readonly failed: string };

/** Runs work on a whole file; stopped, it is refused with CANCELLED, and whatever it had open is closed by then. */
export type FileRunner = (job: FileJob, watch: WorkWatch) => Promise<ReadThrough | null>;

/** In a thread of its own, so that the largest file holds nothing up. */
export const runInThread: FileRunner = (job, { onProgress, signal }) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    const worker = new Worker(workerFile('fileWorker'), { workerData: job });
    let ended = false;
    const end = (settle: () => void): void => {
      if (ended) return;
      ended = true;
      signal.removeEventListener('abort', stop);
      void worker.terminate().then(settle);
    };
    const stop = (): void => end(() => reject(cancelled()));
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (answer: FileAnswer) => {
      if ('progress' in answer) onProgress(answer.progress);
      else if ('done' in answer) end(() => resolve(answer.done));
      else end(() => reject('refused' in answer ? new Refusal(answer.refused) : new Error(answer.failed)));
    });
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', () => end(() => reject(new Error('The work ended without an answer.'))));
  });

function cancelled(): Refusal {
  return new Refusal({ code: 'CANCELLED', path: '', message: 'This was stopped. Nothing was changed.' });
}
