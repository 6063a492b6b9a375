import { useInfiniteQuery, useQuery } from '@pinia/colada';
import { computed, onScopeDispose, ref, toValue, watch } from 'vue';
import type { MaybeRefOrGetter } from 'vue';
import type { Input, Output } from '../../../../shared/contracts/index.ts';
import { useClient } from '../../../common/client.ts';

export type SeatPlan = Output<'seats.plan'>;
export type SeatPoolRow = SeatPlan['pools'][number];
export type ShiftPlan = Output<'seats.shiftPlans'>['plans'][number];
export type SessionLog = Output<'seats.sessionLogs'>['logs'][number];
export type Lockout = Output<'seats.lockouts'>['lockouts'][number];
export type LockoutFilter = Input<'seats.lockouts'>['filter'];
export type Board = Output<'seats.board'>;
export type PlanProgress = NonNullable<Output<'seats.planProgress'>['progress']>;
export type PlanQuestion = Omit<Input<'seats.plan'>, 'requestId'>;

const WINDOW = 50;
const PROGRESS_MS = 250;

export function useShiftPlans(accountId: MaybeRefOrGetter<number>) {
  const client = useClient();
  return useQuery({ key: () => ['seats', 'shiftPlans', toValue(accountId)], query: () => client.call('seats.shiftPlans', { accountId: toValue(accountId) }) });
}

export function useSessionLogs() {
  const client = useClient();
  return useQuery({ key: ['seats', 'logs'], query: () => client.call('seats.sessionLogs', {}) });
}

export function useBoard(accountId: MaybeRefOrGetter<number>) {
  const client = useClient();
  return useQuery({ key: () => ['seatBoard', toValue(accountId)], query: () => client.call('seats.board', { accountId: toValue(accountId) }) });
}

/**
 * A play, read again whenever what it was made from changes. A newer question stops the one before; `progress` is how
 * far a long one is, null for a short one.
 */
export function useSeatPlan(question: MaybeRefOrGetter<PlanQuestion>) {
  const client = useClient();
  const progress = ref<PlanProgress | null>(null);
  let requestId: string | null = null;

  const cancel = (): void => {
    if (requestId !== null) void client.call('seats.cancelPlan', { requestId }).catch(() => undefined);
  };

  const query = useQuery({
    key: () => ['seats', 'plan', JSON.stringify(toValue(question))],
    query: async () => {
      const mine = crypto.randomUUID();
      requestId = mine;
      const poll = setInterval(() => {
        client.call('seats.planProgress', { requestId: mine }).then(
          (answer) => {
            if (requestId === mine) progress.value = answer.progress;
          },
          () => undefined,
        );
      }, PROGRESS_MS);
      try {
        return await client.call('seats.plan', { ...toValue(question), requestId: mine });
      } finally {
        clearInterval(poll);
        if (requestId === mine) {
          requestId = null;
          progress.value = null;
        }
      }
    },
    // What was there stays until the answer comes, so that nothing jumps.
    placeholderData: (previous) => previous,
  });
  watch(() => JSON.stringify(toValue(question)), cancel, { flush: 'sync' });
  onScopeDispose(cancel);
  return { ...query, progress, cancel };
}

/** The lockouts of a play in windows. */
export function useLockouts(question: MaybeRefOrGetter<PlanQuestion>, filter: MaybeRefOrGetter<LockoutFilter>) {
  const client = useClient();
  const query = useInfiniteQuery<Output<'seats.lockouts'>, Error, number>({
    key: () => ['seats', 'lockouts', JSON.stringify([toValue(question), toValue(filter)])],
    query: ({ pageParam }) =>
      client.call('seats.lockouts', { ...toValue(question), filter: toValue(filter), requestId: crypto.randomUUID(), offset: pageParam, limit: WINDOW }),
    initialPageParam: 0,
    getNextPageParam: (_last, all) => {
      const shown = all.reduce((sum, page) => sum + page.lockouts.length, 0);
      return shown < (all[0]?.count ?? 0) ? shown : null;
    },
    placeholderData: (previous) => previous,
  });
  const lockouts = computed(() => query.data.value?.pages.flatMap((page) => page.lockouts) ?? []);
  const count = computed(() => query.data.value?.pages[0]?.count ?? 0);
  return { ...query, lockouts, count };
}
