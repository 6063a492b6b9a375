import { defineStore } from 'pinia';
import { onScopeDispose, ref } from 'vue';
import { isKeyOf } from '../../../shared/commands.ts';
import type { CommandId } from '../../../shared/commands.ts';

const STORAGE_KEY = 'billing-desk.shortcuts';

/** Single keys can be switched off, as people who dictate need it (WCAG 2.1.4). */
export const useShortcutSetting = defineStore('shortcutSetting', () => {
  const on = ref(localStorage.getItem(STORAGE_KEY) !== 'off');
  function set(next: boolean): void {
    on.value = next;
    localStorage.setItem(STORAGE_KEY, next ? 'on' : 'off');
  }
  return { on, set };
});

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]');
}

/** Gives shortcuts their work, told the key that was pressed, while the calling component lives. They rest while one types or a dialog is open. */
export function useShortcuts(handlers: Partial<Record<CommandId, (key: string) => void>>): void {
  const setting = useShortcutSetting();
  const pressed = (event: KeyboardEvent): void => {
    if (!setting.on || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
    for (const [id, handler] of Object.entries(handlers)) {
      // Keys of `handlers` are CommandIds by its type.
      if (!isKeyOf(id as CommandId, event.key)) continue;
      event.preventDefault();
      handler(event.key);
      return;
    }
  };
  document.addEventListener('keydown', pressed);
  onScopeDispose(() => {
    document.removeEventListener('keydown', pressed);
  });
}
