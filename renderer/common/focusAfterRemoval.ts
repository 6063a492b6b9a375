import { nextTick } from 'vue';

/**
 * After an entry of a list was removed with its button, which had the focus: gives it to the button (`.removes`) of
 * the entry that took its place, else to the last one's, else to what adds one (`.adds`).
 */
export async function focusAfterRemoval(list: HTMLElement | null, index: number): Promise<void> {
  await nextTick();
  const buttons = [...(list?.querySelectorAll<HTMLElement>('.removes') ?? [])];
  (buttons[index] ?? buttons.at(-1) ?? list?.querySelector<HTMLElement>('.adds'))?.focus();
}
