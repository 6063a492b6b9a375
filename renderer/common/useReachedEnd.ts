import { onScopeDispose, watch } from 'vue';
import type { Ref } from 'vue';

/** Calls back whenever the element at the list's end comes near the visible part of the window. */
export function useReachedEnd(end: Readonly<Ref<HTMLElement | null>>, reached: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) reached();
    },
    { rootMargin: '400px' },
  );
  watch(end, (element, before) => {
    if (before) observer.unobserve(before);
    if (element) observer.observe(element);
  });
  onScopeDispose(() => {
    observer.disconnect();
  });
}
