import { TOPICS } from '../../../shared/bridge.ts';
import type { Bridge, HostEvent } from '../../../shared/bridge.ts';
import type { Envelope } from '../../../shared/errors.ts';
import { openBillingManagerWindow, openSummaryWindow } from './browserWindows.ts';

function isEnvelope(value: unknown): value is Envelope<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value;
}

/** True where the browser itself opens the window: the application has no windows of its own there. */
function accountToOpen(route: string, input: unknown): number | null {
  if (route !== 'window.openBillingManager') return null;
  if (typeof input !== 'object' || input === null || !('accountId' in input)) return null;
  return typeof input.accountId === 'number' ? input.accountId : null;
}

/**
 * The bridge of a window in an ordinary browser: calls go to the loopback host by HTTP, events come back as
 * server-sent events. `onConnection` is told when the stream of events breaks and when it is back. After a break
 * everything counts as changed, since what happened meanwhile was not heard.
 */
export function createBrowserBridge(onConnection: (connected: boolean) => void): Bridge {
  return {
    host: 'browser',
    async invoke(route, input) {
      const accountId = accountToOpen(route, input);
      if (accountId !== null) return openBillingManagerWindow(accountId);
      if (route === 'window.openSummary') return openSummaryWindow();
      const response = await fetch(`/invoke/${route}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-billing-desk': '1' },
        body: JSON.stringify(input),
      });
      const body: unknown = await response.json();
      if (!isEnvelope(body)) throw new Error(`The host answered ${response.status} without an envelope.`);
      return body;
    },
    on(listener) {
      const source = new EventSource('/events');
      let broken = false;
      source.addEventListener('open', () => {
        onConnection(true);
        if (broken) listener({ type: 'changed', change: { topics: TOPICS, revision: 0 } });
        broken = false;
      });
      source.addEventListener('error', () => {
        broken = true;
        onConnection(false);
      });
      source.addEventListener('message', (message: MessageEvent<string>) => {
        // The host of this very page wrote it, from the same type.
        listener(JSON.parse(message.data) as HostEvent);
      });
      return () => {
        source.close();
      };
    },
  };
}
