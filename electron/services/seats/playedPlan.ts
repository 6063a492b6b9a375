import type { z } from 'zod';
import type { seatContracts } from '../../../shared/contracts/seats.ts';
import { addDays } from '../../domain/localTime.ts';
import { byPool } from '../../domain/seatPool.ts';
import type { SeatCounts } from '../../domain/seatPool.ts';
import { useSteps } from '../../domain/seatUse.ts';
import type { UseSteps } from '../../domain/seatUse.ts';
import type { CurrentCompany } from '../ports/company.ts';
import type { DataFile } from '../ports/dataFile.ts';
import type { Clock } from '../ports/outside.ts';
import type { AccountRecord } from '../ports/records.ts';
import type { PlayedSeats, SeatPlayer } from '../ports/seats.ts';
import { refuse } from '../refusals.ts';
import { gatherSessions } from './gatherSessions.ts';
import type { GatheredSessions } from './gatherSessions.ts';
import { pooledLicenses } from './seatAccount.ts';
import type { PooledLicense } from './seatAccount.ts';

export type PlanQuestion = z.output<(typeof seatContracts)['seats.plan']['input']>;

export interface PlanProgress {
  readonly phase: 'reading' | 'playing';
  readonly done: number;
  readonly total: number;
}

/** The sessions of a question, played with its quantities. */
export interface PlayedPlan {
  readonly file: DataFile;
  readonly account: AccountRecord;
  readonly licenses: readonly PooledLicense[];
  readonly paid: SeatCounts;
  /** YYYY-MM-DD: whose bill a month is. */
  readonly nextBill: string;
  /** Paid, but for what the question tries out. */
  readonly tried: SeatCounts;
  readonly sessions: GatheredSessions;
  readonly steps: UseSteps;
  readonly play: PlayedSeats;
}

export interface PlanPlayer {
  /** Refuses with NOT_FOUND, BAD_INPUT for a range, CANCELLED. */
  play(question: PlanQuestion): Promise<PlayedPlan>;
  progress(requestId: string): PlanProgress | null;
  cancel(requestId: string): void;
  /** Forgets what is loaded: the data file has changed. */
  forget(): void;
  /** Ends the other thread. */
  stop(): void;
}

const LONGEST_RANGE_DAYS = 366;

interface Loaded {
  readonly file: DataFile;
  readonly key: string;
  readonly sessions: GatheredSessions;
  /** The last play, for the windows of its lockouts. */
  last: { readonly key: string; readonly steps: UseSteps; readonly play: PlayedSeats } | null;
}

/**
 * Plays questions one after the other. What one question loaded serves the next ones about the same days, so that
 * trying quantities out costs a play alone.
 */
export function createPlanPlayer({ current, clock, player }: { readonly current: CurrentCompany; readonly clock: Clock; readonly player: SeatPlayer }): PlanPlayer {
  const waiting = new Map<string, PlanProgress>();
  const cancelled = new Set<string>();
  let loaded: Loaded | null = null;
  let before: Promise<unknown> = Promise.resolve();

  const demandGoingOn = (requestId: string): void => {
    if (cancelled.has(requestId)) throw refuse('CANCELLED', '', 'The play was stopped.');
  };

  async function load(file: DataFile, question: PlanQuestion): Promise<Loaded> {
    const { accountId, from, to, source, requestId } = question;
    const key = JSON.stringify([accountId, from, to, source]);
    if (loaded !== null && loaded.file === file && loaded.key === key) return loaded;
    loaded = null;
    const sessions = await gatherSessions(file, { accountId, from, to, source }, (done, total) => {
      demandGoingOn(requestId);
      // Closed or locked meanwhile: this refuses.
      if (current().file !== file) throw refuse('CANCELLED', '', 'Another data file was opened.');
      waiting.set(requestId, { phase: 'reading', done, total });
    });
    waiting.set(requestId, { phase: 'playing', done: 0, total: sessions.log + sessions.plans });
    await player.load(sessions.columns);
    loaded = { file, key, sessions, last: null };
    return loaded;
  }

  async function run(question: PlanQuestion): Promise<PlayedPlan> {
    demandGoingOn(question.requestId);
    const { file } = current();
    const { account, licenses, paid, nextBill } = pooledLicenses(file, question.accountId, clock.now());
    const tried = byPool((type) => question.quantities[type] ?? paid[type]);
    const ready = await load(file, question);
    demandGoingOn(question.requestId);
    const key = JSON.stringify(tried);
    if (ready.last?.key !== key) {
      const steps = useSteps(ready.sessions.start, ready.sessions.end);
      ready.last = { key, steps, play: await player.play(tried, steps) };
    }
    return { file, account, licenses, paid, nextBill, tried, sessions: ready.sessions, ...ready.last };
  }

  return {
    play(question) {
      demandRange(question);
      const { requestId } = question;
      waiting.set(requestId, { phase: 'reading', done: 0, total: 0 });
      const answer = before
        .then(() => run(question))
        .catch((error: unknown) => {
          // The thread was ended under it.
          demandGoingOn(requestId);
          throw error;
        })
        .finally(() => {
          waiting.delete(requestId);
          cancelled.delete(requestId);
        });
      before = answer.catch(() => undefined);
      return answer;
    },
    progress: (requestId) => waiting.get(requestId) ?? null,
    cancel(requestId) {
      const progress = waiting.get(requestId);
      if (progress === undefined) return;
      cancelled.add(requestId);
      if (progress.phase === 'playing') {
        loaded = null;
        player.stop();
      }
    },
    forget() {
      loaded = null;
    },
    stop() {
      loaded = null;
      player.stop();
    },
  };
}

function demandRange({ from, to }: PlanQuestion): void {
  if (to < from) throw refuse('BAD_INPUT', '/to', 'The last day is before the first.');
  if (to > addDays(from, LONGEST_RANGE_DAYS - 1)) throw refuse('BAD_INPUT', '/to', `This is more than ${LONGEST_RANGE_DAYS} days. Choose fewer.`);
}
