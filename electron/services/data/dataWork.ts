import type { z } from 'zod';
import type { dataWork } from '../../../shared/contracts/data.ts';
import type { Publish } from '../ports/outside.ts';
import type { WorkProgress, WorkWatch } from '../ports/wholeFiles.ts';
import { refuse } from '../refusals.ts';

type Work = z.output<typeof dataWork>;

export interface DataWork {
  /** Null: nothing is under way. */
  readonly state: () => Work | null;
  /** Runs one piece of long work. Refuses with WORK_UNDER_WAY beside another. */
  readonly run: <T>(what: Work['what'], work: (watch: WorkWatch, goOnAlone: () => void) => Promise<T>) => Promise<T>;
  /** Refuses with WORK_UNDER_WAY. */
  readonly requireIdle: () => void;
  readonly cancel: () => void;
  /** Stops what is under way and waits for it. */
  readonly stop: () => Promise<void>;
}

const PARTS: Readonly<Record<WorkProgress['part'], string>> = {
  copy: 'Copying',
  pages: 'Pages of the file',
  references: 'References',
  receipts: 'Receipts',
  activity: 'Activity',
  ledger: 'Minutes ledger',
  charges: 'Payments',
  sessions: 'Session logs',
};

/** The long work on the data file: one at a time, told to the windows as it goes on, stopped by Cancel or when the file is closed. */
export function createDataWork(publish: Publish): DataWork {
  let state: Work | null = null;
  let stopping = new AbortController();
  let underWay: Promise<unknown> = Promise.resolve();
  const requireIdle = (): void => {
    if (state !== null) throw refuse('WORK_UNDER_WAY', '', 'Something else is under way with the data file. Wait for it, or stop it.');
  };
  return {
    state: () => state,
    requireIdle,
    run: async (what, work) => {
      requireIdle();
      state = { what, part: PARTS.copy, done: 0, total: 0 };
      stopping = new AbortController();
      publish(['data']);
      const onProgress = ({ part, done, total }: WorkProgress): void => {
        state = { what, part: PARTS[part], done, total };
        publish(['data']);
      };
      let endAlone = (): void => undefined;
      // From there on nothing stops it, and the file is closed without waiting for it: it is the work that closes it.
      const alone = new Promise<void>((resolve) => {
        endAlone = resolve;
      });
      const running = work({ onProgress, signal: stopping.signal }, endAlone).finally(() => {
        state = null;
        publish(['data']);
      });
      underWay = Promise.race([alone, running.catch(() => undefined)]);
      return running;
    },
    cancel: () => {
      stopping.abort();
    },
    stop: async () => {
      stopping.abort();
      await underWay;
    },
  };
}
