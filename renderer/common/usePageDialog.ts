import { shallowRef } from 'vue';
import { useAnnouncer } from './announcer.ts';

/** A page's one dialog at a time, and the sentence that says what came of the last one: read out, too. */
export function usePageDialog<Dialog extends { readonly dialog: string }>() {
  const announcer = useAnnouncer();
  const open = shallowRef<Dialog | { readonly dialog: 'none' }>({ dialog: 'none' });
  const done = shallowRef<string | null>(null);

  function close(): void {
    open.value = { dialog: 'none' };
  }
  function show(next: Dialog): void {
    done.value = null;
    open.value = next;
  }
  function finish(sentence: string): void {
    close();
    done.value = sentence;
    void announcer.say(sentence);
  }
  return { open, done, show, close, finish };
}
