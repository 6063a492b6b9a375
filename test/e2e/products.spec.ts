import { launchApp } from '../support/launchApp.ts';
import { expect, story, SummaryWindow, test } from './support/fixtures.ts';

story('products and storage', () => {
  test('products are bought with Accept, on its one receipt, with the licenses', async ({ summary }) => {
    const manager = await summary.edit('Headquarters');
    const { page, column } = manager;
    await page.getByLabel('Product to add').selectOption('training');
    await page.getByRole('button', { name: 'Add to the draft' }).click();
    await expect(page.getByLabel('Training description')).toBeFocused();
    await page.getByLabel('Training description').fill('Admin course');
    await expect(page.getByLabel('Training price')).toHaveValue('500.00');
    await page.getByLabel('Training quantity').fill('2');
    await page.getByLabel('Product to add').selectOption('contractAdjustment');
    await page.getByRole('button', { name: 'Add to the draft' }).click();
    await page.getByLabel('Contract adjustment price').fill('-$1,250.50');
    await expect(column.getByText('The total charged now is below zero, and a receipt cannot be.')).toBeVisible();
    await page.getByLabel('Contract adjustment price').fill('-50.50');
    await expect(column.getByText('$949.50').filter({ visible: true }).first()).toBeVisible();
    await manager.quantity('CRM').fill('25');
    // 1,000.00 - 50.50 + 50.00 × 3 × 21 ÷ 30
    await expect(column.getByText('$1,054.50').filter({ visible: true }).first()).toBeVisible();
    await manager.signAs('Alice', 'Brown');
    await manager.accept.click();
    await expect(column.getByText(/\$1,054\.50 on receipt/)).toBeVisible();
    await expect(page.getByLabel('Training description')).toHaveCount(0);
    await expect(page.getByRole('table', { name: 'Non-recurring products bought, newest first' })).toContainText('Admin course');

    await expect(summary.receipts().first()).toContainText('$1,054.50');
    await summary.receipts().first().locator('summary').click();
    await expect(summary.receipts().first().getByRole('row', { name: /Training Admin course 2 \$500\.00 \$1,000\.00/ })).toBeVisible();
    await expect(summary.receipts().first().getByRole('row', { name: /Contract adjustment 1 −\$50\.50 −\$50\.50/ })).toBeVisible();
  });

  test('what is wrong with a product is said at its row, and stays as typed', async ({ summary }) => {
    const manager = await summary.edit('Headquarters');
    const { page } = manager;
    await page.getByLabel('Product to add').selectOption('consulting');
    await page.getByRole('button', { name: 'Add to the draft' }).click();
    const [quantity, price, description] = [page.getByLabel('Consulting quantity'), page.getByLabel('Consulting price'), page.getByLabel('Consulting description')];
    await quantity.fill('1.5');
    await expect(page.getByText('The quantity is not a whole number.')).toBeVisible();
    await quantity.fill('two');
    await expect(page.getByText('Type a whole number, 1 or more.')).toBeVisible();
    await quantity.fill('1');
    await price.fill('-5');
    await expect(page.getByText('Only a contract adjustment may have a negative price.')).toBeVisible();
    await price.fill('0.0000001');
    await expect(page.getByText(/The price must be dollars such as 50\.00.*six decimals/)).toBeVisible();
    await price.fill('49,90');
    await expect(page.getByText(/The price must be dollars such as 50\.00/)).toBeVisible();
    await price.fill('9000000001');
    await expect(page.getByText(/The price is above 9,000,000,000 dollars/)).toBeVisible();
    await price.fill('10');
    await description.fill('card 4242 4242 4242 4242');
    await expect(page.getByText(/looks like a full card number/)).toBeVisible();
    await expect(manager.accept).toBeDisabled();
    await expect(description).toHaveValue('card 4242 4242 4242 4242');
    await page.getByRole('button', { name: 'Remove Consulting' }).click();
    await expect(manager.column.getByText('Nothing has been changed yet.')).toBeVisible();
  });

  test('a measured figure: what it costs now, what changes it, its history', async ({ summary }) => {
    const { page } = await summary.edit('Headquarters');
    await page.getByLabel('Megabytes used', { exact: true }).fill('1751');
    await page.getByRole('button', { name: 'Enter figure' }).click();
    await expect(page.locator('p.done', { hasText: /1,751 MB entered for/ })).toBeVisible();
    await expect(page.getByText(/One active user more: allowance 1,800 MB/)).toContainText('$30.00 less a month');
    await expect(page.getByText(/One gigabyte more used/)).toContainText('$30.00 more a month');
    await expect(summary.account('Headquarters')).toContainText('$30.00 a month');
    await page.getByText('The same as a table').last().click();
    await expect(page.getByRole('table', { name: 'Storage measured, newest first' }).getByRole('row').nth(1)).toContainText('1,751 MB');

    await page.getByLabel('Megabytes used', { exact: true }).fill('1700');
    await page.getByRole('button', { name: 'Enter figure' }).click();
    await expect(page.getByText(/50 MB are left, 5 % or less/)).toBeVisible();
    // Of two figures of one day the later counts, also in the chart.
    const measured = page.getByRole('table', { name: 'Storage measured, newest first' });
    await expect(measured.getByRole('row').nth(2)).toContainText('replaced');
    await expect(page.locator('.line-chart .point title').filter({ hasText: /Nov 10, 2026/ })).toHaveText(['Nov 10, 2026: 1,700 MB']);
    await page.getByLabel('Megabytes used', { exact: true }).fill('-1');
    await page.getByRole('button', { name: 'Enter figure' }).click();
    await expect(page.getByText('The figure is below 0.')).toBeVisible();
    for (const wrong of ['1,5', '1e9']) {
      await page.getByLabel('Megabytes used', { exact: true }).fill(wrong);
      await page.getByRole('button', { name: 'Enter figure' }).click();
      await expect(page.getByText('Type whole megabytes, 0 or more, such as 1,750.')).toBeVisible();
      await expect(page.getByLabel('Megabytes used', { exact: true })).toHaveValue(wrong);
    }
    await page.getByLabel('Measured on').fill('2026-11-11');
    await page.getByLabel('Megabytes used', { exact: true }).fill('5');
    await page.getByRole('button', { name: 'Enter figure' }).click();
    await expect(page.getByText(/This day is still to come/)).toBeVisible();
  });
});

for (const [usedMb, fee] of [[1751, true], [1750, false]] as const) {
  test(`the bill of the next billing date at ${usedMb} MB ${fee ? 'has a storage fee of $30' : 'has no storage fee'}`, async ({ page }) => {
    const first = await launchApp({ demo: true, clock: '2026-11-30T19:00:00.000Z' });
    await page.goto(first.address);
    const manager = await new SummaryWindow(page).edit('Headquarters');
    await manager.page.getByLabel('Megabytes used', { exact: true }).fill(String(usedMb));
    await manager.page.getByRole('button', { name: 'Enter figure' }).click();
    await expect(manager.page.locator('p.done', { hasText: 'entered for' })).toBeVisible();
    await manager.page.close();
    await first.close({ keepData: true });

    // The next day: 1 December has begun in Denver, and with it a billing period.
    const second = await launchApp({ demo: true, clock: '2026-12-01T19:00:00.000Z', dataFolder: first.dataFolder });
    await page.goto(second.address);
    await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Headquarters' });
    await page.getByLabel('Kind').selectOption({ label: 'Recurring' });
    const bill = new SummaryWindow(page).receipts().first();
    await expect(bill).toContainText('Dec 1, 2026');
    await bill.locator('summary').click();
    await expect(bill.getByRole('row', { name: /^CRM 22/ })).toBeVisible();
    await expect(bill.getByRole('row', { name: /Storage 1 MB above the allowance of 1750 MB 1 \$30\.00 \$30\.00/ })).toHaveCount(fee ? 1 : 0);
    await expect(bill.getByRole('row', { name: /^Storage/ })).toHaveCount(fee ? 1 : 0);
    await second.close();
  });
}
