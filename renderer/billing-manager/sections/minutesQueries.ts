import { useInfiniteQuery, useQuery } from '@pinia/colada';
import { computed, toValue } from 'vue';
import type { MaybeRefOrGetter } from 'vue';
import type { Output } from '../../../shared/contracts/index.ts';
import { useClient } from '../../common/client.ts';
import { WINDOW } from '../../common/queries.ts';

export type MinutesView = Output<'minutes.view'>;
export type MinutesDay = Output<'minutes.history'>['days'][number];

/** An account's dialer minutes as the Billing Manager shows them. */
export function useMinutes(accountId: number) {
  const client = useClient();
  return useQuery({ key: ['minutes', accountId, 'view'], query: () => client.call('minutes.view', { accountId }) });
}

/** Balance and use day by day, for so many days up to today. */
export function useMinutesHistory(accountId: number, days: MaybeRefOrGetter<number>) {
  const client = useClient();
  return useQuery({
    key: () => ['minutes', accountId, 'history', toValue(days)],
    query: () => client.call('minutes.history', { accountId, days: toValue(days) }),
    placeholderData: (previous) => previous,
  });
}

/** Entries of the minutes ledger, newest first, in windows that are added at the end. */
export function useMinutesLedger(accountId: number) {
  const client = useClient();
  const query = useInfiniteQuery<Output<'minutes.ledger'>, Error, { readonly id: number; readonly at: string } | null>({
    key: ['minutes', accountId, 'ledger'],
    query: ({ pageParam }) => client.call('minutes.ledger', { accountId, limit: WINDOW, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: ({ entries, more }) => {
      const last = entries.at(-1);
      return more && last !== undefined ? { id: last.id, at: last.at } : null;
    },
  });
  const rows = computed(() => query.data.value?.pages.flatMap(({ entries }) => entries) ?? []);
  return { ...query, rows };
}

/** What each charge cycle decided about an account, newest first, in windows that are added at the end. */
export function useRechargeCycles(accountId: number) {
  const client = useClient();
  const query = useInfiniteQuery<Output<'minutes.cycles'>, Error, number | null>({
    key: ['minutes', accountId, 'cycles'],
    query: ({ pageParam }) => client.call('minutes.cycles', { accountId, limit: WINDOW, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: ({ cycles, more }) => (more ? (cycles.at(-1)?.cycle ?? null) : null),
  });
  const rows = computed(() => query.data.value?.pages.flatMap(({ cycles }) => cycles) ?? []);
  return { ...query, rows };
}
