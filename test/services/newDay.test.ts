import { afterEach, expect, test } from 'vitest';
import type { HostEvent } from '../../shared/bridge.ts';
import { startTestApplication } from '../support/testApplication.ts';
import type { TestApplication } from '../support/testApplication.ts';

let app: TestApplication;
afterEach(() => app.end());

test('the windows are told when a day has begun in the company\'s time zone, once', async () => {
  // Denver: five minutes before midnight.
  app = await startTestApplication('2026-03-17T05:55:00.000Z');
  const topics = new Set<string>();
  app.application.onEvent((event: HostEvent) => {
    if (event.type === 'changed') for (const topic of event.change.topics) topics.add(topic);
  });
  app.clock.advance(60_000);
  await app.application.wake();
  expect([...topics]).not.toContain('app');
  app.clock.advance(5 * 60_000);
  await app.application.wake();
  expect([...topics]).toEqual(expect.arrayContaining(['app', 'accounts', 'seats']));
  topics.clear();
  app.clock.advance(60_000);
  await app.application.wake();
  expect([...topics]).not.toContain('app');
});
