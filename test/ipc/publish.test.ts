import { expect, test } from 'vitest';
import { createPublisher } from '../../electron/ipc/publish.ts';
import type { HostEvent } from '../../shared/bridge.ts';

test('listeners hear what changed, once each, with a growing revision, until they stop', () => {
  const publisher = createPublisher({ error: () => undefined });
  const heard: HostEvent[] = [];
  const stop = publisher.listen((event) => heard.push(event));
  publisher.changed(['accounts', 'receipts', 'accounts']);
  publisher.changed([]);
  publisher.changed(['users']);
  stop();
  publisher.changed(['users']);
  expect(heard).toEqual([
    { type: 'changed', change: { topics: ['accounts', 'receipts'], revision: 1 } },
    { type: 'changed', change: { topics: ['users'], revision: 2 } },
  ]);
});

test('a listener that fails keeps nobody else from hearing', () => {
  const failures: unknown[] = [];
  const publisher = createPublisher({ error: (_message, details) => void failures.push(details) });
  const error = new Error('The window is gone');
  publisher.listen(() => {
    throw error;
  });
  let heard = 0;
  publisher.listen(() => (heard += 1));
  publisher.changed(['app']);
  expect(heard).toBe(1);
  expect(failures).toEqual([error]);
});
