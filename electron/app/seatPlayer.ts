import { Worker } from 'node:worker_threads';
import type { SeatCounts } from '../domain/seatPool.ts';
import type { SeatColumns } from '../domain/seatTimeline.ts';
import type { UseSteps } from '../domain/seatUse.ts';
import type { PlayedSeats, SeatPlayer } from '../services/ports/seats.ts';
import { workerFile } from './workerFile.ts';

type Work =
  | { readonly do: 'load'; readonly columns: SeatColumns }
  | { readonly do: 'play'; readonly quantities: SeatCounts; readonly steps: UseSteps };

/** What goes to the other thread, and what comes back. */
export interface SeatRequest {
  readonly id: number;
  readonly work: Work;
}
export type SeatAnswer = { readonly id: number; readonly played: PlayedSeats | null } | { readonly id: number; readonly failed: string };

/** Plays in a worker thread, which is started when it is first needed and ended by `stop`. */
export function createSeatPlayer(): SeatPlayer {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, { resolve: (played: PlayedSeats | null) => void; reject: (error: Error) => void }>();

  const end = (reason: Error): void => {
    void worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };

  const start = (): Worker => {
    const started = new Worker(workerFile('seatWorker'));
    // A thread that waits for work must not keep the application from ending.
    started.unref();
    started.on('message', (answer: SeatAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('failed' in answer) asked?.reject(new Error(answer.failed));
      else asked?.resolve(answer.played);
    });
    started.on('error', (error) => {
      if (worker === started) end(error);
    });
    return started;
  };

  const ask = (work: Work): Promise<PlayedSeats | null> =>
    new Promise((resolve, reject) => {
      worker ??= start();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, work } satisfies SeatRequest);
    });

  return {
    load: async (columns) => {
      await ask({ do: 'load', columns });
    },
    play: async (quantities, steps) => {
      const played = await ask({ do: 'play', quantities, steps });
      if (played === null) throw new Error('The play gave no answer.');
      return played;
    },
    stop: () => end(new Error('The play was stopped.')),
  };
}
