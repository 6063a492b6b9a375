import { onScopeDispose } from 'vue';

/**
 * Ctrl+K, or Cmd+K: also while one types, but not over an open dialog. On the desktop the menu has the same keys; a key that
 * was taken here does not reach it.
 */
export function usePaletteKey(open: () => void): void {
  const pressed = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    if (document.querySelector('dialog[open]') === null) open();
  };
  document.addEventListener('keydown', pressed);
  onScopeDispose(() => document.removeEventListener('keydown', pressed));
}
