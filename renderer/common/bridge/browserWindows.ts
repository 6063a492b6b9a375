import type { Envelope } from '../../../shared/errors.ts';

/**
 * Opens the account's Billing Manager in a browser window of its own, or brings the open one to the front. An empty
 * address finds the window by its name without loading it again, which would lose the draft in it.
 */
export function openBillingManagerWindow(accountId: number): Envelope<unknown> {
  const found = window.open('', `billing-manager-${accountId}`, 'popup,width=1100,height=800');
  if (found === null) return kept('The browser kept the Billing Manager window from opening. Allow pop-up windows for this page, then choose Edit again.');
  if (found.location.href === 'about:blank') found.location.href = `/billing-manager/?account=${accountId}`;
  found.focus();
  return { ok: true, value: {} };
}

/** Brings the Summary window that opened this one to the front; where it is gone, there is a new one. */
export function openSummaryWindow(): Envelope<unknown> {
  const opener: unknown = window.opener;
  if (opener instanceof Window && !opener.closed) opener.focus();
  else if (window.open('/', '_blank') === null) return kept('The browser kept the Summary window from opening. Allow pop-up windows for this page, then try again.');
  return { ok: true, value: {} };
}

function kept(message: string): Envelope<unknown> {
  return { ok: false, error: { code: 'INTERNAL', path: '', message } };
}
