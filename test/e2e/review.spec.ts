import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp } from '../support/launchApp.ts';
import type { LaunchedApp } from '../support/launchApp.ts';
import { expectAccessible } from './support/accessible.ts';
import { CLOCK, expect, SummaryWindow, test } from './support/fixtures.ts';

/* One application: a review copy is exported, opened, looked through, and is the same file afterwards. */

test.describe.configure({ mode: 'serial' });

let app: LaunchedApp;
let page: Page;
const bytesHash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

async function fileMenu(action: string): Promise<void> {
  await page.getByRole('button', { name: /file menu/ }).click();
  await page.getByRole('group', { name: 'File menu' }).getByRole('button', { name: action }).click();
}

test.beforeAll(async ({ browser }) => {
  app = await launchApp({ demo: true, clock: CLOCK });
  page = await (await browser.newContext()).newPage();
  await page.goto(app.address);
});
test.afterAll(async () => {
  await page.context().close();
  await app.close();
});

test('an administrator exports a review copy of one account', async () => {
  await page.getByText(/\d+ receipts/).first().waitFor();
  await fileMenu('Export a review copy…');
  const dialog = page.getByRole('dialog', { name: 'Export a review copy' });
  await dialog.getByLabel('What goes into it').selectOption({ label: 'Remote Office alone' });
  await expectAccessible(page, 'dialog[open]');
  await dialog.getByLabel('Path of the copy').fill('demonstration.billing');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(dialog.getByText('This is the open data file itself.')).toBeVisible();

  await dialog.getByLabel('Path of the copy').fill('remote.billing');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(dialog.getByText('The review copy is made and checked.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(readdirSync(app.dataFolder)).toContain('remote.billing');
});

test('opened like any file it is refused, and offered for review; there everything is found and nothing can be changed', async () => {
  const path = join(app.dataFolder, 'remote.billing');
  const before = bytesHash(path);
  await fileMenu('Open a file…');
  const dialog = page.getByRole('dialog', { name: 'Open a file' });
  await dialog.getByLabel('Path of the data file').fill(path);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog.getByText('This is a review copy: it opens for review only')).toBeVisible();
  await dialog.getByRole('button', { name: 'Open it for review' }).click();

  const banner = page.getByRole('region', { name: 'For review' });
  await expect(banner).toContainText('of Remote Office alone');
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Change licenses' })).toHaveCount(0);
  const receipt = page.getByRole('region', { name: 'Purchases' }).locator('details').first();
  await receipt.locator('summary').click();
  await expect(receipt).toHaveJSProperty('open', true);
  await expectAccessible(page);

  for (const [name, button] of [['Users', 'Add user'], ['Permission Groups', 'Add group'], ['Price Book', 'Add price'], ['Users', 'Import users'], ['Seat Planner', 'Import sessions']] as const) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('button', { name: button, exact: true })).toHaveCount(0);
    await expect(page.getByText('Try again')).toHaveCount(0);
    await expect(banner).toBeVisible();
  }

  await page.getByRole('link', { name: 'Data & Backups' }).click();
  await page.getByRole('button', { name: 'Verify everything' }).click();
  await expect(page.getByText(/Nothing is wrong: [\d,]+ receipts?/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: /Back up|Restore|Export/ })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Seat Planner', exact: true }).click();
  await expect(page.getByRole('table', { name: /^Seats of/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Put the missing seats|Draft exactly/ })).toHaveCount(0);

  await page.getByRole('link', { name: 'Scenarios', exact: true }).click();
  await page.getByRole('button', { name: 'New scenario' }).click();
  await page.getByLabel('CRM, Scenario 1', { exact: true }).fill('900');
  await page.getByRole('button', { name: 'Apply Scenario 1' }).click();
  const apply = page.getByRole('dialog', { name: 'Apply Scenario 1' });
  await expect(apply).toContainText('This file is open for review: nothing can be changed.');
  await expect(apply.getByRole('button', { name: 'Open as a draft' })).toBeDisabled();
  await apply.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Remove Scenario 1' }).click();
  await page.getByRole('dialog', { name: 'Remove Scenario 1' }).getByRole('button', { name: 'Remove scenario' }).click();

  await page.getByRole('link', { name: 'Billing Information' }).click();
  await expect(page.getByRole('region', { name: 'Needs attention' }).getByRole('button', { name: /Replace|Buy now|Pay now|Back up/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^Edit/ })).toHaveCount(0);
  const manager = await new SummaryWindow(page).edit('Remote Office');
  await expect(manager.page.getByRole('region', { name: 'For review' })).toBeVisible();
  await expect(manager.quantity('CRM')).toBeDisabled();
  await expect(manager.column.getByText('This file is open for review: nothing can be changed.')).toBeVisible();
  await expect(manager.accept).toHaveAttribute('aria-disabled', 'true');
  for (const label of ['Funding source', 'First name', 'Last name']) await expect(manager.column.getByLabel(label, { exact: true })).toBeDisabled();
  await expect(manager.page.getByRole('button', { name: /Purchase Minutes|Add a funding source/ })).toHaveCount(0);
  await expectAccessible(manager.page);
  await manager.page.close({ runBeforeUnload: false });

  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await fileMenu('Close this file');
  await expect(page.getByRole('button', { name: /^Open for review/ })).toBeVisible();
  expect(bytesHash(path)).toBe(before);
  expect(readdirSync(app.dataFolder).filter((name) => name.startsWith('remote.billing'))).toEqual(['remote.billing']);
});

test('any file opens for review from the first page, and to work with again afterwards', async () => {
  const path = join(app.dataFolder, 'demonstration.billing');
  const before = bytesHash(path);
  await page.getByRole('button', { name: /^Open for review/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Open for review' });
  await dialog.getByLabel('Path of the data file').fill(path);
  await dialog.getByRole('button', { name: 'Open for review', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Billing Information' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'For review' })).toContainText('It is shown as it was when it was opened');
  await expect(page.getByRole('article')).toHaveCount(3);
  expect(bytesHash(path)).toBe(before);
  await expect(page.getByRole('region', { name: 'Needs attention' }).getByRole('button', { name: 'Show' }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Needs attention' }).getByRole('button', { name: 'Replace' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Price Book', exact: true }).click();
  await fileMenu('Open the demonstration');
  await expect(page.getByRole('heading', { level: 1, name: 'Billing Information' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change licenses' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'For review' })).toHaveCount(0);
});
