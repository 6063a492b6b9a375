import { parentPort, workerData } from 'node:worker_threads';
import { writeReviewCopy } from '../db/writeReviewCopy.ts';
import type { ReviewCopyMessage, ReviewCopyWork } from './reviewCopyMaker.ts';

/* The thread that writes one review copy, and ends. */

const send = (message: ReviewCopyMessage): void => parentPort?.postMessage(message);
// `reviewCopyMaker` starts this file with nothing else.
const { order, files } = workerData as ReviewCopyWork;
send({ findings: writeReviewCopy(order, files, (step) => send({ step })).length });
