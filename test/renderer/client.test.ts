import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../shared/bridge.ts';
import type { Failure } from '../../shared/errors.ts';
import { BillingError } from '../../renderer/common/billingError.ts';
import { createClient } from '../../renderer/common/client.ts';

function bridge(invoke: Bridge['invoke']): Bridge {
  return { host: 'browser', invoke, on: () => () => undefined };
}

describe('client', () => {
  it('gives the value of a good envelope', async () => {
    const client = createClient(bridge((route, input) => Promise.resolve({ ok: true, value: { route, input } })));
    await expect(client.call('billingManager.view', { accountId: 3 })).resolves.toEqual({ route: 'billingManager.view', input: { accountId: 3 } });
  });

  it('throws a refusal with its code, path and sentence', async () => {
    const error = { code: 'BELOW_ASSIGNED', path: '/quantities/crm', message: 'Two too few.' } as const;
    const client = createClient(bridge(() => Promise.resolve({ ok: false, error })));
    await expect(client.call('app.state', {})).rejects.toMatchObject({ ...error, name: 'BillingError' });
  });

  it('says what was wrong at each place, in the words of its label', async () => {
    const error = { code: 'BAD_INPUT', path: '/name', message: '"name" is empty.', others: [{ path: '/from', message: '"from" is before 2026-11-30.' }] } satisfies Failure;
    const client = createClient(bridge(() => Promise.resolve({ ok: false, error })));
    const refused: unknown = await client.call('app.state', {}).catch((thrown: unknown) => thrown);
    if (!(refused instanceof BillingError)) throw new Error('It was not refused');
    expect(refused.at('/name', 'The name')).toBe('The name is empty.');
    expect(refused.at('/from', 'The day')).toBe('The day is before Nov 30, 2026.');
    expect(refused.at('/to', 'The day')).toBeNull();
  });

  it('tells a lost connection from a refusal', async () => {
    const client = createClient(bridge(() => Promise.reject(new TypeError('Failed to fetch'))));
    await expect(client.call('app.state', {})).rejects.toMatchObject({ code: 'CONNECTION_LOST', path: '' });
  });
});
