import { reactive, ref, shallowRef, watch } from 'vue';
import type { Output } from '../../../shared/contracts/index.ts';
import { assertNever } from '../../../shared/values/assertNever.ts';
import { useAnnouncer } from '../../common/announcer.ts';
import { BillingError, toBillingError } from '../../common/billingError.ts';
import { useClient } from '../../common/client.ts';
import { formatMoney } from '../../common/format/money.ts';
import { formatReceiptNumber } from '../../common/format/numbers.ts';
import { pathOfCell } from './assignments.ts';
import type { Draft } from './useDraft.ts';
import { wishFor } from './wish.ts';
import type { Wish } from './wish.ts';

export type AcceptOutcome = Output<'billingManager.accept'>;

export type AcceptState =
  | { readonly status: 'idle' }
  | { readonly status: 'sending' }
  | { readonly status: 'answered'; readonly outcome: AcceptOutcome }
  | { readonly status: 'refused'; readonly error: BillingError }
  /** No answer from Billing Desk itself: the wish may have been done. Asking again is safe. */
  | { readonly status: 'unheard'; readonly error: BillingError };

function sentenceOf(outcome: AcceptOutcome): string {
  switch (outcome.status) {
    case 'accepted':
      return outcome.receiptNumber === null
        ? 'Accepted. Nothing was charged.'
        : `Accepted. Receipt ${formatReceiptNumber(outcome.receiptNumber)}, ${formatMoney(outcome.total)}.`;
    case 'declined':
      return `Declined: ${outcome.reason} Nothing was changed.`;
    case 'beingChecked':
      return 'No answer came. The charge is being checked.';
    case 'pending':
      return 'The payment is pending.';
    default:
      return assertNever(outcome);
  }
}

/** Accept: names, funding source, the call with its id, and what came of it. */
export function useAccept(accountId: number, draft: Draft, refresh: () => void) {
  const client = useClient();
  const announcer = useAnnouncer();
  const state = shallowRef<AcceptState>({ status: 'idle' });
  const firstName = ref('');
  const lastName = ref('');
  const fundingSourceId = ref<number | null>(null);
  let unanswered: Wish | null = null;
  /** What was typed beside what was accepted, as it was when the answer came. */
  let writtenWhenAnswered = '';

  async function accept(): Promise<void> {
    if (state.value.status === 'sending') return;
    const wish = wishFor(
      {
        accountId,
        revision: draft.revision,
        draft: { quantities: { ...draft.quantities }, assignments: [...draft.assignments], products: draft.orders.map(({ order }) => order) },
        ...(fundingSourceId.value === null ? {} : { fundingSourceId: fundingSourceId.value }),
        firstName: firstName.value,
        lastName: lastName.value,
      },
      unanswered,
      () => crypto.randomUUID(),
    );
    const sent = draft.send();
    state.value = { status: 'sending' };
    try {
      const outcome = await client.call('billingManager.accept', wish.input);
      unanswered = null;
      if (outcome.status === 'accepted') {
        draft.settle(sent);
        firstName.value = '';
        lastName.value = '';
      }
      writtenWhenAnswered = outcome.status === 'accepted' ? draft.written : '';
      state.value = { status: 'answered', outcome };
      void announcer.say(sentenceOf(outcome), outcome.status === 'accepted' ? 'polite' : 'urgent');
    } catch (thrown) {
      const refused = toBillingError(thrown);
      const error = new BillingError({ code: refused.code, message: refused.message, path: pathOfCell(refused.path, wish.input.draft.assignments ?? []) });
      const unheard = error.code === 'CONNECTION_LOST' || error.code === 'INTERNAL';
      unanswered = unheard ? wish : null;
      state.value = { status: unheard ? 'unheard' : 'refused', error };
      void announcer.say(error.message, 'urgent');
    }
    refresh();
  }

  // A refusal speaks of what was typed then; it goes when that is changed, and an outcome when something else is typed.
  watch([() => draft.written, firstName, lastName, fundingSourceId], () => {
    if (state.value.status === 'refused') state.value = { status: 'idle' };
    if (state.value.status === 'answered' && draft.dirty && draft.written !== writtenWhenAnswered) state.value = { status: 'idle' };
  });

  function dismiss(): void {
    state.value = { status: 'idle' };
  }

  return reactive({ state, firstName, lastName, fundingSourceId, accept, dismiss });
}

export type Accept = ReturnType<typeof useAccept>;
