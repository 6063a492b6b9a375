import type { TravelEvent } from '../../../shared/values/travelEvents.ts';
import type { Tx } from './transaction.ts';

/** A demonstration that was moved forward in time (SPEC section 12). */
export interface JourneyRecord {
  /** When it began, by the clock of then: epoch milliseconds. */
  readonly beganAt: number;
  /** Milliseconds by which the file's clock is ahead of the machine's. */
  readonly ahead: number;
}

export interface TravelEventRecord {
  readonly at: number;
  readonly kind: TravelEvent;
  readonly accountId: number;
  /** One sentence. */
  readonly sentence: string;
  readonly receiptNumber: number | null;
}

export interface TimeTravel {
  /** Null while the file's clock is the machine's own. */
  journey(): JourneyRecord | null;
  saveTx(tx: Tx, journey: JourneyRecord): void;
  /** Newest first. */
  events(limit: number): readonly TravelEventRecord[];
  eventCount(): number;
  /** Those of one kind on one account, oldest first. */
  eventsOf(accountId: number, kind: TravelEvent): readonly TravelEventRecord[];
  appendTx(tx: Tx, happened: readonly TravelEventRecord[]): void;
}
