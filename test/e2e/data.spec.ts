import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { launchApp } from '../support/launchApp.ts';
import type { LaunchedApp } from '../support/launchApp.ts';
import { expectAccessible } from './support/accessible.ts';
import { CLOCK, expect, SummaryWindow } from './support/fixtures.ts';

// One application for all of it, one story after the other.
base.describe.configure({ mode: 'serial' });
const test = base.extend<object, { app: LaunchedApp; summary: SummaryWindow }>({
  app: [
    async ({ browserName: _browser }, use) => {
      const app = await launchApp({ demo: true, clock: CLOCK });
      await use(app);
      await app.close();
    },
    { scope: 'worker' },
  ],
  summary: [
    async ({ app, browser }, use) => {
      const page = await browser.newPage();
      await page.goto(app.address);
      await use(new SummaryWindow(page));
      await page.close();
    },
    { scope: 'worker' },
  ],
});

test('backs up, loses a purchase by a restore, looks, and gets it back', async ({ app, summary }) => {
  const { page } = summary;
  await page.getByRole('link', { name: 'Data & Backups' }).click();
  const backups = page.getByRole('table', { name: 'Backups, newest first' });
  await expect(backups.getByRole('row', { name: /At a start/ })).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  const dialog = page.getByRole('dialog', { name: 'Back up now' });
  await expect(dialog.getByLabel('Path of the copy')).toBeFocused();
  // A folder that was mistyped is not made, and the focus stays in the dialog.
  await dialog.getByLabel('Path of the copy').fill(join(app.dataFolder, 'mistyped', 'copy.billing'));
  await dialog.getByRole('button', { name: 'Back up' }).click();
  await expect(dialog).toContainText(/There is no folder .*mistyped\./);
  await expect(dialog.getByRole('button', { name: 'Back up' })).toBeFocused();
  expect(existsSync(join(app.dataFolder, 'mistyped'))).toBe(false);
  const elsewhere = join(app.dataFolder, 'elsewhere.billing');
  await dialog.getByLabel('Path of the copy').fill(elsewhere);
  await dialog.getByRole('button', { name: 'Back up' }).click();
  await expect(page.getByText(/^Done: Backed up to .*elsewhere/)).toBeVisible();
  await expect(page.locator('dl')).toContainText(elsewhere);

  await page.getByRole('button', { name: 'Back up now' }).click();
  await dialog.getByRole('button', { name: 'Back up' }).click();
  await expect(page.getByText(/^Done: Backed up to .*backups/)).toBeVisible();
  await expect(backups.getByRole('row', { name: /By hand/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Billing Information' }).click();
  const manager = await summary.edit('Headquarters');
  const before = Number(await manager.quantity('CRM').inputValue());
  await manager.change('CRM', before + 3);
  await expect(manager.page.getByText(/^Accepted|Receipt \d+/).first()).toBeVisible();
  await manager.page.close();
  const newest = page.getByRole('region', { name: 'Purchases' }).locator('details').first();
  await expect(newest.locator('summary')).toContainText('Licenses added');
  const receipt = await newest.locator('summary').innerText();

  await page.getByRole('link', { name: 'Data & Backups' }).click();
  await backups.getByRole('row', { name: /By hand/ }).getByRole('button').click();
  const restore = page.getByRole('dialog', { name: /^Restore the backup of/ });
  await expect(restore).toContainText(/1 receipt\s+\(\d{6}\)\s+and\s+2 activity entries/);
  await expectAccessible(page);
  await restore.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Automatic charging is off' })).toBeVisible();
  await page.getByRole('link', { name: 'Billing Information' }).click();
  await expect(newest.locator('summary')).not.toHaveText(receipt);
  const attention = page.getByRole('listitem').filter({ hasText: 'This file was restored or copied' });
  await attention.getByRole('button', { name: 'Look' }).click();
  await expect(page.getByRole('row', { name: /Licenses added.*Rebuilt under its number/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Rebuild 1 receipt and turn on' }).click();
  await expect(page.getByText('Automatic charging is on again, 1 receipt rebuilt.').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Automatic charging is off' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Billing Information' }).click();
  await expect(newest.locator('summary')).toHaveText(receipt, { useInnerText: true });
});

test('verifies everything, and refuses what is no backup, in words', async ({ summary }) => {
  const { page } = summary;
  await page.getByRole('link', { name: 'Data & Backups' }).click();
  await page.getByRole('button', { name: 'Verify everything' }).click();
  await expect(page.getByText(/Nothing is wrong: [\d,]+ receipts/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Verify everything' })).toBeFocused();
  await page.getByRole('button', { name: 'Restore from a file…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore from a file' });
  await dialog.getByLabel('Path of the backup').fill('settings.json');
  await dialog.getByRole('button', { name: 'Read it through' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This file was not made by Billing Desk.');
  await expectAccessible(page, 'dialog[open]');
  await page.keyboard.press('Escape');
  await page.route('**/invoke/data.view', (route) => route.abort());
  await page.reload();
  await expect(page.getByText('The data file could not be read.')).toBeVisible();
  await page.unroute('**/invoke/data.view');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Data file' })).toBeVisible();
});
