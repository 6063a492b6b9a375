import { defineStore } from 'pinia';
import { nextTick, ref } from 'vue';

/** Sentences for those who do not see the screen change. Shown by LiveRegions, once a window. */
export const useAnnouncer = defineStore('announcer', () => {
  const polite = ref('');
  const urgent = ref('');

  /** Says a sentence when the reader is free; `urgent` at once, for what stops money or work. */
  async function say(sentence: string, level: 'polite' | 'urgent' = 'polite'): Promise<void> {
    const region = level === 'polite' ? polite : urgent;
    // Emptied first, because the same sentence twice would not be a change.
    region.value = '';
    await nextTick();
    region.value = sentence;
  }

  /** Nothing of what was said is left for whoever comes next. */
  function forget(): void {
    polite.value = '';
    urgent.value = '';
  }

  return { polite, urgent, say, forget };
});
