import { onScopeDispose, useTemplateRef, watch } from 'vue';
import type { Ref } from 'vue';

/** Calls back whenever the element with the template ref `end` comes near the visible part of the window. */
export function useReachedEnd(reached: () => void): Readonly<Ref<HTMLElement | null>> {
  const end = useTemplateRef<HTMLElement>('end');
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
  return end;
}
