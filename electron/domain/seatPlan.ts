import { playSessions, type SeatCounts, type SeatPlay } from './seatPool.ts';
import { seatColumns, seatTimeline, type Holdings, type SeatSession, type SeatTimeline } from './seatTimeline.ts';

export interface SeatPlan extends SeatPlay {
  /** The smallest quantities with which no pool is ever empty. */
  readonly needed: SeatCounts;
  /** As `peakBy`: who first needs as many. */
  readonly neededBy: SeatPlay['peakBy'];
  /** As `use`, with every pool but `recordingPort` unlimited: what people wanted. */
  readonly wanted: readonly SeatCounts[];
}

/**
 * Plays sessions against the quantities, and says which would do (SPEC section 5). What is needed is the most held
 * at one time with every pool but `recordingPort` unlimited: recording ports are a choice, since a recording falls
 * back on a flex port. Sessions that fail for want of an assignment hold no seat in either play.
 */
export function planSeats(sessions: readonly SeatSession[], quantities: SeatCounts, holdings: Holdings): SeatPlan {
  return planTimeline(seatTimeline(seatColumns(sessions, holdings)), quantities);
}

/** The same for sessions already in order; `parts` as `playSessions` takes them. */
export function planTimeline(timeline: SeatTimeline, quantities: SeatCounts, parts?: Uint32Array): SeatPlan {
  const unlimited: SeatCounts = {
    powerDialer: Infinity,
    flexPort: Infinity,
    inbound: Infinity,
    fax: Infinity,
    recordingPort: quantities.recordingPort,
  };
  const { peak: needed, peakBy: neededBy, use: wanted } = playSessions(timeline, unlimited, parts);
  return { ...playSessions(timeline, quantities, parts), needed, neededBy, wanted };
}
