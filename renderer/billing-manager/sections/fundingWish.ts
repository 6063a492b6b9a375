import { computed, reactive, ref } from 'vue';
import { toBillingError } from '../../common/billingError.ts';
import type { BillingError } from '../../common/billingError.ts';
import { useCommandId } from '../../common/useAttempt.ts';

interface Authorised {
  readonly commandId: string;
  readonly accountId: number;
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * One funding source dialog's Accept: the typed name, the call, and what was refused. The same wish keeps its command id,
 * so that trying again after a lost answer does nothing twice.
 */
export function useFundingWish(accountId: number, done: (sentence: string) => void) {
  const names = reactive({ firstName: '', lastName: '' });
  const busy = ref(false);
  const failure = ref<BillingError | null>(null);
  const unheard = computed(() => failure.value?.code === 'CONNECTION_LOST' || failure.value?.code === 'INTERNAL');
  const commandIdFor = useCommandId();

  /** `what` is everything wished for beside the names; `sentence` says what was done. */
  async function accept<A>(what: unknown, call: (authorised: Authorised) => Promise<A>, sentence: string | ((answer: A) => string)): Promise<void> {
    if (busy.value) return;
    const commandId = commandIdFor([what, names]);
    busy.value = true;
    failure.value = null;
    try {
      const answer = await call({ commandId, accountId, ...names });
      done(typeof sentence === 'string' ? sentence : sentence(answer));
    } catch (thrown) {
      failure.value = toBillingError(thrown);
    } finally {
      busy.value = false;
    }
  }

  /** What was refused at a field, in its own name. */
  function problemAt(path: string, label: string): string | null {
    return failure.value?.at(path, label) ?? null;
  }

  return reactive({ names, busy, failure, unheard, accept, problemAt });
}

export type FundingWish = ReturnType<typeof useFundingWish>;
