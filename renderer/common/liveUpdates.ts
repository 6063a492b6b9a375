import { useQueryCache } from '@pinia/colada';
import { onScopeDispose } from 'vue';
import type { Bridge } from '../../shared/bridge.ts';
import { QUERY_TOPICS } from './queries.ts';

/**
 * Keeps a window true to the data file: after each commit the queries of the topics named are read again. Menu
 * commands of the desktop go to `onCommand`. Stops with the scope it is called in.
 */
export function useLiveUpdates(bridge: Bridge, onCommand: (command: string) => void): void {
  const cache = useQueryCache();
  const stop = bridge.on((event) => {
    if (event.type === 'command') {
      onCommand(event.command);
      return;
    }
    const changed = new Set<string>(event.change.topics);
    for (const [name, topics] of Object.entries(QUERY_TOPICS)) {
      // A query that fails keeps its error for its own view to show.
      if (topics.some((topic) => changed.has(topic))) cache.invalidateQueries({ key: [name] }).catch(() => undefined);
    }
  });
  onScopeDispose(stop);
}
