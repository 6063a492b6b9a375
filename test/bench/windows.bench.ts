// What a window does for one act: a key in a box of Scenarios with four beside today, a key in a quantity of the Billing
// Manager, and, with a thousand users more, a license given in its grid and the grid scrolled.
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import { addUsers } from '../e2e/support/manyUsers.ts';
import { SummaryWindow } from '../e2e/support/summaryWindow.ts';
import { launchApp } from '../support/launchApp.ts';
import { figure } from './figure.ts';

const LIMIT_MS = 50;
const KEYS = ['1', '12', '123', '12', '1', '2', '24', '240', '24', '2'];
const USERS = 1000;
const ROW_PX = 32;

const app = await launchApp({ demo: true, clock: '2026-11-10T19:00:00.000Z' });
const browser = await chromium.launch(config.use?.launchOptions);
const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
const page = await context.newPage();
await page.goto(app.address);
const summary = new SummaryWindow(page);

await page.getByRole('link', { name: 'Scenarios' }).click();
for (let scenario = 0; scenario < 4; scenario += 1) await page.getByRole('button', { name: 'New scenario' }).click();
await page.getByLabel('CRM, Scenario 4', { exact: true }).waitFor();
await measureTyping('Scenarios, four beside today', page, 'CRM, Scenario 4');

await page.getByRole('link', { name: 'Billing Information', exact: true }).click();
const manager = await summary.edit('Headquarters');
await measureTyping('Billing Manager', manager.page, 'CRM quantity');
await manager.page.close();

await addUsers(summary, USERS);
const crowded = await summary.edit('Headquarters');
await crowded.page.getByText('1,020 users').first().waitFor();
await measureGrid(crowded.page);

await browser.close();
await app.close();

/** The longest task while a text is typed into a box, over and over. */
async function measureTyping(name: string, window: Page, label: string): Promise<void> {
  const box = await window.getByLabel(label, { exact: true }).elementHandle();
  const longest = await longestTask(window, async () => {
    await box.evaluate(async (element, texts) => {
      if (!(element instanceof HTMLInputElement)) throw new Error('This is no box');
      for (const text of texts) {
        element.value = text;
        element.dispatchEvent(new Event('input', { bubbles: true }));
        // The figures worked out again come in this time.
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
    }, KEYS);
  });
  figure({ name: `Typing in a box of ${name}: longest task of the window`, value: longest, limit: LIMIT_MS, unit: 'ms' });
}

/** The longest task while a license is given and taken in the grid of users, and while the grid is scrolled from end to end. */
async function measureGrid(window: Page): Promise<void> {
  const grid = window.getByRole('region', { name: 'Who holds what' });
  await grid.scrollIntoViewIfNeeded();
  const cell = await grid.getByRole('checkbox', { name: 'Fax for Alice Brown' }).elementHandle();
  const ticking = await longestTask(window, async () => {
    await cell.evaluate(async (element) => {
      if (!(element instanceof HTMLElement)) throw new Error('This is no box');
      for (let times = 0; times < 6; times += 1) {
        element.click();
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
    });
  });
  figure({ name: 'Giving a license in the grid of 1,020 users: longest task of the window', value: ticking, limit: LIMIT_MS, unit: 'ms' });

  const box = await grid.elementHandle();
  const scrolling = await longestTask(window, async () => {
    await box.evaluate(async (element, height) => {
      for (let top = 0; top < height; top += 1250) {
        element.scrollTo(0, top);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }, USERS * ROW_PX);
  });
  figure({ name: 'Scrolling the grid of 1,020 users: longest task of the window', value: scrolling, limit: LIMIT_MS, unit: 'ms' });
}

/** The longest task that an act makes for a window, in milliseconds, of those that the browser calls long (50 ms and more); 0 where there is none. */
async function longestTask(window: Page, act: () => Promise<void>): Promise<number> {
  const watch = await window.evaluateHandle(() => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
    return { observer, tasks };
  });
  await act();
  return watch.evaluate(({ observer, tasks }) => {
    const last = observer.takeRecords().map(({ duration }) => duration);
    observer.disconnect();
    return Math.max(0, ...tasks, ...last);
  });
}
