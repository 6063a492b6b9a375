import { parentPort } from 'node:worker_threads';
import { POOLED_TYPES } from '../../shared/values/licenseTypes.ts';
import { planTimeline } from '../domain/seatPlan.ts';
import type { Lockout } from '../domain/seatPool.ts';
import { deniedCode, eventsBefore, seatTimeline } from '../domain/seatTimeline.ts';
import type { SeatTimeline } from '../domain/seatTimeline.ts';
import { partStarts, useByPool } from '../domain/seatUse.ts';
import type { PlayedSeats } from '../services/ports/seats.ts';
import type { SeatAnswer, SeatRequest } from './seatPlayer.ts';

/* The other thread of the Seat Planner: keeps the sessions loaded last in order, and plays them. */

let timeline: SeatTimeline | null = null;

function answer({ work }: SeatRequest): PlayedSeats | null {
  if (work.do === 'load') {
    timeline = seatTimeline(work.columns);
    return null;
  }
  if (timeline === null) throw new Error('No sessions are loaded.');
  const { peak, needed, neededBy, use, wanted, lockouts } = planTimeline(timeline, work.quantities, eventsBefore(timeline, partStarts(work.steps)));
  return {
    peak,
    needed,
    neededBy,
    use: useByPool(use),
    wanted: useByPool(wanted),
    lockedOut: Uint32Array.from(lockouts, ({ session }) => session),
    causes: Uint8Array.from(lockouts, causeCode),
  };
}

function causeCode(lockout: Lockout): number {
  return lockout.cause === 'POOL_EMPTY' ? POOLED_TYPES.indexOf(lockout.license) : deniedCode(lockout);
}

parentPort?.on('message', (request: SeatRequest) => {
  const send = (message: SeatAnswer): void => parentPort?.postMessage(message);
  try {
    send({ id: request.id, played: answer(request) });
  } catch (error) {
    send({ id: request.id, failed: error instanceof Error ? error.message : String(error) });
  }
});
