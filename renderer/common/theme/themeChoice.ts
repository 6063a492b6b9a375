import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { useClient } from '../client.ts';

export const THEME_CHOICES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const STORAGE_KEY = 'billing-desk.theme';

/** Reads what was stored; anything unknown means following the system. */
export function toThemeChoice(stored: string | null): ThemeChoice {
  return THEME_CHOICES.find((choice) => choice === stored) ?? 'system';
}

/** The choice after this one, round and round. */
export function nextTheme(choice: ThemeChoice): ThemeChoice {
  return THEME_CHOICES[(THEME_CHOICES.indexOf(choice) + 1) % THEME_CHOICES.length] ?? 'system';
}

/** Light, dark or as the system has it. Remembered on this machine; every open window follows a change at once. */
export const useTheme = defineStore('theme', () => {
  const client = useClient();
  const system = matchMedia('(prefers-color-scheme: dark)');
  const systemDark = ref(system.matches);
  const choice = ref(toThemeChoice(localStorage.getItem(STORAGE_KEY)));
  const dark = computed(() => (choice.value === 'system' ? systemDark.value : choice.value === 'dark'));

  system.addEventListener('change', (event) => {
    systemDark.value = event.matches;
  });
  // The event reaches the other windows only, which is how they follow.
  window.addEventListener('storage', (event) => {
    if (event.key === STORAGE_KEY) choice.value = toThemeChoice(event.newValue);
  });
  watch(
    dark,
    (isDark) => {
      document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
    },
    { immediate: true, flush: 'sync' },
  );

  function choose(next: ThemeChoice): void {
    choice.value = next;
    localStorage.setItem(STORAGE_KEY, next);
    // Not heard: then its menu and its next window are in the old theme, which loses nothing.
    if (client.host === 'desktop') client.call('window.chooseTheme', { theme: next }).catch(() => undefined);
  }

  return { choice, dark, choose };
});
