import { expectAccessible } from './support/accessible.ts';
import { expect, ManagerWindow, test } from './support/fixtures.ts';

test('the summary shows every account with its licenses, what needs attention, and the receipts', async ({ summary }) => {
  for (const name of ['Headquarters', 'Remote Office', 'Outside Viewers']) await expect(summary.account(name)).toBeVisible();
  await expect(summary.account('Headquarters')).toContainText(/CRM\s*22 × \$50\.00/);
  await expect(summary.account('Headquarters')).toContainText(/Storage 1,430 of 1,750 MB/);
  await expect(summary.page.getByRole('region', { name: 'Needs attention' }).getByRole('listitem').first()).toBeVisible();

  const numbers = await summary.receipts().locator('summary > :first-child').allInnerTexts();
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers).toEqual([...numbers].sort().reverse());
});

test('a receipt opens to its items, who authorised it, and how an amount came about', async ({ summary }) => {
  const receipt = summary.receipts().filter({ hasText: 'Licenses added' }).first();
  await receipt.locator('summary').click();
  const items = receipt.getByRole('table');
  await expect(items.getByRole('row')).not.toHaveCount(0);
  await expect(items.getByRole('rowheader', { name: 'Total' })).toBeVisible();
  await expect(receipt.getByText('Authorised by')).toBeVisible();

  await items.getByRole('button', { name: /how this came about/ }).first().click();
  const card = receipt.getByRole('group', { name: 'How this came about' });
  await expect(card).toContainText('days left');
  await summary.page.keyboard.press('Escape');
  await expect(card).toBeHidden();
});

test('typing in the filter keeps the focus, counts what fits, and can be cleared', async ({ summary }) => {
  await expect(summary.receipts().first()).toBeVisible();
  const all = await summary.receiptCount().innerText();
  const text = summary.page.getByLabel('Text', { exact: true });
  await text.pressSequentially('Remote', { delay: 30 });
  await text.fill('no receipt has this');
  await expect(summary.page.getByText('No receipt fits this filter.')).toBeVisible();
  await expect(text).toBeFocused();
  await expect(summary.receiptCount()).toHaveText('0 receipts');

  await summary.page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(summary.receiptCount()).toHaveText(all);
  await expect(text).toHaveValue('');

  await summary.page.getByLabel('Kind').selectOption({ label: 'Automatic recharge' });
  await expect(summary.receipts().filter({ hasNotText: 'Automatic recharge' })).toHaveCount(0);
  await expect(summary.receipts().first()).toBeVisible();
});

test('further receipts are read as one scrolls, until all are there', async ({ summary }) => {
  await expect(summary.receipts().first()).toBeVisible();
  const count = Number.parseInt(await summary.receiptCount().innerText(), 10);
  expect(count).toBeGreaterThan(50);
  await summary.page.keyboard.press('End');
  await expect(summary.receipts()).toHaveCount(count);
  await expect(summary.receipts().last()).toContainText('000001');
});

test('activity tells who did what, with before and after', async ({ summary: { page } }) => {
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeFocused();
  const row = page.getByRole('row').filter({ hasText: 'Alice Brown' }).first();
  await expect(row).toContainText('became');
});

test('a second Edit brings the open window back with its draft', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  await manager.quantity('CRM').fill('23');
  await summary.page.getByRole('link', { name: 'Edit Headquarters' }).click();
  await expect(manager.quantity('CRM')).toHaveValue('23');
  expect(summary.page.context().pages()).toHaveLength(2);
});

test('what needs attention leads to the right section', async ({ summary }) => {
  const opened = summary.page.context().waitForEvent('page');
  const row = summary.page.getByRole('listitem').filter({ hasText: 'CRM licenses are paid for' });
  await row.getByRole('button').click();
  await expect((await opened).getByRole('heading', { name: 'User License Assignments' })).toBeFocused();
});

test('a card that expires is in sight where "Replace" leads', async ({ summary }) => {
  const opened = summary.page.context().waitForEvent('page');
  await summary.page.getByRole('listitem').filter({ hasText: 'Mastercard ending 5100 expires' }).getByRole('button', { name: 'Replace' }).click();
  const manager = new ManagerWindow(await opened);
  await manager.ready('Headquarters');
  await expect(manager.page.getByRole('heading', { name: 'Funding sources' })).toBeFocused();
  await expect(manager.page.locator('#funding').getByText('Mastercard ending 5100')).toBeInViewport({ ratio: 1 });
});

test('a file that is opened shows nothing that was read of the one before it', async ({ summary }) => {
  const { page } = summary;
  await expect(summary.account('Headquarters')).toBeVisible();
  await summary.invoke('file.close', {});
  await expect(page.getByRole('heading', { level: 1, name: 'Billing Desk' })).toBeVisible();
  const answer = Promise.withResolvers<undefined>();
  await page.route('**/invoke/summary.accounts', async (route) => {
    await answer.promise;
    await route.continue();
  });
  await summary.invoke('file.openDemonstration', {});
  await expect(page.getByRole('heading', { level: 1, name: 'Billing Information' })).toBeVisible();
  await expect(summary.account('Headquarters')).toHaveCount(0);
  answer.resolve(undefined);
  await expect(summary.account('Headquarters')).toBeVisible();
});

test('a billing account is added; what does not fit is said at its field and stays as typed', async ({ summary }) => {
  const { page } = summary;
  await page.getByRole('button', { name: 'Add billing account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add billing account' });
  const add = dialog.getByRole('button', { name: 'Add billing account' });
  await dialog.getByLabel('Name').fill('remote office');
  await dialog.getByLabel('Billing day').fill('15');
  await add.click();
  await expect(dialog.getByText('There is a billing account named Remote Office already.')).toBeVisible();
  await dialog.getByLabel('Name').fill('Night shift');
  await dialog.getByLabel('Billing day').fill('32');
  await add.click();
  await expect(dialog.getByText('The billing day is above 31.')).toBeVisible();
  await expectAccessible(page, 'dialog[open]');
  await expect(dialog.getByLabel('Billing day')).toHaveValue('32');
  await dialog.getByLabel('Billing day').fill('15');
  await add.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Done: The billing account Night shift is added.')).toBeVisible();
  await expect(summary.account('Night shift')).toContainText('Next bill Nov 15, 2026');
  await page.getByRole('button', { name: 'Name and billing day of Night shift' }).click();
  const change = page.getByRole('dialog', { name: 'Name and billing day of Night shift' });
  await change.getByLabel('Name', { exact: true }).fill('Late shift');
  await expect(change.getByLabel('Billing day')).toHaveValue('15');
  await change.getByLabel('Billing day').fill('20');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(change).toBeHidden();
  await expect(summary.account('Late shift')).toContainText('Next bill Nov 20, 2026');
  const manager = await summary.edit('Late shift');
  await expect(manager.page.getByText('This account has no funding source yet.')).toBeVisible();
});
