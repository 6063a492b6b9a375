import type { AttentionItem } from './queries.ts';
import { leaveRequest, useRequests } from './windowRequest.ts';

type Target = AttentionItem['target'];
export type Section = Extract<Target, { to: 'billingManager' }>['section'];

const keyOf = (accountId: number): string => `billing-desk.section.${accountId}`;

/** Asks the account's Billing Manager, open or about to be, to show a section. */
export function requestSection(accountId: number, section: Section): void {
  leaveRequest(keyOf(accountId), section);
}

/** In the Billing Manager: shows the section asked for, once it is mounted and whenever asked again. */
export function useSectionRequests(accountId: number, show: (section: string) => void): void {
  useRequests(keyOf(accountId), show);
}
