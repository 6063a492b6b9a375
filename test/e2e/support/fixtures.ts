import { test as base, expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { launchApp } from '../../support/launchApp.ts';
import type { LaunchedApp, LaunchOptions } from '../../support/launchApp.ts';
import { ManagerWindow } from './managerWindow.ts';
import { SummaryWindow } from './summaryWindow.ts';

/** 10 November 2026, noon in Denver: 21 of 30 days are left in Headquarters' billing period. */
export const CLOCK = '2026-11-10T19:00:00.000Z';

interface Fixtures {
  launch: LaunchOptions;
  app: LaunchedApp;
  summary: SummaryWindow;
}

/** What the browser complained of: errors of scripts, and everything the content security policy refused. */
function collectComplaints(context: BrowserContext): string[] {
  const complaints: string[] = [];
  const listen = (page: Page): void => {
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  };
  context.on('page', listen);
  return complaints;
}

/** Each test has the built application to itself, on a fresh data folder, with the Summary window open. */
export const test = base.extend<Fixtures>({
  launch: [{ demo: true, clock: CLOCK }, { option: true }],
  app: async ({ launch }, use) => {
    const app = await launchApp(launch);
    await use(app);
    await app.close();
  },
  summary: async ({ app, context }, use) => {
    const complaints = collectComplaints(context);
    const page = await context.newPage();
    await page.goto(app.address);
    await use(new SummaryWindow(page));
    expect(complaints.filter((complaint) => !/ERR_(FAILED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED)/.test(complaint))).toEqual([]);
  },
});

export { expect, ManagerWindow, SummaryWindow };
