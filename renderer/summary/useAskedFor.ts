import { watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Runs the work of a page when the address asks for it by name, as a command does that leads to the page; once each time. */
export function useAskedFor(work: Readonly<Record<string, () => void>>): void {
  const route = useRoute();
  const router = useRouter();
  watch(
    () => route.query['do'],
    (asked) => {
      if (typeof asked !== 'string') return;
      void router.replace({ query: {} });
      work[asked]?.();
    },
    { immediate: true },
  );
}
