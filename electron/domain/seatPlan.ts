import { playSessions, type SeatCounts, type SeatPlay } from './seatPool.ts';
import { seatTimeline, type Holdings, type SeatSession } from './seatTimeline.ts';

export interface SeatPlan extends SeatPlay {
  /** The smallest quantities with which no pool is ever empty. */
  readonly needed: SeatCounts;
}

/**
 * Plays sessions against the quantities, and says which would do (SPEC section 5). What is needed is the most held
 * at one time with every pool but `recordingPort` unlimited: recording ports are a choice, since a recording falls
 * back on a flex port. Sessions that fail for want of an assignment hold no seat in either play.
 */
export function planSeats(sessions: readonly SeatSession[], quantities: SeatCounts, holdings: Holdings): SeatPlan {
  const timeline = seatTimeline(sessions, holdings);
  const unlimited: SeatCounts = {
    powerDialer: Infinity,
    flexPort: Infinity,
    inbound: Infinity,
    fax: Infinity,
    recordingPort: quantities.recordingPort,
  };
  return { ...playSessions(timeline, quantities), needed: playSessions(timeline, unlimited).peak };
}
