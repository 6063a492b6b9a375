import { expect, test } from './support/fixtures.ts';
import { addUsers } from './support/manyUsers.ts';

const USERS = 1000;

test('of a thousand users only those on screen are in the page, and all are given a license in one Accept', async ({ summary }) => {
  await addUsers(summary, USERS);
  const manager = await summary.edit('Headquarters');
  const { page } = manager;
  const grid = page.getByRole('region', { name: 'Who holds what' });
  await expect(grid.getByRole('grid')).toHaveAttribute('aria-rowcount', String(USERS + 21));
  await expect(page.getByText('1,020 users').first()).toBeVisible();
  expect(await grid.getByRole('row').count()).toBeLessThan(60);

  const last = page.getByRole('checkbox', { name: 'PowerDialer for Many User0999' });
  await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await last.check();
  await expect(page.getByText('Many User0999 needs CRM before PowerDialer.')).toBeVisible();
  await last.uncheck();

  await page.getByRole('textbox', { name: 'Find users' }).fill('many');
  await page.getByRole('checkbox', { name: 'Select all users that are listed' }).check();
  await page.getByLabel('License to give or take').selectOption('crm');
  await page.getByRole('button', { name: 'Give to all' }).click();
  await page.getByRole('button', { name: 'Raise CRM to 1,019' }).click();
  await manager.signAs('Alice', 'Brown');
  await expect(manager.column.getByText('1,000 changes')).toBeVisible();
  await manager.accept.click();
  await expect(manager.column.getByText('Accepted.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'CRM for Many User0000', exact: true })).toBeChecked();
});
