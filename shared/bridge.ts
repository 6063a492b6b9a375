import type { Envelope } from './errors.ts';

/** What changed, without the data: windows re-read what they show (one topic an area). */
export const TOPICS = ['app', 'accounts', 'receipts', 'users', 'seats', 'seatBoard', 'activity', 'data'] as const;
export type Topic = (typeof TOPICS)[number];

export interface Change {
  readonly topics: readonly Topic[];
  /** Grows with each change, so that a window can tell a late message from a new one. */
  readonly revision: number;
}

/** Sent by the host to a window: something changed, or the person chose a menu command. */
export type HostEvent =
  | { readonly type: 'changed'; readonly change: Change }
  | { readonly type: 'command'; readonly command: string };

/**
 * The two functions a window has to reach the application. The desktop preload and the loopback host each give
 * one; nothing else crosses.
 */
export interface Bridge {
  readonly host: 'desktop' | 'browser';
  invoke(route: string, input: unknown): Promise<Envelope<unknown>>;
  /** Returns the function that stops listening. */
  on(listener: (event: HostEvent) => void): () => void;
}

declare global {
  interface Window {
    readonly billingDesk?: Bridge;
  }
}
