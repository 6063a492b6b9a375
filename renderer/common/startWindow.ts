import { PiniaColada } from '@pinia/colada';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import type { Component, InjectionKey, Plugin } from 'vue';
import type { Bridge } from '../../shared/bridge.ts';
import { createBrowserBridge } from './bridge/browserBridge.ts';
import { clientKey, createClient } from './client.ts';
import { useConnection } from './connection.ts';
import { keepFocus } from './keepFocus.ts';

export const bridgeKey: InjectionKey<Bridge> = Symbol('bridge');

/** Puts a window together: the bridge of its host, the client, the query cache, and the root component on #app. */
export function startWindow(root: Component, plugins: readonly Plugin[] = []): void {
  const app = createApp(root);
  app.use(createPinia());
  const connection = useConnection();
  const bridge =
    window.billingDesk ??
    createBrowserBridge((connected) => {
      connection.connected = connected;
    });
  // Data is read again when the application says that it changed, not by its age.
  app.use(PiniaColada, { queryOptions: { staleTime: 60_000 } });
  app.provide(bridgeKey, bridge);
  app.provide(clientKey, createClient(bridge));
  for (const plugin of plugins) app.use(plugin);
  app.mount('#app');
  keepFocus();
}
