import { onScopeDispose } from 'vue';

/** Asks before the window is closed or reloaded over what is not saved: a browser asks by itself, the desktop is asked to. */
export function useDraftGuard(dirty: () => boolean): void {
  const leaving = (event: BeforeUnloadEvent): void => {
    if (dirty()) event.preventDefault();
  };
  window.addEventListener('beforeunload', leaving);
  onScopeDispose(() => {
    window.removeEventListener('beforeunload', leaving);
  });
}
