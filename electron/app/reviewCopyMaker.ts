import { renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/errors.ts';
import { resolveNewFile } from '../db/createDatabase.ts';
import { lockFile } from '../db/fileLock.ts';
import { makePrivateFolder } from '../db/privateFolder.ts';
import { asRefusal, isDamage, refuseFile, requireFreeName } from '../db/refusals.ts';
import { removeDatabase, syncFolder } from '../db/verifiedBackup.ts';
import type { ReviewCopyFiles } from '../db/writeReviewCopy.ts';
import type { ReviewCopyMaker, ReviewCopyOrder, ReviewCopyStep } from '../services/ports/review.ts';
import { workerFile } from './workerFile.ts';

export interface ReviewCopyWork {
  readonly order: ReviewCopyOrder;
  readonly files: ReviewCopyFiles;
}
export type ReviewCopyMessage = { readonly step: ReviewCopyStep } | { readonly findings: number };

const CANCELLED = new Refusal({ code: 'CANCELLED', path: '', message: 'The review copy was stopped. No file was written.' });

/**
 * Makes review copies in a thread of its own, so that the largest file stops nothing else. The working copy, which holds
 * everything, lies in the system's temporary folder, not beside the target, which may be on its way to someone.
 */
export function createReviewCopyMaker(): ReviewCopyMaker {
  let stop: (() => void) | null = null;

  async function make(order: ReviewCopyOrder, onStep: (step: ReviewCopyStep) => void): Promise<string> {
    const target = resolveNewFile(order.target);
    const lock = lockFile(target);
    const folder = makePrivateFolder('copy');
    const unfinished = join(dirname(target), `.${basename(target)}.unfinished`);
    try {
      removeDatabase(unfinished);
      const findings = await run({ order, files: { working: join(folder, 'working.billing'), unfinished } }, onStep);
      if (findings > 0) throw refuseFile('DATA_FILE_DAMAGED', order.source);
      requireFreeName(target);
      renameSync(unfinished, target);
      syncFolder(dirname(target));
      return target;
    } catch (error) {
      throw isDamage(error) ? refuseFile('DATA_FILE_DAMAGED', order.source, error) : asRefusal(error, target);
    } finally {
      removeDatabase(unfinished);
      rmSync(folder, { recursive: true, force: true });
      lock.release();
    }
  }

  /** Resolves with how much the checks found. */
  function run(work: ReviewCopyWork, onStep: (step: ReviewCopyStep) => void): Promise<number> {
    const worker = new Worker(workerFile('reviewCopyWorker'), { workerData: work });
    let stopped = false;
    let findings: number | null = null;
    stop = () => {
      stopped = true;
      void worker.terminate();
    };
    return new Promise((resolve, reject) => {
      worker.on('message', (message: ReviewCopyMessage) => {
        if ('step' in message) onStep(message.step);
        else ({ findings } = message);
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        stop = null;
        if (stopped) reject(CANCELLED);
        else if (findings === null) reject(new Error('The thread gave no answer.'));
        else resolve(findings);
      });
    });
  }

  return { make, cancel: () => stop?.() };
}
