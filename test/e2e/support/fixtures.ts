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
  app: FreshApp;
  summary: SummaryWindow;
  /** The Billing Manager of Headquarters by its own address, for tests that need no other window. */
  manager: ManagerWindow;
}

interface WorkerFixtures {
  shared: SharedApp;
  kept: KeptWindow;
}

/** Each test has the built application to itself, on a fresh data folder, with the Summary window open. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  demo: [true, { option: true }],
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
  app: async ({ shared, demo }, use) => {
    await use(await shared.fresh(demo));
  },
  // Fails the test whose windows complained.
  page: async ({ browser, kept, app, viewport, colorScheme }, use) => {
    const page = await kept.fresh(browser, app, { viewport, colorScheme });
    const complaints = new Complaints(page.context());
    await use(page);
    await kept.leave(app);
    const heard = complaints.stop();
    expect(heard.filter((complaint) => !/ERR_(FAILED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED)/.test(complaint))).toEqual([]);
  },
  context: async ({ page }, use) => {
    await use(page.context());
  },
  summary: async ({ app, page }, use) => {
    await page.goto(app.origin);
    await use(new SummaryWindow(page));
  },
  manager: async ({ app, page }, use) => {
    await page.goto(`${app.origin}/billing-manager/?account=1`);
    await page.getByRole('heading', { level: 1, name: 'Headquarters' }).waitFor();
    await use(new ManagerWindow(page));
  },
});

export { expect, ManagerWindow, SummaryWindow };
