import { automaticNotices } from '../services/notices.ts';
import type { AutomaticNotice } from '../services/notices.ts';
import type { AutomaticEvent, Tell } from '../services/ports/outside.ts';

export type { AutomaticNotice };

export interface NoticeBoard {
  /** Keeps an event until the run is over. */
  readonly tell: Tell;
  /** Hands what was told to whoever listens, once. */
  hand(signedIn: boolean): void;
  listen(listener: (notices: readonly AutomaticNotice[]) => void): () => void;
}

/** Gathers what one run of the billing system tells, so that many events of a kind become one notice. */
export function createNoticeBoard(): NoticeBoard {
  const listeners = new Set<(notices: readonly AutomaticNotice[]) => void>();
  let told: AutomaticEvent[] = [];
  return {
    tell: (event) => void told.push(event),
    hand(signedIn) {
      if (told.length === 0) return;
      const notices = automaticNotices(told, signedIn);
      told = [];
      for (const listener of listeners) listener(notices);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
