import type { Envelope } from '../../../shared/errors.ts';

/**
 * Opens the account's Billing Manager in a browser window of its own, or brings the open one to the front. An empty
 * address finds the window by its name without loading it again, which would lose the draft in it.
 */
export function openBillingManagerWindow(accountId: number): Envelope<unknown> {
  const found = window.open('', `billing-manager-${accountId}`, 'popup,width=1100,height=800');
  if (found === null) {
    return {
      ok: false,
      error: {
        code: 'INTERNAL',
        path: '',
        message: 'The browser kept the Billing Manager window from opening. Allow pop-up windows for this page, then choose Edit again.',
      },
    };
  }
  if (found.location.href === 'about:blank') found.location.href = `/billing-manager/?account=${accountId}`;
  found.focus();
  return { ok: true, value: {} };
}
