import type { HostEvent, Topic } from '../../shared/bridge.ts';

export interface Publisher {
  /** Tells every listener what changed. Call it after the commit, never inside the transaction. */
  changed(topics: readonly Topic[]): void;
  /** Returns the function that stops listening. */
  listen(listener: (event: HostEvent) => void): () => void;
}

/** Hands change messages, without data, to the windows: they re-read what they show. The revision grows with each. */
export function createPublisher(log: { error(message: string, details?: unknown): void }): Publisher {
  const listeners = new Set<(event: HostEvent) => void>();
  let revision = 0;
  return {
    changed(topics) {
      if (topics.length === 0) return;
      revision += 1;
      const event: HostEvent = { type: 'changed', change: { topics: [...new Set(topics)], revision } };
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          // One window that went away must not keep the others from hearing.
          log.error('A listener failed', error);
        }
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
