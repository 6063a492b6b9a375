import { computed, reactive, ref, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import type { Input, Output } from '../../../shared/contracts/index.ts';
import { assertNever } from '../../../shared/values/assertNever.ts';
import { useAnnouncer } from '../../common/announcer.ts';
import { BillingError, toBillingError } from '../../common/billingError.ts';
import { useClient } from '../../common/client.ts';
import { formatMoney } from '../../common/format/money.ts';
import { formatReceiptNumber } from '../../common/format/numbers.ts';
import { pathOfCell } from './assignments.ts';
import type { Draft, SentDraft } from './useDraft.ts';
import type { Preview } from './usePreview.ts';

export type AcceptOutcome = Output<'billingManager.accept'>;

export type AcceptState =
  | { readonly status: 'idle' }
  | { readonly status: 'sending' }
  | { readonly status: 'answered'; readonly outcome: AcceptOutcome }
  | { readonly status: 'refused'; readonly error: BillingError }
  /** No answer from Billing Desk itself: the wish may have been done. Asking again is safe. */
  | { readonly status: 'unheard'; readonly error: BillingError };

/** What one asks for with Accept, with the id that makes it count once, and the draft that it was made from. */
interface Wish {
  readonly input: Input<'billingManager.accept'>;
  readonly draft: SentDraft;
}

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

/**
 * Accept: names, funding source, the call with its id and the figures that `preview` shows, and what came of it.
 * `view`: the account as it was read last, which tells when a payment that was not settled at once may be.
 */
export function useAccept(accountId: number, draft: Draft, preview: Preview, view: Readonly<Ref<{ readonly openCharge: unknown }>>, refresh: () => void) {
  const client = useClient();
  const announcer = useAnnouncer();
  const state = shallowRef<AcceptState>({ status: 'idle' });
  const firstName = ref('');
  const lastName = ref('');
  const fundingSourceId = ref<number | null>(null);
  /** No answer came: only this very call, id and all, may be made again, for it never counts twice. */
  let unheard: Wish | null = null;
  /** Sent, and its payment not settled yet. What it buys stands in the draft until then, and must not be bought again. */
  const unsettled = shallowRef<Wish | null>(null);
  /** What was typed beside what was accepted, as it was when the answer came. */
  let writtenWhenAnswered = '';

  async function accept(): Promise<void> {
    if (state.value.status === 'sending' || state.value.status === 'unheard') return;
    await send({
      input: {
        commandId: crypto.randomUUID(),
        accountId,
        revision: draft.revision,
        draft: { quantities: { ...draft.quantities }, assignments: [...draft.assignments], products: draft.orders.map(({ order }) => order) },
        ...(preview.result === null ? {} : { shown: { chargedNow: preview.result.chargedNow.total, monthly: preview.result.recurring.total } }),
        ...(fundingSourceId.value === null ? {} : { fundingSourceId: fundingSourceId.value }),
        firstName: firstName.value,
        lastName: lastName.value,
      },
      draft: draft.send(),
    });
  }
  async function tryAgain(): Promise<void> {
    if (state.value.status === 'unheard' && unheard !== null) await send(unheard);
  }

  async function send(wish: Wish): Promise<void> {
    state.value = { status: 'sending' };
    unheard = null;
    try {
      const outcome = await client.call('billingManager.accept', wish.input);
      unsettled.value = outcome.status === 'pending' || outcome.status === 'beingChecked' ? wish : null;
      end(outcome, wish.draft);
      tell(outcome);
    } catch (thrown) {
      const refused = toBillingError(thrown);
      const error = new BillingError({ code: refused.code, message: refused.message, path: pathOfCell(refused.path, wish.input.draft.assignments ?? []) });
      const noAnswer = error.code === 'CONNECTION_LOST' || error.code === 'INTERNAL';
      if (noAnswer) unheard = wish;
      state.value = { status: noAnswer ? 'unheard' : 'refused', error };
      void announcer.say(error.message, 'urgent');
    }
    refresh();
  }

  function end(outcome: AcceptOutcome, sent: SentDraft): void {
    if (outcome.status === 'accepted') {
      draft.settle(sent);
      firstName.value = '';
      lastName.value = '';
    }
    writtenWhenAnswered = outcome.status === 'accepted' ? draft.written : '';
  }
  function tell(outcome: AcceptOutcome): void {
    state.value = { status: 'answered', outcome };
    void announcer.say(sentenceOf(outcome), outcome.status === 'accepted' ? 'polite' : 'urgent');
  }

  /** The same wish once more tells what came of its payment, and does nothing. */
  async function askWhatCame(): Promise<void> {
    const asked = unsettled.value;
    if (asked === null) return;
    // Where no answer comes, the account is read again, too.
    const outcome = await client.call('billingManager.accept', asked.input).catch(() => null);
    if (outcome === null || unsettled.value !== asked || outcome.status === 'pending' || outcome.status === 'beingChecked') return;
    unsettled.value = null;
    end(outcome, asked.draft);
    // Who asked by hand, or went on, has been told that it went through.
    if (outcome.status === 'declined' || state.value.status === 'answered') tell(outcome);
    refresh();
  }
  watch(view, ({ openCharge }) => {
    if (openCharge === null) void askWhatCame();
  });

  // A refusal speaks of what was typed then; it goes when that is changed, and an outcome when something else is typed.
  watch([() => draft.written, firstName, lastName, fundingSourceId], () => {
    if (state.value.status === 'refused') state.value = { status: 'idle' };
    if (state.value.status === 'answered' && draft.dirty && draft.written !== writtenWhenAnswered) state.value = { status: 'idle' };
  });

  function dismiss(): void {
    state.value = { status: 'idle' };
  }

  return reactive({ state, settling: computed(() => unsettled.value !== null), firstName, lastName, fundingSourceId, accept, tryAgain, dismiss });
}

export type Accept = ReturnType<typeof useAccept>;
