import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, story, test } from './support/fixtures.ts';

async function openUsers(page: Page, users = 38): Promise<void> {
  await page.getByRole('link', { name: 'Billing Information' }).click();
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeFocused();
  await expect(page.getByText(`${users} users`)).toBeVisible();
}
const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });
const csv = (text: string) => ({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const HEADER = 'email,first name,last name,account\n';

story('the users, who stay as they are', () => {
  test('Users page and its dialogs are accessible', async ({ summary: { page } }) => {
    await openUsers(page);
    await page.getByRole('checkbox', { name: 'Select Alice Brown' }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Move to account' }).click();
    await expectAccessible(page, 'dialog[open]');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit Alice Brown' }).click();
    await expectAccessible(page, 'dialog[open]');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Import users' }).click();
    await page.getByText('What the file must look like').click();
    await expectAccessible(page, 'dialog[open]');
    await page.keyboard.press('Escape');
  });

  test('a long import shows its progress and can be cancelled; nothing is written', async ({ summary: { page } }) => {
    await openUsers(page);
    await page.getByRole('button', { name: 'Import users' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import users' });
    const lines = Array.from({ length: 300_000 }, (_, index) => `n${index}@x.example,New,User${index},Headquarters\n`).join('');
    await dialog.getByLabel('CSV file').setInputFiles(csv(HEADER + lines));
    await expect(dialog.getByRole('progressbar')).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog.getByText('Drop a CSV file here')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('38 users')).toBeVisible();
  });
});

story('the users, who change', () => {
  test('a user is added, edited, deactivated and reactivated; a mistake is told at its field', async ({ summary: { page } }) => {
    await openUsers(page);
    await expect(row(page, 'Graciela Montoverde')).toContainText('Inbound/Outbound blend');
    await page.getByRole('button', { name: 'Add user' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a user' });
    await dialog.getByLabel('First name').fill('=Vera');
    await dialog.getByLabel('Last name').fill('Aardvark');
    await dialog.getByLabel('E-mail address').fill('alice.brown@company-x.example');
    await dialog.getByRole('button', { name: 'Add user' }).click();
    await expect(dialog.getByText('First name must not begin with')).toBeVisible();
    await dialog.getByLabel('First name').fill('Vera');
    await dialog.getByRole('button', { name: 'Add user' }).click();
    await expect(dialog.getByText('Alice Brown has this e-mail address already.')).toBeVisible();
    await expect(dialog.getByLabel('E-mail address')).toBeFocused();
    await dialog.getByLabel('E-mail address').fill('vera@company-x.example');
    await dialog.getByRole('button', { name: 'Add user' }).click();
    await expect(page.getByText('39 users')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add user' })).toBeFocused();
    await expect(row(page, 'Vera Aardvark')).toContainText('No base license');

    await page.getByRole('button', { name: 'Edit Vera Aardvark' }).click();
    await page.getByRole('dialog').getByLabel('First name').fill('Veronika');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(row(page, 'Veronika Aardvark')).toBeVisible();

    await page.getByRole('button', { name: 'Edit Veronika Aardvark' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate Veronika Aardvark' }).click();
    await expect(row(page, 'Veronika Aardvark')).toContainText('Inactive');
  });

  test('the list is filtered, and many are changed at once; the last administrator stays', async ({ summary: { page } }) => {
    await openUsers(page, 39);
    await page.getByRole('search').getByLabel('Account').selectOption({ label: 'Remote Office' });
    await page.getByRole('search').getByLabel('License').selectOption({ label: 'Inbound' });
    await expect(page.getByText(/^[23] users$/)).toBeVisible();
    await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Deactivate/ }).click();
    await expect(page.getByText(/users are deactivated\. \d+ licenses were given up\./).first()).toBeVisible();
    await expect(page.getByText('No user fits this filter.')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(page.getByText(/^3\d users$/)).toBeVisible();
    await page.getByRole('checkbox', { name: 'Select Alice Brown' }).check();
    await page.getByRole('checkbox', { name: 'Select Ingrid Solheimer' }).check();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Deactivate/ }).click();
    await expect(page.getByRole('dialog').getByText(/last Billing Administrator/)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  test('a file is tried first, refused with its lines, and then imported whole', async ({ summary: { page } }) => {
    await openUsers(page, 39);
    await page.getByRole('button', { name: 'Import users' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import users' });
    const input = dialog.getByLabel('CSV file');
    await input.setInputFiles(csv(`${HEADER}a@x.example,Ada,Abel,Headquarters\nb@x.example,=cmd,Abel,Nowhere\n`));
    await expect(dialog.getByRole('region', { name: 'Rejected lines' }).getByRole('row')).toHaveCount(2);
    await expect(dialog.getByRole('button', { name: /^Import/ })).toHaveCount(0);
    await expectAccessible(page, 'dialog[open]');
    await dialog.getByRole('button', { name: 'Choose another file' }).click();
    await input.setInputFiles({ name: 'latin.csv', mimeType: 'text/csv', buffer: Buffer.from(`${HEADER}a@x.example,Zo\u00eb,Abel,Headquarters\n`, 'latin1') });
    await expect(dialog.getByText('Line 2 is not text in UTF-8')).toBeVisible();
    await dialog.getByRole('button', { name: 'Choose another file' }).click();
    await input.setInputFiles(csv(`${HEADER}a@x.example,Ada,Aalto,Headquarters\nb@x.example,Bo,Aalto,Remote Office\n`));
    await dialog.getByRole('button', { name: 'Import 2 users' }).click();
    await expect(dialog.getByText('2 added, 0 changed, 0 unchanged.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText('41 users')).toBeVisible();
    await expect(row(page, 'Ada Aalto')).toBeVisible();
  });
});
