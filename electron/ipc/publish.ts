import type { HostEvent, Topic } from '../../shared/bridge.ts';

export interface Publisher {
  /** Keeps back what changes until the function it returns is called, and tells it then, all at once. */
  hold(): () => void;
  /** Tells every listener what changed. Call it after the commit, never inside the transaction. */
  changed(topics: readonly Topic[]): void;
  /** Returns the function that stops listening. */
  listen(listener: (event: HostEvent) => void): () => void;
}

/** Hands change messages, without data, to the windows: they re-read what they show. The revision grows with each. */
export function createPublisher(log: { error(message: string, details?: unknown): void }): Publisher {
  const listeners = new Set<(event: HostEvent) => void>();
  const kept = new Set<Topic>();
  let holds = 0;
  let revision = 0;
  const changed = (topics: Iterable<Topic>): void => {
    for (const topic of topics) kept.add(topic);
    if (kept.size === 0 || holds > 0) return;
    revision += 1;
    const event: HostEvent = { type: 'changed', change: { topics: [...kept], revision } };
    kept.clear();
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        // One window that went away must not keep the others from hearing.
        log.error('A listener failed', error);
      }
    }
  };
  return {
    changed,
    hold() {
      holds += 1;
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        holds -= 1;
        changed([]);
      };
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
