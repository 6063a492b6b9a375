import { inject } from 'vue';
import type { InjectionKey } from 'vue';
import type { Bridge } from '../../shared/bridge.ts';
import type { Input, Output, RouteName } from '../../shared/contracts/index.ts';
import { BillingError } from './billingError.ts';

/** The typed way to the application: the contract's input goes in, its output comes back, or a BillingError is thrown. */
export interface Client {
  readonly host: Bridge['host'];
  call<R extends RouteName>(route: R, input: Input<R>): Promise<Output<R>>;
}

export function createClient(bridge: Bridge): Client {
  return {
    host: bridge.host,
    async call<R extends RouteName>(route: R, input: Input<R>): Promise<Output<R>> {
      const envelope = await bridge.invoke(route, input).catch(() => {
        throw new BillingError({
          code: 'CONNECTION_LOST',
          path: '',
          message: 'Billing Desk did not answer. It may have been closed.',
        });
      });
      if (!envelope.ok) throw BillingError.fromFailure(envelope.error);
      // The handler table is typed by the same contract, so the value of this route is its output.
      return envelope.value as Output<R>;
    },
  };
}

export const clientKey: InjectionKey<Client> = Symbol('client');

/** The window's client. Throws when the window was put together without one. */
export function useClient(): Client {
  const client = inject(clientKey);
  if (client === undefined) throw new Error('The window provides no client.');
  return client;
}
