import { expect, test } from './support/fixtures.ts';

test.describe('with no file open', () => {
  test.use({ demo: false });

  test('the demonstration opens', async ({ summary: { page } }) => {
    await page.getByRole('button', { name: /Explore the demonstration/ }).click();
    await expect(page.getByRole('heading', { name: 'Billing Information' })).toBeVisible();
    await expect(page.getByRole('article', { name: 'Headquarters' })).toBeVisible();
  });

  test('a new company starts with its first operator, and says what is missing in a field', async ({ summary: { page } }) => {
    await page.getByRole('button', { name: /New company/ }).click();
    const dialog = page.getByRole('dialog', { name: 'New company' });
    await dialog.getByRole('button', { name: 'Create company' }).click();
    for (const sentence of ['Company name is empty.', 'Your first name is empty.', 'Your last name is empty.', 'Your e-mail address must be like name@example.com.', 'Your password is shorter than 10 characters.']) {
      await expect(dialog.getByText(sentence)).toBeVisible();
    }
    await dialog.getByLabel('Company name').fill('Fresh Start Ltd');
    await dialog.getByLabel('Your first name').fill('Ann');
    await dialog.getByLabel('Your last name').fill('Lee');
    await dialog.getByLabel(/Your password/).fill('correct horse battery');
    await dialog.getByLabel('Your e-mail address').fill('not an address');
    await dialog.getByRole('button', { name: 'Create company' }).click();
    await expect(dialog.getByText('Your e-mail address must be like name@example.com.')).toBeVisible();
    await expect(dialog.getByLabel('Company name')).toHaveValue('Fresh Start Ltd');

    await dialog.getByLabel('Your e-mail address').fill('ann@fresh.example');
    await dialog.getByLabel(/Your password/).fill('short');
    await expect(dialog.getByLabel(/Your password/)).toHaveAttribute('type', 'password');
    await dialog.getByLabel('Show the password').check();
    await expect(dialog.getByLabel(/Your password/)).toHaveAttribute('type', 'text');
    await dialog.getByRole('button', { name: 'Create company' }).click();
    await expect(dialog.getByText('Your password is shorter than 10 characters.')).toBeVisible();
    await dialog.getByLabel(/Your password/).fill('correct horse battery');
    const file = dialog.getByLabel('Data file');
    await file.fill('no such folder/fresh.billing');
    await dialog.getByRole('button', { name: 'Create company' }).click();
    await expect(dialog.getByRole('alert').filter({ hasText: /^There is no folder .*no such folder\.$/ })).toBeVisible();
    await expect(file).toHaveAttribute('aria-invalid', 'true');
    await file.fill('');
    await dialog.getByRole('button', { name: 'Create company' }).click();
    await expect(page.getByRole('button', { name: /Fresh Start Ltd.*file menu/ })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Signed in as Ann Lee' })).toBeVisible();
    await expect(page.getByText('Nothing was bought yet.')).toBeVisible();
  });

  test('a file opens by its path; one that is not there is refused with what was typed kept', async ({ summary: { page }, app }) => {
    await page.getByRole('button', { name: /Explore the demonstration/ }).click();
    await page.getByRole('button', { name: /file menu/ }).click();
    const path = await page.getByText(app.dataFolder).first().innerText();
    await page.getByRole('button', { name: 'Close this file' }).click();

    await page.getByRole('button', { name: /Open a file/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Open a file' });
    const field = dialog.getByLabel('Path of the data file');
    await field.fill(`${path}.missing`);
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(dialog.getByText('The file was not opened.')).toBeVisible();
    await expect(field).toHaveValue(`${path}.missing`);

    await field.fill(path.slice(app.dataFolder.length + 1));
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Billing Information' })).toBeVisible();
  });
});
