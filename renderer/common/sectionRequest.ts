import { onMounted, onScopeDispose } from 'vue';
import type { AttentionItem } from './queries.ts';

type Target = AttentionItem['target'];
export type Section = Extract<Target, { to: 'billingManager' }>['section'];

const keyOf = (accountId: number): string => `billing-desk.section.${accountId}`;

/** Asks the account's Billing Manager, open or about to be, to show a section. */
export function requestSection(accountId: number, section: Section): void {
  // The moment makes each request a change, which is what the other window hears of.
  localStorage.setItem(keyOf(accountId), `${section} ${Date.now()}`);
}

/** In the Billing Manager: shows the section asked for, once it is mounted and whenever asked again. */
export function useSectionRequests(accountId: number, show: (section: string) => void): void {
  const key = keyOf(accountId);
  const take = (): void => {
    const [section] = localStorage.getItem(key)?.split(' ') ?? [];
    localStorage.removeItem(key);
    if (section !== undefined && section !== '') show(section);
  };
  const heard = (event: StorageEvent): void => {
    if (event.key === key && event.newValue !== null) take();
  };
  onMounted(take);
  window.addEventListener('storage', heard);
  onScopeDispose(() => {
    window.removeEventListener('storage', heard);
  });
}
