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
  users: ['app', 'users', 'accounts'],
  grantableGroups: ['app', 'users'],
  charging: ['app', 'accounts'],
  seats: ['app', 'accounts', 'users', 'seats'],
  scenarios: ['app', 'accounts', 'receipts', 'users', 'seats'],
  seatBoard: ['app', 'accounts', 'users', 'seatBoard'],
  billingManager: ['app', 'accounts', 'receipts', 'users'],
  minutes: ['app', 'accounts', 'receipts'],
  data: ['app', 'data'],
  timeMachine: ['app', 'accounts', 'receipts'],
} as const satisfies Record<string, readonly Topic[]>;

/** How many rows one call of a list asks for. */
export const WINDOW = 50;

export type AppState = Output<'app.state'>;
export type OpenFile = NonNullable<AppState['file']>;
export type ChargingState = Output<'charging.state'>;
export type AccountSummary = Output<'summary.accounts'>['accounts'][number];
export type AttentionItem = Output<'summary.accounts'>['attention'][number];
export type Receipt = Output<'receipts.page'>['receipts'][number];
export type ReceiptFilter = Input<'receipts.page'>['filter'];
export type BookItem = Output<'prices.book'>['items'][number];
export type AccountTerms = Output<'prices.contracts'>['accounts'][number];
export type StorageView = Output<'storage.view'>;
export type StorageMeasurement = Output<'storage.history'>['measurements'][number];
export type PermissionGroup = Output<'groups.list'>['groups'][number];
export type ListedUser = Output<'users.page'>['users'][number];
export type AccountChoice = Output<'users.page'>['accounts'][number];
export type UserFilter = Input<'users.page'>['filter'];
export type ActivityFilter = NonNullable<Input<'activity.page'>['filter']>;
export type ActivityEntry = Output<'activity.page'>['entries'][number];
export type BillingManagerView = Output<'billingManager.view'>;
export type ManagedLicense = BillingManagerView['licenses'][number];
export type DraftPreview = Output<'billingManager.preview'>;
export type TimeMachineView = Output<'timeMachine.view'>;
export type StorageState = NonNullable<BillingManagerView['storage']>;

/** Which data file is open, and what a window needs to start. */
export function useAppState() {
  const client = useClient();
  return useQuery({ key: ['app'], query: () => client.call('app.state', {}) });
}

/** Whether automatic charging is stopped, and which charges wait for an answer. */
export function useChargingState() {
  const client = useClient();
  return useQuery({ key: ['charging'], query: () => client.call('charging.state', {}) });
}

/** Every billing account with its licenses, and what needs attention. */
export function useAccounts(enabled: MaybeRefOrGetter<boolean> = true) {
  const client = useClient();
  return useQuery({ key: ['accounts'], enabled: () => toValue(enabled), query: () => client.call('summary.accounts', {}) });
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
  /** False: there are more than that. */
  const countIsExact = computed(() => query.data.value?.pages[0]?.countIsExact ?? true);
  /** How far back a text was searched so far; null once nothing is left to search. */
  const searchedBackTo = computed(() => query.data.value?.pages.at(-1)?.searchedBackTo ?? null);
  return { ...query, receipts, count, countIsExact, searchedBackTo };
}

/** Users that pass the filter, by name, in windows that are added at the end. */
export function useUsers(filter: MaybeRefOrGetter<UserFilter>) {
  const client = useClient();
  const query = useInfiniteQuery<Output<'users.page'>, Error, number | null>({
    key: () => ['users', JSON.stringify(toValue(filter))],
    query: ({ pageParam }) => client.call('users.page', { filter: toValue(filter), limit: WINDOW, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: (last) => (last.more ? (last.users.at(-1)?.id ?? null) : null),
    placeholderData: (previous) => previous,
  });
  const users = computed(() => query.data.value?.pages.flatMap((page) => page.users) ?? []);
  const count = computed(() => query.data.value?.pages[0]?.count ?? 0);
  const accounts = computed(() => query.data.value?.pages[0]?.accounts ?? []);
  return { ...query, users, accounts, count };
}

/** Permission groups that the operator may put a user into. */
export function useGrantableGroups() {
  const client = useClient();
  return useQuery({ key: ['grantableGroups'], query: () => client.call('users.grantableGroups', {}) });
}

/** What was done and passes the filter, newest first, in windows that are added at the end. */
export function useActivity(filter: MaybeRefOrGetter<ActivityFilter>) {
  const client = useClient();
  const query = useInfiniteQuery<Output<'activity.page'>, Error, number | null>({
    key: () => ['activity', JSON.stringify(toValue(filter))],
    query: ({ pageParam }) =>
      client.call('activity.page', { filter: toValue(filter), limit: WINDOW, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: (last) => (last.more ? (last.entries.at(-1)?.sequence ?? null) : null),
    placeholderData: (previous) => previous,
  });
  const entries = computed(() => query.data.value?.pages.flatMap((page) => page.entries) ?? []);
  return { ...query, entries };
}

/** Every list price there was, is, and is planned. */
export function usePriceBook() {
  const client = useClient();
  return useQuery({ key: ['prices', 'book'], query: () => client.call('prices.book', {}) });
}

/** What the billing accounts have agreed on for themselves, in windows that are added at the end. */
export function useContractTerms() {
  const client = useClient();
  const query = useInfiniteQuery<Output<'prices.contracts'>, Error, number | null>({
    key: ['prices', 'contracts'],
    query: ({ pageParam }) => client.call('prices.contracts', { limit: WINDOW, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: (last) => (last.more ? (last.accounts.at(-1)?.accountId ?? null) : null),
  });
  const accounts = computed(() => query.data.value?.pages.flatMap((page) => page.accounts) ?? []);
  return { ...query, accounts };
}

/** The company's storage as it stands. */
export function useStorage() {
  const client = useClient();
  return useQuery({ key: ['storage', 'view'], query: () => client.call('storage.view', {}) });
}

/** Measurements of storage, newest first, in windows that are added at the end. */
export function useStorageHistory() {
  const client = useClient();
  const query = useInfiniteQuery<Output<'storage.history'>, Error, { readonly id: number; readonly at: string } | null>({
    key: ['storage', 'history'],
    query: ({ pageParam }) => client.call('storage.history', { limit: WINDOW, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null,
    getNextPageParam: (last) => {
      const oldest = last.measurements.at(-1);
      return last.more && oldest !== undefined ? { id: oldest.id, at: oldest.at } : null;
    },
  });
  const measurements = computed(() => query.data.value?.pages.flatMap((page) => page.measurements) ?? []);
  return { ...query, measurements };
}

/** One receipt as it is printed. */
export function useReceipt(number: MaybeRefOrGetter<number>) {
  const client = useClient();
  return useQuery({ key: () => ['receipts', 'detail', toValue(number)], query: () => client.call('receipts.detail', { number: toValue(number) }) });
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

/** The most seats of each pooled type of an account that were held at one time, and in which days. */
export function useSeatPeaks(accountId: number) {
  const client = useClient();
  return useQuery({ key: ['seats', 'peaks', accountId], query: () => client.call('seats.peaks', { accountId }) });
}

/** Where the demonstration's clock stands, and what happened on the way. */
export function useTimeMachine(accountId: MaybeRefOrGetter<number | null>) {
  const client = useClient();
  return useQuery({
    key: () => ['timeMachine', toValue(accountId) ?? 'first'],
    query: () => {
      const account = toValue(accountId);
      return client.call('timeMachine.view', account === null ? {} : { accountId: account });
    },
    placeholderData: (previous) => previous,
  });
}
