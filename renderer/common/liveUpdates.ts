import { useQueryCache } from '@pinia/colada';
import { onScopeDispose } from 'vue';
import type { Bridge, Topic } from '../../shared/bridge.ts';
import { QUERY_TOPICS } from './queries.ts';
import type { AppState } from './queries.ts';

/**
 * Keeps a window true to the data file: after each commit the queries of the topics named are read again. Menu
 * commands of the desktop go to `onCommand`. Stops with the scope it is called in.
 */
export function useLiveUpdates(bridge: Bridge, onCommand: (command: string) => void): void {
  const cache = useQueryCache();
  const refresh = async (changed: ReadonlySet<Topic>): Promise<void> => {
    if (changed.has('app')) await cache.invalidateQueries({ key: ['app'] });
    // With no file open, or nobody signed in, nothing else can be read; opening and signing in make everything old.
    const readable = (cache.getQueryData<AppState>(['app'])?.file?.operator ?? null) !== null;
    for (const [name, topics] of Object.entries(QUERY_TOPICS)) {
      if (name === 'app' || !topics.some((topic) => changed.has(topic))) continue;
      // A query that fails keeps its error for its own view to show.
      cache.invalidateQueries({ key: [name] }, readable).catch(() => undefined);
    }
  };
  const stop = bridge.on((event) => {
    if (event.type === 'command') {
      onCommand(event.command);
      return;
    }
    refresh(new Set(event.change.topics)).catch(() => undefined);
  });
  onScopeDispose(stop);
}
