import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, story, test } from './support/fixtures.ts';

const cell = (page: Page, license: string, user: string) => page.getByRole('checkbox', { name: `${license} for ${user}`, exact: true });
const typeRow = (page: Page, license: string) => page.getByRole('table', { name: 'License types and how many are assigned' }).getByRole('row', { name: new RegExp(`^${license} (Yes|No)`) });

story('assignments of one account', () => {
  test('the section is accessible', async ({ manager }) => {
    const { page } = manager;
    await cell(page, 'Fax', 'Ravi Chandragate').check();
    await page.getByRole('checkbox', { name: 'Select Alice Brown' }).check();
    await expectAccessible(page, '#assignments');
    await page.getByRole('button', { name: 'Undo all' }).click();
    await page.getByRole('checkbox', { name: 'Select Alice Brown' }).uncheck();
  });

  test('arrow keys go through the grid, and the space bar changes a cell', async ({ manager }) => {
    const { page } = manager;
    await cell(page, 'CRM', 'Alice Brown').focus();
    await page.keyboard.press('ArrowRight');
    await expect(cell(page, 'CRM-View Only', 'Alice Brown')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await expect(cell(page, 'Recording Port', 'Ravi Chandragate')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(cell(page, 'Recording Port', 'Ravi Chandragate')).toBeChecked();
    await page.getByRole('button', { name: 'Undo all' }).click();
  });

  test('what is refused is said at the cell, and a shortage is bought in the same Accept', async ({ manager }) => {
    const { page } = manager;
    await cell(page, 'CRM', 'Graciela Montoverde').uncheck();
    await expect(page.getByText('Graciela Montoverde cannot lose CRM while PowerDialer, Flex Port, Inbound depend on it.')).toBeVisible();
    await expect(cell(page, 'CRM', 'Graciela Montoverde')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page, '#assignments');
    await page.getByRole('button', { name: 'Undo all' }).click();

    await page.getByRole('textbox', { name: 'Find users' }).fill('ka');
    await page.getByRole('checkbox', { name: 'Select all users that are listed' }).check();
    await page.getByLabel('License to give or take').selectOption({ label: 'ResponseLoop' });
    await page.getByRole('button', { name: 'Give to all' }).click();
    await expect(page.getByText(/would hold it, 6 are paid for/)).toBeVisible();
    const raise = page.getByRole('button', { name: /^Raise ResponseLoop to \d+$/ });
    const quantity = /\d+/.exec((await raise.textContent()) ?? '')?.[0] ?? '';
    await raise.click();
    await expect(manager.quantity('ResponseLoop')).toHaveValue(quantity);
    await manager.signAs('Alice', 'Brown');
    await manager.accept.click();
    await expect(manager.column.getByText('Accepted.')).toBeVisible();
    await page.getByRole('button', { name: 'Review assignments' }).click();
    await expect(page.getByRole('heading', { name: 'User License Assignments' })).toBeFocused();
    await expect(typeRow(page, 'ResponseLoop')).toContainText(quantity);
    await page.getByRole('textbox', { name: 'Find users' }).fill('');
  });

  test('licenses are given and taken in the draft, and saved by Accept alone', async ({ manager }) => {
    const { page } = manager;
    await cell(page, 'Fax', 'Ravi Chandragate').check();
    await cell(page, 'ResponseLoop', 'Ravi Chandragate').uncheck();
    await expect(manager.column.getByText('2 changes')).toBeVisible();
    await expect(typeRow(page, 'ResponseLoop')).toContainText('was 7');
    await manager.signAs('Alice', 'Brown');
    await manager.accept.click();
    await expect(manager.column.getByText('Nothing was charged.')).toBeVisible();
    await page.reload();
    await expect(cell(page, 'Fax', 'Ravi Chandragate')).toBeChecked();
    await expect(cell(page, 'ResponseLoop', 'Ravi Chandragate')).not.toBeChecked();
  });
});
