import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';

test('a list price from today on, one planned and withdrawn, with its history', async ({ summary }) => {
  const { page } = summary;
  await page.getByRole('link', { name: 'Price Book' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Price Book' })).toBeVisible();
  await expect(page.getByText(/are what a new file begins with/)).toBeVisible();
  await page.getByRole('button', { name: 'New price of CRM', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Add price' });
  await dialog.getByLabel('Price in dollars').fill('0.0000001');
  await dialog.getByRole('button', { name: 'Add price' }).click();
  await expect(dialog.getByText(/at most six decimals/)).toBeVisible();
  await dialog.getByLabel('Price in dollars').fill('49,90');
  await dialog.getByRole('button', { name: 'Add price' }).click();
  await expect(dialog.getByText('The price must be dollars such as 50.00, 0 or more, with at most six decimals after a point.')).toBeVisible();
  await expect(dialog.getByLabel('Price in dollars')).toHaveValue('49,90');
  await dialog.getByLabel('Price in dollars').fill('$55');
  await dialog.getByLabel('From').fill('2026-11-09');
  await dialog.getByRole('button', { name: 'Add price' }).click();
  await expect(dialog.getByText(/cannot start in the past/)).toBeVisible();
  await expect(dialog.getByLabel('Price in dollars')).toHaveValue('$55');
  await dialog.getByLabel('From').fill('2026-11-10');
  await dialog.getByRole('button', { name: 'Add price' }).click();
  await expect(page.getByText('Done: CRM costs $55.00 from Nov 10, 2026 on.')).toBeVisible();
  const row = page.getByRole('row', { name: /^CRM \$/ });
  await expect(row).toContainText('$55.00');

  await page.getByRole('button', { name: 'New price of CRM', exact: true }).click();
  await dialog.getByLabel('Price in dollars').fill('60');
  await dialog.getByLabel('From').fill('2027-01-01');
  await dialog.getByRole('button', { name: 'Add price' }).click();
  await expect(row).toContainText('$60.00 from Jan 1, 2027');
  await page.getByRole('button', { name: 'History of CRM', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Prices of CRM, newest first' }).getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: /^Withdraw the price of CRM/ }).click();
  await page.getByRole('dialog', { name: 'Withdraw price' }).getByRole('button', { name: 'Withdraw' }).click();
  await expect(row).not.toContainText('$60.00');

  // Both windows follow: the Billing Manager charges the new price.
  await page.getByRole('link', { name: 'Billing Information', exact: true }).click();
  const manager = await summary.edit('Headquarters');
  await manager.quantity('CRM').fill('25');
  // 55.00 × 3 × 21 ÷ 30
  await expect(manager.column.getByText('$115.50').filter({ visible: true }).first()).toBeVisible();
});

test('a contract price and minimum of one account', async ({ summary: { page } }) => {
  await page.getByRole('link', { name: 'Price Book' }).click();
  const section = page.getByRole('region', { name: 'Headquarters' });
  await section.getByRole('button', { name: /Show every license/ }).click();
  await section.getByRole('button', { name: 'Change the contract of Headquarters for Fax' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fax, Headquarters' });
  await dialog.getByLabel('Contract price', { exact: true }).check();
  await dialog.getByLabel('Contract price in dollars a month').fill('12.50');
  await dialog.getByLabel('Minimum quantity').fill('99');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/below a minimum of 99. Raise the quantity first/)).toBeVisible();
  await dialog.getByLabel('Minimum quantity').fill('1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Done: The contract of Headquarters for Fax is saved.')).toBeVisible();
  await expect(section.getByRole('row', { name: /^Fax \$12\.50 \$15\.00 1 2/ })).toBeVisible();
});

test('the price book, a receipt and the products are accessible', async ({ summary }) => {
  const { page } = summary;
  await page.goto(`${new URL(page.url()).origin}/#/receipts/2`);
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt 000002' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Price Book' }).click();
  await page.getByRole('button', { name: 'History of PowerDialer' }).click();
  await expect(page.getByRole('list', { name: 'Prices of PowerDialer, newest first' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add price', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add price' }).click();
  await expect(page.getByRole('dialog').getByText(/must be dollars such as/)).toBeVisible();
  await expectAccessible(page, 'dialog[open]');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Billing Information', exact: true }).click();
  const manager = await summary.edit('Headquarters');
  await manager.page.getByRole('button', { name: 'Add to the draft' }).click();
  await manager.page.getByLabel('Training quantity').fill('x');
  await expect(manager.page.getByText('Type a whole number, 1 or more.')).toBeVisible();
  await expectAccessible(manager.page, '#products');
});
