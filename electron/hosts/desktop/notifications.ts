import { Notification } from 'electron';
import type { AutomaticNotice } from '../../app/noticeBoard.ts';
import type { Windows } from './windows.ts';

/**
 * Shows the operating system's notices of what the billing system did by itself (SPEC section 7), but for those that the
 * window in use shows already. A click opens the account.
 */
export function createNotifications(windows: Pick<Windows, 'openBillingManager' | 'openSummary' | 'inUseShows'>): (notices: readonly AutomaticNotice[]) => void {
  // On screen until clicked or closed: one that nobody holds may be collected, and its click lost.
  const shown = new Set<Notification>();

  const show = ({ title, body, accountId }: AutomaticNotice): void => {
    const notification = new Notification({ title, body });
    shown.add(notification);
    notification.on('click', () => {
      if (accountId === null) windows.openSummary();
      else windows.openBillingManager(accountId);
      shown.delete(notification);
    });
    notification.on('close', () => shown.delete(notification));
    notification.show();
  };

  return (notices) => {
    if (Notification.isSupported()) notices.filter(({ accountId }) => !windows.inUseShows(accountId)).forEach(show);
  };
}
