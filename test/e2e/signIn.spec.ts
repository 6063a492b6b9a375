import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchApp } from '../support/launchApp.ts';
import { expectAccessible } from './support/accessible.ts';
import { CLOCK, expect, ManagerWindow, SummaryWindow, test } from './support/fixtures.ts';
import { addOperator, ANN, chooseInAccountMenu, cover, createCompany, startCompany } from './support/newCompany.ts';

test.use({ demo: false });

const WAIT = { code: 'WAIT', path: '/password', message: 'Too many wrong passwords. Try again in 3 seconds.', details: { seconds: 3 } };

test('locking covers both windows, and what was typed stays behind the cover', async ({ app, summary }) => {
  await startCompany(app, summary);
  const manager = await summary.edit('Main account');
  await manager.quantity('CRM').fill('7');
  await chooseInAccountMenu(summary.page, 'Lock');

  for (const page of [summary.page, manager.page]) {
    await expect(cover(page).dialog).toBeVisible();
    await expect(page.getByText(/^Locked\. What .+ typed is kept until someone else signs in\.$/)).toBeVisible();
    await expect(cover(page).email).toHaveValue(ANN.email);
    await expect(cover(page).password).toBeFocused();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fresh Start Ltd');
  }
  for (let press = 0; press < 3; press += 1) await manager.page.keyboard.press('Escape');
  await expect(cover(manager.page).dialog).toBeVisible();

  await cover(manager.page).password.fill(ANN.password);
  await manager.page.keyboard.press('Enter');
  await expect(manager.quantity('CRM')).toHaveValue('7');
  await expect(cover(manager.page).dialog).toHaveCount(0);
  await expect(cover(summary.page).dialog).toHaveCount(0);
  await expect(summary.page).toHaveTitle('Billing Information – Fresh Start Ltd');
});

test('a file opens with nobody signed in; wrong passwords are told, and wait; no password stands in a file', async ({ browser }) => {
  const first = await launchApp({ clock: CLOCK });
  const context = await browser.newContext();
  const opened = new SummaryWindow(await context.newPage());
  await opened.page.goto(first.address);
  const path = await createCompany(opened);
  await context.close();
  await first.close({ keepData: true });

  const second = await launchApp({ clock: CLOCK, dataFolder: first.dataFolder, dataFile: path });
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(second.address);
  const { dialog, email, password, problem, button, signIn } = cover(page);
  await expect(dialog).toContainText('It does not encrypt it');
  await expect(email).toBeFocused();
  expect(asked.filter((each) => /invoke\/(?!app\.state|session\.touch)/.test(each))).toEqual([]);

  await button.click();
  await expect(problem).toHaveText('The e-mail address is empty.');
  await signIn({ email: 'nobody@fresh.example', password: ANN.password });
  await expect(problem).toHaveText('The e-mail address and the password do not go together.');
  for (const attempt of ['first wrong', 'second wrong', 'third wrong']) {
    await signIn({ ...ANN, password: attempt });
    await expect(problem).toHaveText('The e-mail address and the password do not go together.');
    await expect(password).toBeFocused();
    await expect(password).toHaveValue(attempt);
    await expect(button).toBeEnabled();
  }
  // How long depends on the machine's haste; the answer of a wait of three seconds does not.
  await page.route('**/invoke/session.signIn', (route) => route.fulfill({ json: { ok: false, error: WAIT } }), { times: 1 });
  await signIn(ANN);
  await expect(problem).toHaveText('Too many wrong passwords. Try again in 3 seconds.');
  await expect(button).toBeDisabled();
  await expect(dialog.getByText('Try again in 2 seconds.')).toBeVisible();
  await expect(dialog.getByText('You can try again now.')).toBeVisible();
  await button.click();
  await expect(page.getByRole('heading', { name: 'Billing Information' })).toBeFocused();
  await second.close({ keepData: true });

  for (const name of readdirSync(second.dataFolder, { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name)) {
    const content = readFileSync(join(second.dataFolder, name), 'latin1');
    for (const secret of [ANN.password, 'third wrong']) expect(content.includes(secret), `${name} holds a password`).toBe(false);
  }
  rmSync(second.dataFolder, { recursive: true, force: true });
});

test('signing out leaves nothing for the next operator, who sees what their group allows', async ({ app, summary }) => {
  await startCompany(app, summary);
  const vera = await addOperator(summary, 'Vera', 3);
  const manager = await summary.edit('Main account');
  await manager.quantity('CRM').fill('7');
  await summary.page.getByRole('link', { name: 'Scenarios' }).click();
  await summary.page.getByRole('button', { name: 'New scenario' }).click();
  await expect(summary.page.getByLabel('Name of Scenario 1')).toBeVisible();
  await summary.page.getByRole('link', { name: 'Permission Groups' }).click();
  await chooseInAccountMenu(summary.page, 'Sign out');
  await expect(cover(summary.page).email).toHaveValue('');
  await expect(summary.page.getByText('Sign in to work with the billing of this company.')).toBeVisible();
  await cover(summary.page).signIn(vera);

  await expect(summary.page.getByRole('button', { name: 'Signed in as Vera Stone, account menu' })).toBeVisible();
  await expect(summary.page.getByRole('button', { name: 'Add group' })).toHaveCount(0);
  await summary.page.getByRole('link', { name: 'Scenarios' }).click();
  await expect(summary.page.getByText('No scenario yet.')).toBeVisible();
  await summary.page.getByRole('link', { name: 'Billing Information' }).click();
  await expect(summary.page.getByRole('link', { name: 'View Main account' })).toBeVisible();
  await expect(summary.page.getByText('No licenses are billed on this account yet.', { exact: true })).toBeVisible();
  await expect(manager.quantity('CRM')).toHaveValue('0');
  await expect(manager.quantity('CRM')).toBeDisabled();
  await expect(manager.page.getByText('Your permission group, Billing Viewer, does not allow this: Change quantities, buy products.').first()).toBeVisible();
  await expect(manager.column.getByText('Your permission group, Billing Viewer, does not allow this: Assign licenses, import sessions.')).toBeVisible();
});

test('a window that stays open from one operator to the next goes on following the data', async ({ app, summary, context }) => {
  await startCompany(app, summary);
  const vera = await addOperator(summary, 'Vera', 3);
  const { page } = summary;
  const managerPage = await context.newPage();
  // What was read before is dropped minutes later.
  await managerPage.clock.install();
  await managerPage.goto(`${app.origin}/billing-manager/?account=1`);
  const manager = new ManagerWindow(managerPage);
  await manager.ready('Main account');
  for (const operator of [vera, ANN]) {
    await chooseInAccountMenu(page, 'Sign out');
    await expect(cover(page).dialog).toBeVisible();
    await cover(page).signIn(operator);
    await expect(cover(page).dialog).toHaveCount(0);
    await manager.ready('Main account');
  }
  await managerPage.clock.fastForward('10:00');
  await summary.invoke('accounts.change', { accountId: 1, name: 'Renamed account', billingDay: 1 });
  await expect(summary.account('Renamed account')).toBeVisible();
  await expect(managerPage.getByRole('heading', { level: 1, name: 'Renamed account' })).toBeVisible();
});

test('the own password is changed with the one there is now', async ({ app, summary }) => {
  await startCompany(app, summary);
  const { page } = summary;
  await chooseInAccountMenu(page, 'Change password');
  const dialog = page.getByRole('dialog', { name: 'Change password' });
  const change = async (now: string, next: string, again: string) => {
    await dialog.getByLabel('Password now').fill(now);
    await dialog.getByLabel('New password, at least 10 characters').fill(next);
    await dialog.getByLabel('New password again').fill(again);
    await dialog.getByRole('button', { name: 'Change password' }).click();
  };
  await change(ANN.password, 'a better password', 'a better passwort');
  await expect(dialog.getByText('The two new passwords differ.')).toBeVisible();
  await change(ANN.password, 'short', 'short');
  await expect(dialog.getByText('The new password is shorter than 10 characters.')).toBeVisible();
  await change('a wrong one', 'a better password', 'a better password');
  await expect(dialog.getByText('This is not your password.')).toBeVisible();
  await change(ANN.password, 'a better password', 'a better password');
  await expect(dialog).toHaveCount(0);

  await page.keyboard.press('l');
  await cover(page).signIn(ANN);
  await expect(cover(page).problem).not.toBeEmpty();
  await cover(page).signIn({ ...ANN, password: 'a better password' });
  await expect(cover(page).dialog).toHaveCount(0);
});

test('from the cover one leaves for another file, or for none', async ({ app, summary }) => {
  const path = await startCompany(app, summary);
  const { page } = summary;
  await page.getByRole('link', { name: 'Scenarios' }).click();
  await page.getByRole('button', { name: 'New scenario' }).click();
  await page.getByLabel('CRM, Scenario 1', { exact: true }).fill('9');
  await page.getByRole('heading', { level: 1, name: 'Scenarios' }).click();
  await page.keyboard.press('l');
  await cover(page).dialog.getByRole('button', { name: 'Open another file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a file' });
  await dialog.getByLabel('Path of the data file').fill(`${path}.missing`);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  // What is not saved is not lost unasked, nor where the other file does not open.
  const leaving = page.getByRole('dialog', { name: 'Leave the scenarios' });
  await expectAccessible(page, 'dialog[open]');
  await leaving.getByRole('button', { name: 'Stay' }).click();
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await leaving.getByRole('button', { name: 'Leave them' }).click();
  await expect(dialog.getByText('The file was not opened.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(cover(page).dialog).toBeVisible();
  await cover(page).signIn(ANN);
  await expect(page.getByLabel('CRM, Scenario 1', { exact: true })).toHaveValue('9');
  await page.getByRole('heading', { level: 1, name: 'Scenarios' }).click();
  await page.keyboard.press('l');
  await cover(page).dialog.getByRole('button', { name: 'Close this file' }).click();
  await leaving.getByRole('button', { name: 'Leave them' }).click();
  await expect(page.getByRole('button', { name: /Explore the demonstration/ })).toBeVisible();
});

test('a dialog that was open stays as it was, under the cover', async ({ app, summary }) => {
  await startCompany(app, summary);
  const { page } = summary;
  await page.getByRole('link', { name: 'Permission Groups' }).click();
  await page.getByRole('button', { name: 'Add group' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Half a na');
  await summary.invoke('session.lock', {});
  await expect(cover(page).password).toBeFocused();
  await expect(page.getByLabel('Name', { exact: true })).toBeHidden();
  await cover(page).signIn(ANN);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half a na');
});

test('input tells the application that someone is there, twice a minute at most', async ({ app, summary }) => {
  await startCompany(app, summary);
  const { page } = summary;
  let touches = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/invoke/session.touch')) touches += 1;
  });
  for (let press = 0; press < 20; press += 1) await page.keyboard.press('Tab');
  await page.mouse.move(200, 200);
  await page.mouse.move(300, 300);
  await expect.poll(() => touches).toBe(1);
});

test('a demonstration has no password to change and nothing to lock', async ({ summary: { page } }) => {
  await page.getByRole('button', { name: /Explore the demonstration/ }).click();
  await page.getByRole('button', { name: /account menu/ }).click();
  await expect(page.getByText('A demonstration opens signed in and never locks.')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Account menu' }).getByRole('button')).toHaveCount(0);
});

test('the cover, the account menu and the dialog of the password are accessible', async ({ app, summary }) => {
  await startCompany(app, summary);
  const { page } = summary;
  await page.getByRole('button', { name: /account menu/ }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expectAccessible(page, 'dialog[open]');
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expect(cover(page).dialog).toBeVisible();
  await expectAccessible(page);
  await cover(page).signIn({ ...ANN, password: 'wrong wrong' });
  await expect(cover(page).problem).not.toBeEmpty();
  await expectAccessible(page);
});
