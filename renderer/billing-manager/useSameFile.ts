import { computed, ref, watch } from 'vue';
import type { Ref } from 'vue';
import type { AppState } from '../common/queries.ts';

/** False once the data file this window was opened on is no longer the open one: account numbers mean nothing in another. */
export function useSameFile(app: Readonly<Ref<AppState | undefined>>): Readonly<Ref<boolean>> {
  const opened = ref<string | null>(null);
  watch(
    app,
    (state) => {
      opened.value ??= state?.file?.path ?? null;
    },
    { immediate: true },
  );
  return computed(() => app.value === undefined || (app.value.file !== null && app.value.file.path === (opened.value ?? app.value.file.path)));
}
