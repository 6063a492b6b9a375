import { useInfiniteQuery, useQuery } from '@pinia/colada';
import { computed, toValue } from 'vue';
import type { MaybeRefOrGetter } from 'vue';
import type { Topic } from '../../shared/bridge.ts';
import type { Input, Output } from '../../shared/contracts/index.ts';
import { useClient } from './client.ts';

/** Which changes make which query old. Keys of the cache begin with these names. */
export const QUERY_TOPICS = {
  app: ['app'],
  accounts: ['app', 'accounts', 'receipts', 'users'],
  receipts: ['app', 'receipts'],
  activity: ['app', 'activity'],
  permissionGroups: ['app', 'users'],
  prices: ['app', 'accounts'],
  storage: ['app', 'accounts', 'users'],
  billingManager: ['app', 'accounts', 'receipts', 'users'],
} as const satisfies Record<string, readonly Topic[]>;

/** How many rows one call of a list asks for. */
const WINDOW = 50;

export type AppState = Output<'app.state'>;
export type OpenFile = NonNullable<AppState['file']>;
export type AccountSummary = Output<'summary.accounts'>['accounts'][number];
export type AttentionItem = Output<'summary.accounts'>['attention'][number];
export type Receipt = Output<'receipts.page'>['receipts'][number];
export type ReceiptFilter = Input<'receipts.page'>['filter'];
export type PermissionGroup = Output<'groups.list'>['groups'][number];
export type ActivityEntry = Output<'activity.page'>['entries'][number];
export type BillingManagerView = Output<'billingManager.view'>;
export type ManagedLicense = BillingManagerView['licenses'][number];
export type DraftPreview = Output<'billingManager.preview'>;
export type StorageState = NonNullable<BillingManagerView['storage']>;

/** Which data file is open, and what a window needs to start. */
export function useAppState() {
  const client = useClient();
  return useQuery({ key: ['app'], query: () => client.call('app.state', {}) });
}

/** Every billing account with its licenses, and what needs attention. */
export function useAccounts() {
  const client = useClient();
  return useQuery({ key: ['accounts'], query: () => client.call('summary.accounts', {}) });
}

/** Receipts that pass the filter, newest first, in windows that are added at the end. */
export function useReceipts(filter: MaybeRefOrGetter<ReceiptFilter>) {
  const client = useClient();
  const query = useInfiniteQuery<Output<'receipts.page'>, Error, number | null>({
    // Through JSON, because a key takes no undefined values.
    key: () => ['receipts', JSON.stringify(toValue(filter))],
    query: ({ pageParam }) =>
      client.call('receipts.page', {
        filter: toValue(filter),
        limit: WINDOW,
        ...(pageParam === null ? {} : { before: pageParam }),
      }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    // What was there stays until the answer to the new filter comes, so that nothing jumps.
    placeholderData: (previous) => previous,
  });
  const receipts = computed(() => query.data.value?.pages.flatMap((page) => page.receipts) ?? []);
  const count = computed(() => query.data.value?.pages[0]?.count ?? 0);
  return { ...query, receipts, count };
}

/** Everything done, newest first, in windows that are added at the end. */
export function useActivity() {
  const client = useClient();
  const query = useInfiniteQuery<Output<'activity.page'>, Error, number | null>({
    key: ['activity'],
    query: ({ pageParam }) =>
      client.call('activity.page', { limit: WINDOW, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: (last) => (last.more ? (last.entries.at(-1)?.sequence ?? null) : null),
  });
  const entries = computed(() => query.data.value?.pages.flatMap((page) => page.entries) ?? []);
  return { ...query, entries };
}

/** Permission groups with their operators. */
export function usePermissionGroups() {
  const client = useClient();
  return useQuery({ key: ['permissionGroups'], query: () => client.call('groups.list', {}) });
}

/** One account as its Billing Manager shows it. */
export function useBillingManagerView(accountId: number) {
  const client = useClient();
  return useQuery({
    key: ['billingManager', accountId],
    query: () => client.call('billingManager.view', { accountId }),
  });
}
