import { onScopeDispose } from 'vue';
import { useClient } from '../../common/client.ts';

/**
 * Asks before a browser closes or reloads the window over a draft. Not on the desktop, where a window that refuses to
 * close would show no question and simply stay.
 */
export function useDraftGuard(dirty: () => boolean): void {
  if (useClient().host !== 'browser') return;
  const leaving = (event: BeforeUnloadEvent): void => {
    if (dirty()) event.preventDefault();
  };
  window.addEventListener('beforeunload', leaving);
  onScopeDispose(() => {
    window.removeEventListener('beforeunload', leaving);
  });
}
