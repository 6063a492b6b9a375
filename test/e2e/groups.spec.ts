import { expectAccessible } from './support/accessible.ts';
import { expect, story, test } from './support/fixtures.ts';
import { addOperator, ANN, cover, startCompany } from './support/newCompany.ts';

test.use({ demo: false });

story('permission groups', () => {
  let olga = { email: '', password: '' };

  test('where the groups cannot be read the page says so, and tries again', async ({ app, summary }) => {
    await startCompany(app, summary);
    const { page } = summary;
    await page.route('**/invoke/groups.list', (route) => route.abort());
    await page.getByRole('link', { name: 'Permission Groups' }).click();
    await expect(page.getByText('The permission groups could not be read.')).toBeVisible();
    await page.unroute('**/invoke/groups.list');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Billing Viewer' })).toBeVisible();
  });

  test('a group is added, changed and removed; what was done stands in the activity', async ({ summary }) => {
    const { page } = summary;
    await page.getByRole('link', { name: 'Permission Groups' }).click();
    const table = page.getByRole('region', { name: 'What each group allows' });
    await expect(table.getByRole('row', { name: 'Manage prices allowed not allowed not allowed' })).toBeVisible();

    await page.getByRole('button', { name: 'Add group' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add group' });
    await expect(dialog.getByLabel('Name')).toBeFocused();
    await dialog.getByLabel('Name').fill('billing viewer');
    await dialog.getByRole('checkbox', { name: 'Manage prices' }).check();
    await dialog.getByRole('button', { name: 'Add group' }).click();
    await expect(dialog.getByText('There is a permission group named Billing Viewer already.')).toBeVisible();
    await dialog.getByLabel('Name').fill('Pricing');
    await dialog.getByRole('button', { name: 'Add group' }).click();
    await expect(page.getByText('The group Pricing is added.').first()).toBeVisible();
    await expect(table.getByRole('row', { name: 'Manage prices allowed not allowed not allowed allowed' })).toBeVisible();

    await page.getByRole('button', { name: 'Change Pricing' }).click();
    const change = page.getByRole('dialog', { name: 'Change Pricing' });
    await change.getByLabel('Name').fill('Price keepers');
    await change.getByRole('checkbox', { name: 'View billing' }).press('Space');
    await change.getByLabel('Name').press('Enter');
    await expect(page.getByRole('heading', { name: 'Price keepers' })).toBeVisible();
    await expect(table.getByRole('row', { name: 'View billing allowed allowed allowed not allowed' })).toBeVisible();

    await page.getByRole('button', { name: 'Remove Price keepers' }).click();
    await page.getByRole('dialog', { name: 'Remove Price keepers' }).getByRole('button', { name: 'Remove group' }).click();
    await expect(page.getByRole('heading', { name: 'Price keepers' })).toHaveCount(0);

    await page.getByRole('link', { name: 'Activity' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Changed the permission group Pricing' });
    await expect(row).toContainText('Name Pricing → became Price keepers');
    await expect(row).toContainText('View billing allowed → became not allowed');
  });

  test('the page and its dialogs are accessible', async ({ summary }) => {
    const { page } = summary;
    await summary.invoke('users.add', { firstName: 'Vera', lastName: 'Stone', email: 'vera@fresh.example', accountId: 1, groupId: 3 });
    await page.getByRole('link', { name: 'Permission Groups' }).click();
    await expect(page.getByText('Who is in each')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add group' }).click();
    await expectAccessible(page, 'dialog[open]');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Set password of Vera Stone' }).click();
    await expectAccessible(page, 'dialog[open]');
    await page.keyboard.press('Escape');
  });

  test('a new password for another operator, who signs in with it', async ({ summary }) => {
    const { page } = summary;
    await page.getByRole('link', { name: 'Permission Groups' }).click();
    await expect(page.getByText('No password yet')).toBeVisible();
    await page.getByRole('button', { name: 'Set password of Vera Stone' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set the password of Vera Stone' });
    await dialog.getByLabel('New password, at least 10 characters').fill('tell her this one');
    await dialog.getByLabel('New password again').fill('tell her this one');
    await dialog.getByRole('button', { name: 'Set password' }).click();
    await expect(page.getByText('The password of Vera Stone is set.').first()).toBeVisible();
    await expect(page.getByText('No password yet')).toHaveCount(0);
    await page.keyboard.press('l');
    await cover(page).signIn({ email: 'vera@fresh.example', password: 'tell her this one' });
    await expect(page.getByRole('button', { name: 'Signed in as Vera Stone' })).toBeVisible();
    await page.keyboard.press('l');
    await cover(page).signIn(ANN);
    await expect(page.getByRole('button', { name: 'Signed in as Ann Lee' })).toBeVisible();
  });

  test('shipped groups cannot be changed, and a group with operators says why it stays', async ({ summary }) => {
    const { page } = summary;
    const added = await summary.invoke('groups.add', { commandId: crypto.randomUUID(), name: 'Office', capabilities: ['viewBilling', 'manageUsers'] });
    const { groupId } = (added as { value: { groupId: number } }).value;
    olga = await addOperator(summary, 'Olga', groupId);
    await page.getByRole('link', { name: 'Permission Groups' }).click();
    await expect(page.getByRole('button', { name: 'Change Billing Viewer' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Remove Office' })).toBeDisabled();
    await expect(page.getByText('1 user is in Office. Move them to another group first.')).toBeVisible();
  });

  test('who manages users and little else is offered no more than that', async ({ summary }) => {
    const { page } = summary;
    await page.keyboard.press('l');
    await cover(page).signIn(olga);
    await page.getByRole('link', { name: 'Permission Groups' }).click();
    await expect(page.getByRole('button', { name: 'Reset password of Ann Lee' })).toBeDisabled();
    await page.getByRole('button', { name: 'Add group' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add group' });
    await expect(dialog.getByRole('checkbox', { name: 'Manage prices' })).toBeDisabled();
    await expect(dialog.getByRole('checkbox', { name: 'Manage users and groups' })).toBeEnabled();
    await page.keyboard.press('Escape');
    await page.keyboard.press('l');
    await cover(page).signIn(ANN);
    await expect(page.getByRole('button', { name: 'Signed in as Ann Lee' })).toBeVisible();
  });

  test('a group that allows nothing sees that, and what to do', async ({ summary }) => {
    const { page } = summary;
    await page.getByRole('link', { name: 'Billing Information' }).click();
    const added = await summary.invoke('groups.add', { commandId: crypto.randomUUID(), name: 'Nothing', capabilities: [] });
    const nils = await addOperator(summary, 'Nils', (added as { value: { groupId: number } }).value.groupId);
    await page.keyboard.press('l');
    await cover(page).signIn(nils);
    await expect(page.getByText('Your permission group, Nothing, does not allow this: View billing.')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Company settings' }).getByRole('link')).toHaveCount(0);
    await page.keyboard.press('l');
    await cover(page).signIn(ANN);
    await expect(page.getByRole('article', { name: 'Main account' })).toBeVisible();
  });
});
