import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';

const section = (page: Page): Locator => page.getByRole('region', { name: 'Dialer Minutes' });

test('plays past use with other settings, from the settings and from a file, and writes nothing', async ({ summary }) => {
  const { page } = await summary.edit('Headquarters');
  await section(page).getByRole('button', { name: 'Purchase Minutes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Purchase Minutes' });
  if (!(await dialog.getByLabel('Automatic recharge', { exact: true }).isChecked())) await dialog.getByLabel('Automatic recharge', { exact: true }).check();
  await dialog.getByRole('button', { name: 'See what other settings would have done' }).click();
  await expect(dialog).toBeHidden();
  const table = section(page).getByRole('table', { name: 'Recharge settings and what each would have done' });
  const lowest = table.getByRole('row', { name: /Lowest balance/ });
  await expect(lowest.getByRole('cell')).toHaveCount(4);
  await expect(section(page).getByRole('img', { name: /Balance at each day's end .*Today lowest/ })).toBeVisible();
  // What lies half below the bar above is no small target.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible(page);

  const was = await lowest.getByRole('cell').nth(1).innerText();
  await table.getByLabel('A: Reserve, days of use').fill('20');
  await expect(lowest.getByRole('cell').nth(1)).not.toHaveText(was);
  await table.getByLabel('A: Reserve, days of use').fill('x');
  await expect(section(page).getByRole('alert').filter({ hasText: 'A: Reserve, days of use' })).toBeVisible();
  await table.getByLabel('A: Reserve, days of use').fill('5');
  await section(page).getByRole('button', { name: 'Add settings' }).click();
  await expect(lowest.getByRole('cell')).toHaveCount(5);
  await section(page).getByRole('button', { name: 'Remove D' }).click();
  await expect(section(page).getByRole('button', { name: 'Remove C' })).toBeFocused();
  await expect(lowest.getByRole('cell')).toHaveCount(4);

  const file = section(page).getByLabel('Usage file to play');
  await file.setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from('time,kind,quantity\n2026-01-02 10:00,call,-5\n') });
  await expect(section(page).getByText('bad.csv could not be played: 1 line rejected. Line 2:')).toBeVisible();
  const lines = Array.from({ length: 28 }, (_, day) => `2026-01-${String(day + 1).padStart(2, '0')} 10:00,call,500,0.02`);
  await file.setInputFiles({ name: 'january.csv', mimeType: 'text/csv', buffer: Buffer.from(['time,kind,quantity,rate', ...lines].join('\n')) });
  await expect(section(page).getByText('Playing january.csv, 28 lines.')).toBeVisible();
  await expect(section(page).getByText('$280.00 used from')).toBeVisible();
  await section(page).getByRole('button', { name: "Back to the account's usage" }).click();
  await expect(section(page).getByText('$280.00 used from')).toBeHidden();
  await expect(summary.receipts().first()).not.toContainText('january');
});
