import { test as base, expect } from '@playwright/test';
import { Complaints, KeptWindow } from './keptWindow.ts';
import { ManagerWindow } from './managerWindow.ts';
import { SharedApp } from './sharedApp.ts';
import type { FreshApp } from './sharedApp.ts';
import { SummaryWindow } from './summaryWindow.ts';

/** 10 November 2026, noon in Denver: 21 of 30 days are left in Headquarters' billing period. */
export const CLOCK = '2026-11-10T19:00:00.000Z';

interface Fixtures {
  /** Whether the test begins in a new demonstration, or with no file open. */
  demo: boolean;
  /** The story a test belongs to: it goes on with the application and the windows as the one before left them. */
  story: string | null;
  app: FreshApp;
  summary: SummaryWindow;
  /** The Billing Manager of Headquarters by its own address, for tests that need no other window. */
  manager: ManagerWindow;
}

interface WorkerFixtures {
  shared: SharedApp;
  kept: KeptWindow;
}

/** Each test has the built application to itself, on a fresh data folder, with the Summary window open; or each story has. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  demo: [true, { option: true }],
  story: [null, { option: true }],
  shared: [
    async ({ browserName: _browser }, use) => {
      const shared = new SharedApp(CLOCK);
      await use(shared);
      await shared.close();
    },
    { scope: 'worker' },
  ],
  kept: [
    async ({ browserName: _browser }, use) => {
      const kept = new KeptWindow();
      await use(kept);
      await kept.close();
    },
    { scope: 'worker' },
  ],
  app: async ({ shared, kept, story, demo }, use) => {
    await kept.leaveUnless(story);
    await use(await shared.of(story, demo, (origin) => kept.seesClosed(origin)));
  },
  // Fails the test whose windows complained.
  page: async ({ browser, kept, app, story, viewport, colorScheme }, use) => {
    const page = await kept.of(story, browser, app, { viewport, colorScheme });
    const complaints = new Complaints(page.context());
    await use(page);
    const heard = complaints.stop();
    expect(heard.filter((complaint) => !/ERR_(FAILED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED)/.test(complaint))).toEqual([]);
  },
  context: async ({ page }, use) => {
    await use(page.context());
  },
  summary: async ({ app, page, demo }, use) => {
    if (!page.url().startsWith(`${app.origin}/#`)) await page.goto(app.origin);
    else if (demo) await page.getByRole('heading', { level: 1, name: 'Billing Desk' }).waitFor({ state: 'detached' });
    await use(new SummaryWindow(page));
  },
  manager: async ({ app, page }, use) => {
    const address = `${app.origin}/billing-manager/?account=1`;
    if (page.url() !== address) await page.goto(address);
    const manager = new ManagerWindow(page);
    await manager.ready('Headquarters');
    await use(manager);
  },
});

/** Tests that go on one from the other, in their order, in the same windows on the same file: each leaves nothing open, and what it changed stands. */
export function story(title: string, tests: () => void): void {
  test.describe(title, () => {
    test.describe.configure({ mode: 'serial' });
    test.use({ story: title });
    tests();
  });
}

export { expect, ManagerWindow, SummaryWindow };
