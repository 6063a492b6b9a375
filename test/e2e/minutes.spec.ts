import type { Locator, Page } from '@playwright/test';
import { launchApp } from '../support/launchApp.ts';
import { expectAccessible } from './support/accessible.ts';
import { CLOCK, expect, SummaryWindow, test } from './support/fixtures.ts';

const section = (page: Page): Locator => page.getByRole('region', { name: 'Dialer Minutes' });
const balance = async (page: Page): Promise<number> => Number((await section(page).locator('.big').innerText()).replace(/[$,]/g, ''));
async function openPurchase(page: Page): Promise<Locator> {
  await section(page).getByRole('button', { name: 'Purchase Minutes' }).click();
  return page.getByRole('dialog', { name: 'Purchase Minutes' });
}

async function sign(dialog: Locator): Promise<void> {
  await dialog.getByLabel('First name').fill('Alice');
  await dialog.getByLabel('Last name').fill('Brown');
}

async function addCard(page: Page, lastFour: string): Promise<void> {
  await page.getByRole('region', { name: 'Funding sources' }).getByRole('button', { name: 'Add funding source' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add funding source' });
  await dialog.getByLabel('Brand').fill('Discover');
  await dialog.getByLabel('Last four digits').fill(lastFour);
  await dialog.getByLabel('Expires').fill('12/2030');
  await dialog.getByLabel('Card holder').fill('Alice Brown');
  await sign(dialog);
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(dialog).toBeHidden();
}

test('buys minutes: previewed, charged once, seen in both windows', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  const before = await balance(manager.page);
  const dialog = await openPurchase(manager.page);
  await dialog.getByLabel('Amount now').fill('50');
  await expect(dialog.getByText('2500 minutes at $0.02')).toBeVisible();
  await expect(dialog.getByText(`$${(before + 50).toFixed(2)}`)).toBeVisible();
  await sign(dialog);
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(dialog).toBeHidden();
  await expect(section(manager.page).getByText(/\$50\.00 of dialer minutes bought, receipt \d{6}\./)).toBeVisible();
  await expect.poll(() => balance(manager.page)).toBeCloseTo(before + 50, 2);
  await expect(summary.receipts().first()).toContainText('Dialer minutes');
});

test('declined: nothing changes, the dialog stays, another source pays', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  const before = await balance(manager.page);
  const dialog = await openPurchase(manager.page);
  await dialog.getByLabel('Amount now').fill('25.00');
  const source = dialog.getByLabel('Funding source');
  await source.selectOption({ label: 'Mastercard ending 0002' });
  await sign(dialog);
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(dialog.getByText('Mastercard ending 0002 declined the payment.')).toBeVisible();
  expect(await balance(manager.page)).toBe(before);
  await source.selectOption({ label: 'Visa ending 4242' });
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => balance(manager.page)).toBeCloseTo(before + 25, 2);
});

test('settings show the reserve and the recharge they give; a wrong one is told at its field', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  const dialog = await openPurchase(manager.page);
  await dialog.getByLabel('Least reserve').fill('500');
  await expect(dialog.getByRole('button', { name: /^\$500\.00 ?, minimum reserve/ })).toBeVisible();
  await dialog.getByLabel('Reserve, days of use').fill('seven');
  await expect(dialog.getByText('The reserve is below 0')).toBeVisible();
  await dialog.getByLabel('Reserve, days of use').fill('5');
  await dialog.getByText('The example of "$30 a week"').click();
  await expect(dialog.getByText('the rule stands', { exact: false })).toBeVisible();
  await sign(dialog);
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(section(manager.page).getByText('Automatic recharge is changed. Nothing was charged.')).toBeVisible();
  await expect(section(manager.page).getByRole('button', { name: /^\$500\.00 ?, minimum reserve/ })).toBeVisible();
});

test('usage pulls the balance below the reserve; after a day of sleep exactly one recharge follows: the first source declines, the next pays', async ({ browser }) => {
  const first = await launchApp({ demo: true, clock: CLOCK });
  const page = await (await browser.newContext()).newPage();
  await page.goto(first.address);
  const office = await new SummaryWindow(page).edit('Remote Office');
  await addCard(office.page, '3333');
  // The first in order becomes one that declines.
  await office.page.getByRole('region', { name: 'Funding sources' }).getByRole('button', { name: /^Replace / }).first().click();
  const replace = office.page.getByRole('dialog', { name: /^Replace / });
  await replace.getByLabel('Brand').fill('Discover');
  await replace.getByLabel('Last four digits').fill('0002');
  await replace.getByLabel('Expires').fill('12/2030');
  await replace.getByLabel('Card holder').fill('Alice Brown');
  await sign(replace);
  await replace.getByRole('button', { name: 'Accept' }).click();
  await expect(replace).toBeHidden();
  const has = await balance(office.page);
  await section(office.page).getByRole('button', { name: 'Enter usage' }).click();
  const entry = office.page.getByRole('dialog', { name: 'Enter usage or an adjustment' });
  await entry.getByLabel('Day and time').fill('2026-11-10T11:00');
  await entry.getByLabel('Minutes', { exact: true }).fill(String(has.toFixed(2)));
  await entry.getByLabel('Dollars for one').fill('1');
  await entry.getByRole('button', { name: 'Enter', exact: true }).click();
  await expect(entry).toBeHidden();
  await expect(section(office.page).getByText('Due', { exact: true })).toBeVisible();
  const receipts = await new SummaryWindow(page).receiptCount().innerText();
  await page.context().close();
  await first.close({ keepData: true });

  const second = await launchApp({ demo: true, clock: '2026-11-11T19:00:00.000Z', dataFolder: first.dataFolder });
  const later = await (await browser.newContext()).newPage();
  await later.goto(second.address);
  const summary = new SummaryWindow(later);
  await expect(summary.receipts().first()).toContainText('Automatic recharge');
  await expect(summary.receipts().first()).not.toContainText('0002');
  expect(await summary.receiptCount().innerText()).not.toBe(receipts);
  const after = await summary.edit('Remote Office');
  await section(after.page).getByText('Charge cycles', { exact: true }).click();
  const cycles = section(after.page).getByRole('table', { name: 'Charge cycles, newest first' });
  await expect(cycles.getByText('Charged', { exact: true })).toHaveCount(1);
  await expect(cycles.getByText('Missed', { exact: true })).toHaveCount(1);
  await later.context().close();
  await second.close();
});

test('the section and its dialogs are accessible', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  await section(manager.page).getByText('Ledger', { exact: true }).click();
  await section(manager.page).getByText('Charge cycles', { exact: true }).click();
  await expectAccessible(manager.page);
  const dialog = await openPurchase(manager.page);
  await dialog.getByLabel('Amount now').fill('50');
  await expect(dialog.getByText('2500 minutes at $0.02')).toBeVisible();
  await expectAccessible(manager.page);
  await manager.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await section(manager.page).getByRole('button', { name: 'Enter usage' }).click();
  const entry = manager.page.getByRole('dialog', { name: 'Enter usage or an adjustment' });
  await entry.getByLabel('Minutes', { exact: true }).fill('-1');
  await entry.getByRole('button', { name: 'Enter', exact: true }).click();
  await expectAccessible(manager.page);
});
