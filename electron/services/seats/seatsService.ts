import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Topic } from '../../../shared/bridge.ts';
import type { seatContracts } from '../../../shared/contracts/seats.ts';
import { localDay } from '../../domain/localTime.ts';
import type { FileOutput } from '../ports/outside.ts';
import type { SeatPlayer } from '../ports/seats.ts';
import { refuse } from '../refusals.ts';
import { createBoardService } from './boardService.ts';
import type { BoardService } from './boardService.ts';
import { filterLockouts, lockoutOutput } from './lockoutRows.ts';
import { lockoutsCsv } from './lockoutsCsv.ts';
import { planOutput } from './planOutput.ts';
import { createPlanPlayer } from './playedPlan.ts';
import type { PlayedPlan } from './playedPlan.ts';
import { createShiftPlanService } from './shiftPlanService.ts';
import type { SeatNeeds, ShiftPlanService } from './shiftPlanService.ts';
import { sizePorts } from './sizing.ts';
import { startingRange } from './startingRange.ts';

type Contracts = typeof seatContracts;
type In<R extends keyof Contracts> = z.output<Contracts[R]['input']>;
type Out<R extends keyof Contracts> = z.output<Contracts[R]['output']>;
type Csv = { readonly fileName: string; readonly chunks: AsyncIterable<string> };

export interface SeatsService extends ShiftPlanService, BoardService {
  readonly sessionLogs: () => Out<'seats.sessionLogs'>;
  readonly removeSessionLog: (input: In<'seats.removeSessionLog'>) => Out<'seats.removeSessionLog'>;
  readonly plan: (input: In<'seats.plan'>) => Promise<Out<'seats.plan'>>;
  readonly peaks: (input: In<'seats.peaks'>) => Promise<Out<'seats.peaks'>>;
  readonly planProgress: (input: In<'seats.planProgress'>) => Out<'seats.planProgress'>;
  readonly cancelPlan: (input: In<'seats.cancelPlan'>) => Out<'seats.cancelPlan'>;
  readonly lockouts: (input: In<'seats.lockouts'>) => Promise<Out<'seats.lockouts'>>;
  readonly saveLockoutsCsv: (input: In<'seats.saveLockoutsCsv'>) => Promise<Out<'seats.saveLockoutsCsv'>>;
  /** What `saveLockoutsCsv` writes, for a host that sends it to its browser. */
  readonly csv: (input: In<'seats.saveLockoutsCsv'>) => Csv;
  readonly sizing: (input: In<'seats.sizing'>) => Out<'seats.sizing'>;
  /** Told of every change, so that no play is of data that is not so any more. */
  readonly changed: (topics: readonly Topic[]) => void;
  readonly stop: () => void;
}

export interface SeatsNeeds extends SeatNeeds {
  readonly player: SeatPlayer;
  readonly output: Pick<FileOutput, 'saveText'>;
}

/** What a play was made from. The board changes nothing of it. */
const PLAYED_FROM: ReadonlySet<Topic> = new Set(['app', 'accounts', 'users', 'seats']);

/** Seats: the planner, its sessions and shift plans, sizing, and the live board (SPEC section 5). */
export function createSeatsService(needs: SeatsNeeds): SeatsService {
  const { current, clock, publish, player, output } = needs;
  const plans = createPlanPlayer({ current, clock, player });

  const csvOf = (played: PlayedPlan, filter: In<'seats.lockouts'>['filter']): AsyncIterable<string> =>
    lockoutsCsv(played.sessions, played.play, filterLockouts(played.sessions, played.play, filter), played.tried, played.file.company.timeZone);
  const fileName = (companyName: string, { from, to }: In<'seats.saveLockoutsCsv'>): string =>
    `${companyName.replace(/[^\p{L}\p{N} ._-]/gu, '_')} lockouts ${from} to ${to}.csv`;

  return {
    ...createShiftPlanService(needs),
    ...createBoardService(needs),
    sessionLogs: () => {
      const { file } = current();
      const day = (moment: number): string => localDay(moment, file.company.timeZone);
      return {
        logs: file.toolSessions.logs().map(({ id, fileName: name, at, sessions, first, last }) => ({
          id,
          fileName: name,
          at: new Date(at).toISOString(),
          sessions,
          first: day(first ?? at),
          last: day(last ?? at),
        })),
        ranges: file.accounts.all().map(({ id }) => ({ accountId: id, ...startingRange(file, id, clock.now()) })),
      };
    },
    removeSessionLog: ({ id }) => {
      const { file, operator } = current();
      const log = file.toolSessions.logs().find((each) => each.id === id);
      if (log === undefined) throw refuse('NOT_FOUND', '/id', 'This session log is not there any more.');
      file.write((tx) => {
        file.toolSessions.removeLogTx(tx, id);
        file.activity.appendTx(tx, {
          at: clock.now(),
          operatorId: operator.id,
          who: `${operator.firstName} ${operator.lastName}`,
          what: `Removed the session log ${log.fileName}`,
          accountId: null,
          changes: [{ label: 'Sessions', before: String(log.sessions), after: null }],
        });
      });
      publish(['seats', 'activity']);
      return {};
    },
    plan: async (input) => planOutput(await plans.play(input)),
    peaks: async ({ accountId }) => {
      const range = startingRange(current().file, accountId, clock.now());
      const { licenses, sessions, play } = await plans.play({ accountId, ...range, quantities: {}, requestId: randomUUID() });
      return { ...range, peaks: sessions.log + sessions.plans === 0 ? [] : licenses.map(({ type }) => ({ type, peak: play.peak[type] })) };
    },
    planProgress: ({ requestId }) => ({ progress: plans.progress(requestId) }),
    cancelPlan: ({ requestId }) => {
      plans.cancel(requestId);
      return {};
    },
    lockouts: async ({ filter, offset, limit, ...question }) => {
      const { sessions, play, tried } = await plans.play(question);
      const places = filterLockouts(sessions, play, filter);
      return {
        lockouts: [...places.subarray(offset, offset + limit)].map((place) => lockoutOutput(sessions, play, place, tried)),
        count: places.length,
      };
    },
    saveLockoutsCsv: async (input) => {
      const { filter, ...question } = input;
      const played = await plans.play(question);
      return { path: await output.saveText(fileName(played.file.company.name, input), csvOf(played, filter), 'csv') };
    },
    csv: (input) => {
      const { filter, ...question } = input;
      return {
        fileName: fileName(current().file.company.name, input),
        chunks: (async function* () {
          yield* csvOf(await plans.play(question), filter);
        })(),
      };
    },
    sizing: sizePorts,
    changed: (topics) => {
      if (topics.some((topic) => PLAYED_FROM.has(topic))) plans.forget();
    },
    stop: () => plans.stop(),
  };
}
