import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';

test('two months on the demonstration: bills and recharges come, both windows say the date, and one click leads back', async ({ summary }) => {
  const { page } = summary;
  await expect(page.getByRole('region', { name: 'Demonstration' })).toContainText('Tuesday, November 10, 2026');
  const receipts = await summary.receiptCount().textContent();
  const manager = await summary.edit('Headquarters');
  const theirs = manager.page.getByRole('region', { name: 'Demonstration' });
  await expect(theirs).toContainText('Tuesday, November 10, 2026');

  await page.bringToFront();
  await page.getByRole('link', { name: 'Time Machine', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Back to the start' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'To the next event' }).click();
  await expect(page.locator('.notice')).toContainText('Arrived on Nov 11, 2026. Remote Office: dialer minutes recharged, $250.29, Visa ending 1881.');
  await expect(page.getByRole('img', { name: /minutes of Remote Office/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Account' }).selectOption({ label: 'Headquarters' });
  await expect(page.getByRole('img', { name: /minutes of Headquarters/ })).toBeVisible();
  await expect(page.getByText('Automatic recharge', { exact: true })).toHaveCount(0);
  for (const arrived of ['Dec 11, 2026', 'Jan 11, 2027']) {
    await page.getByRole('button', { name: 'A month', exact: true }).click();
    await expect(page.locator('.notice')).toContainText(`Arrived on ${arrived}`);
  }
  await expect(page.getByRole('region', { name: 'Demonstration' })).toContainText('Monday, January 11, 2027, ahead of today');
  await expect(theirs).toContainText('Monday, January 11, 2027');

  await page.getByText('The same as a table').click();
  const rows = page.getByRole('region', { name: 'Dialer minutes' }).getByRole('row');
  await expect(rows).toHaveCount(64);
  for (const text of (await rows.allTextContents()).slice(1)) {
    const [balance = 0, reserve = 0] = [...text.matchAll(/\$([\d.]+)/g)].map(([, amount]) => Number(amount));
    // Between one and three weeks of use, a charge cycle's use apart.
    expect(balance).toBeGreaterThan(reserve * 0.75);
    expect(balance).toBeLessThan(reserve * 3.1);
  }
  await page.getByText('The same as a table').click();
  await expectAccessible(page);
  await page.setViewportSize({ width: 900, height: 860 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 860 });

  await page.getByRole('combobox', { name: 'Account' }).selectOption({ label: 'Remote Office' });
  await expect(page.getByRole('img', { name: /minutes of Remote Office/ })).toBeVisible();
  const bill = page.getByRole('row').filter({ hasText: 'Headquarters: billed for Jan 1, 2027' });
  await bill.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: /^Receipt/ })).toBeVisible();
  await page.goBack();

  await page.getByRole('button', { name: 'Back to the start' }).click();
  await expect(page.locator('.notice')).toContainText('Back at the start');
  await expect(page.getByRole('region', { name: 'Demonstration' })).toContainText('Tuesday, November 10, 2026');
  await expect(theirs).toContainText('Tuesday, November 10, 2026');
  await page.getByRole('link', { name: 'Billing Information', exact: true }).click();
  await expect(summary.receiptCount()).toHaveText(receipts ?? '');
});
