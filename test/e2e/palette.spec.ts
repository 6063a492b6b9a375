import { expectAccessible } from './support/accessible.ts';
import { expect, ManagerWindow, test } from './support/fixtures.ts';

test('the palette by keyboard alone: pages, commands with their reason, a receipt, a person, and what was chosen lately', async ({ summary, context }) => {
  const { page } = summary;
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  const box = palette.getByRole('combobox');
  const chosen = palette.getByRole('option', { selected: true });
  const open = async (text: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(box).toBeFocused();
    await page.keyboard.type(text);
  };
  await expect(page.getByRole('heading', { name: 'Purchases' })).toBeVisible();
  await open('');
  await expectAccessible(page, 'dialog[open]');
  await page.keyboard.type('price book');
  await expect(chosen).toHaveText(/Price Book/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Price Book' })).toBeVisible();

  await open('000042');
  await expect(chosen).toHaveText(/Receipt 000042/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt 000042' })).toBeVisible();

  await open('ramanfield');
  await expect(chosen).toHaveText(/Priya Ramanfield/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Ramanfield' })).toHaveCount(1);

  await open('new user');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /user/i })).toBeVisible();
  await page.keyboard.press('Escape');

  await open('');
  await expect(palette.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([/New user/, /Priya Ramanfield/, /Receipt 000042/, /Price Book/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(chosen).toHaveText(/Show keyboard shortcuts/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Ctrl+K')).toBeVisible();
  await page.keyboard.press('Escape');

  const opened = context.waitForEvent('page');
  await open('purchase minutes remote');
  await page.keyboard.press('Enter');
  const manager = new ManagerWindow(await opened);
  await expect(manager.page.getByRole('heading', { level: 1, name: 'Remote Office' })).toBeVisible();
  await manager.page.keyboard.press('Control+k');
  await manager.page.keyboard.type('funding');
  await manager.page.keyboard.press('Enter');
  await expect(manager.page.getByRole('heading', { name: 'Funding sources' })).toBeFocused();
  await manager.page.keyboard.press('Control+k');
  await manager.page.keyboard.type('nothing like this');
  await expect(manager.page.getByText('Nothing was found.')).toBeVisible();
});
