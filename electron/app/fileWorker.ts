import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../shared/errors.ts';
import type { WorkProgress } from '../services/ports/wholeFiles.ts';
import { runFileJob } from './fileJobs.ts';
import type { FileJob } from './fileJobs.ts';
import type { FileAnswer } from './fileThread.ts';

/* The other thread for work on whole data files: it does one thing and ends. */

const TELL_EVERY_MS = 100;

let told = 0;
function tell(progress: WorkProgress): void {
  const now = performance.now();
  // The beginning of a part is always told.
  if (progress.done > 0 && now - told < TELL_EVERY_MS) return;
  told = now;
  send({ progress });
}

function send(answer: FileAnswer): void {
  parentPort?.postMessage(answer);
}

// Given by `fileThread.ts` as this type.
runFileJob(workerData as FileJob, tell).then(
  (done) => send({ done }),
  (error: unknown) => {
    if (error instanceof Refusal) send({ refused: error.failure });
    else send({ failed: error instanceof Error ? error.message : String(error) });
  },
);
