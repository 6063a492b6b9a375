import { computed, onScopeDispose, ref } from 'vue';
import type { TravelStep } from '../../../../shared/values/travelEvents.ts';
import { useAnnouncer } from '../../../common/announcer.ts';
import { toBillingError } from '../../../common/billingError.ts';
import type { BillingError } from '../../../common/billingError.ts';
import { useClient } from '../../../common/client.ts';
import { formatDay, withDatesInWords } from '../../../common/format/dates.ts';
import { countOf } from '../../../common/format/numbers.ts';
import type { Output } from '../../../../shared/contracts/index.ts';

type Progress = NonNullable<Output<'timeMachine.progress'>['travel']>;

/** How often a travel is asked how far it has come. */
const ASK_MS = 150;

/** Moving the demonstration's clock: what is under way, and what came of the last move. `met` hears whose the event is that was travelled to. */
export function useTravel(met: (accountId: number) => void) {
  const client = useClient();
  const announcer = useAnnouncer();
  const going = ref<TravelStep | 'back' | null>(null);
  const progress = ref<Progress | null>(null);
  const failure = ref<BillingError | null>(null);
  const said = ref<string | null>(null);
  let timer: ReturnType<typeof setInterval> | undefined;

  const end = (): void => {
    clearInterval(timer);
    going.value = null;
    progress.value = null;
  };
  onScopeDispose(end);

  async function attempt(what: TravelStep | 'back', work: () => Promise<string>): Promise<void> {
    if (going.value !== null) return;
    going.value = what;
    failure.value = null;
    said.value = null;
    timer = setInterval(() => {
      client
        .call('timeMachine.progress', {})
        .then(({ travel }) => {
          if (going.value !== null) progress.value = travel;
        })
        // What is wrong is told by the travel's own answer.
        .catch(() => undefined);
    }, ASK_MS);
    try {
      said.value = await work();
      void announcer.say(said.value);
    } catch (thrown) {
      failure.value = toBillingError(thrown);
    } finally {
      end();
    }
  }

  return {
    going: computed(() => going.value),
    progress: computed(() => progress.value),
    failure: computed(() => failure.value),
    said: computed(() => said.value),
    forward: (to: TravelStep) =>
      attempt(to, async () => {
        const { day, cancelled, events, last, lastAccountId } = await client.call('timeMachine.forward', { to });
        if (to === 'nextEvent' && lastAccountId !== null) met(lastAccountId);
        const where = `${cancelled ? 'Stopped on' : 'Arrived on'} ${formatDay(day)}.`;
        if (events === 0 || last === null) return `${where} Nothing happened on the way.`;
        return events === 1 ? `${where} ${withDatesInWords(last)}.` : `${where} ${countOf(events, 'thing')} happened on the way.`;
      }),
    back: () =>
      attempt('back', async () => {
        await client.call('timeMachine.backToStart', {});
        return 'Back at the start: the file is as it was, and the clock is the machine’s.';
      }),
    cancel: () => void client.call('timeMachine.cancel', {}).catch(() => undefined),
  };
}
