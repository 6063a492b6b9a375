import { onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { toBillingError } from '../../common/billingError.ts';
import type { BillingError } from '../../common/billingError.ts';
import { useClient } from '../../common/client.ts';
import type { DraftPreview } from '../../common/queries.ts';
import type { Draft } from './useDraft.ts';

const TYPING_MS = 80;

/**
 * What Accept would do, worked out by the application as one types. The latest question wins; the last answer stays on
 * screen until the next one is there, and `current` says whether it belongs to what is typed now.
 */
export function usePreview(accountId: number, draft: Draft, revision: () => number | undefined) {
  const client = useClient();
  const result = shallowRef<DraftPreview | null>(null);
  const error = shallowRef<BillingError | null>(null);
  const current = ref(false);
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    const question = ++asked;
    try {
      const answer = await client.call('billingManager.preview', { accountId, draft: { quantities: draft.quantities } });
      if (question !== asked) return;
      result.value = answer;
      error.value = null;
    } catch (thrown) {
      if (question !== asked) return;
      error.value = toBillingError(thrown);
    }
    current.value = true;
  }
  function askSoon(): void {
    current.value = false;
    asked += 1;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), TYPING_MS);
  }

  watch(
    [() => JSON.stringify(draft.quantities), revision],
    ([, known]) => {
      if (known !== undefined) askSoon();
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));

  return reactive({ result, error, current, retry: askSoon });
}

export type Preview = ReturnType<typeof usePreview>;
