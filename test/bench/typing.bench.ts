// What a key typed into a box costs a window: Scenarios with four beside today, and quantities in the Billing Manager.
import { chromium } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import { launchApp } from '../support/launchApp.ts';
import { figure } from './figure.ts';

const LIMIT_MS = 50;
const KEYS = ['1', '12', '123', '12', '1', '2', '24', '240', '24', '2'];

const app = await launchApp({ demo: true, clock: '2026-11-10T19:00:00.000Z' });
const browser = await chromium.launch(config.use?.launchOptions);
const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
const page = await context.newPage();
await page.goto(app.address);

await page.getByRole('link', { name: 'Scenarios' }).click();
for (let scenario = 0; scenario < 4; scenario += 1) await page.getByRole('button', { name: 'New scenario' }).click();
await page.getByLabel('CRM, Scenario 4', { exact: true }).waitFor();
await measure('Scenarios, four beside today', page, 'CRM, Scenario 4');

const manager = await openManager(context, page);
await measure('Billing Manager', manager, 'CRM quantity');

await browser.close();
await app.close();

async function openManager(windows: BrowserContext, summary: Page): Promise<Page> {
  await summary.getByRole('link', { name: 'Billing Information', exact: true }).click();
  const opened = windows.waitForEvent('page');
  await summary.getByRole('link', { name: 'Edit Headquarters' }).click();
  const window = await opened;
  await window.getByLabel('CRM quantity', { exact: true }).waitFor();
  return window;
}

/** The longest task, of those that the browser calls long (50 ms and more); 0 where there is none. */
async function measure(name: string, window: Page, label: string): Promise<void> {
  const longest = await window.getByLabel(label, { exact: true }).evaluate(async (element, texts) => {
    if (!(element instanceof HTMLInputElement)) throw new Error('This is no box');
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
    for (const text of texts) {
      element.value = text;
      element.dispatchEvent(new Event('input', { bubbles: true }));
      // The figures worked out again come in this time.
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    observer.disconnect();
    return Math.max(0, ...tasks);
  }, KEYS);
  figure({ name: `Typing in a box of ${name}: longest task of the window`, value: longest, limit: LIMIT_MS, unit: 'ms' });
}
