import type { z } from 'zod';
import type { reviewContracts } from '../../../shared/contracts/review.ts';
import { Refusal } from '../../../shared/errors.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { Clock } from '../ports/outside.ts';
import { REVIEW_COPY_STEPS } from '../ports/review.ts';
import type { ReviewCopyMaker, ReviewCopyStep } from '../ports/review.ts';
import { refuse } from '../refusals.ts';

type Contracts = typeof reviewContracts;
type CopyState = z.output<Contracts['review.copyState']['output']>;

export interface ReviewCopyNeeds {
  readonly current: CurrentCompany;
  readonly clock: Clock;
  readonly maker: ReviewCopyMaker;
  /** A whole path from what was chosen or typed. */
  readonly wholePath: (path: string) => string;
  readonly sizeOf: (path: string) => number;
  /** Hears of what nobody foresaw. */
  readonly failed: (error: unknown) => void;
}

export interface ReviewCopyService {
  readonly beginCopy: (input: z.output<Contracts['review.beginCopy']['input']>) => Record<string, never>;
  readonly copyState: () => CopyState;
  readonly cancelCopy: () => Record<string, never>;
  /** Stops what is under way and waits until nothing is left of it. */
  readonly stop: () => Promise<void>;
}

const DOING: Readonly<Record<ReviewCopyStep, string>> = {
  copying: 'Copying the file',
  leavingOut: 'Leaving out what does not belong in it',
  compacting: 'Removing every trace of that',
  checking: 'Checking the copy',
};

/**
 * One review copy at a time. It is begun and then asked about, since a large file takes longer than a call may. The last
 * outcome is kept until the next copy begins or another file is opened, so that a window that was closed still learns it.
 */
export function createReviewCopyService({ current, clock, maker, wholePath, sizeOf, failed }: ReviewCopyNeeds): ReviewCopyService {
  let last: { readonly file: unknown; readonly state: CopyState } = { file: null, state: { state: 'none' } };
  let underWay: Promise<void> = Promise.resolve();

  return {
    beginCopy: ({ path, accountId }) => {
      const { file } = current();
      const target = wholePath(path);
      if (target === file.path) throw refuse('FILE_EXISTS', '/path', 'This is the open data file itself. Choose another name.');
      if (accountId !== null && file.accounts.byId(accountId) === null) throw refuse('NOT_FOUND', '/accountId', 'This billing account is not in the data file.');
      if (last.state.state === 'running') throw refuse('ALREADY_USED', '', 'A review copy is being made already.');
      const tell = (state: CopyState): void => {
        last = { file, state };
      };
      const at = (step: ReviewCopyStep): void => tell({ state: 'running', path: target, step: REVIEW_COPY_STEPS.indexOf(step) + 1, steps: REVIEW_COPY_STEPS.length, doing: DOING[step] });
      at('copying');
      underWay = maker.make({ source: file.path, target, accountId, madeAt: clock.now() }, at).then(
        (made) => tell({ state: 'done', path: made, bytes: sizeOf(made) }),
        (error: unknown) => {
          if (!(error instanceof Refusal)) failed(error);
          tell({ state: 'failed', failure: failureOf(error) });
        },
      );
      return {};
    },
    copyState: () => (last.file === current().file ? last.state : { state: 'none' }),
    cancelCopy: () => {
      maker.cancel();
      return {};
    },
    stop: async () => {
      maker.cancel();
      await underWay;
    },
  };
}

function failureOf(error: unknown): Refusal['failure'] {
  if (!(error instanceof Refusal)) return { code: 'INTERNAL', path: '', message: 'Something unexpected happened. No file was written. The log file tells more.' };
  if (error.failure.code !== 'DATA_FILE_DAMAGED') return error.failure;
  return { code: 'DATA_FILE_DAMAGED', path: '', message: 'The data file is not whole, so no review copy was made of it. Verify it to see what is wrong.' };
}
