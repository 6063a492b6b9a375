import type { Locator, Page } from '@playwright/test';
import { launchApp } from '../support/launchApp.ts';
import { expectAccessible } from './support/accessible.ts';
import { CLOCK, expect, story, SummaryWindow, test } from './support/fixtures.ts';
import { startCompany } from './support/newCompany.ts';

const section = (page: Page): Locator => page.getByRole('region', { name: 'Funding sources' });
const listed = (page: Page): Promise<string[]> => section(page).getByRole('rowheader').allInnerTexts().then((texts) => texts.map((text) => /^.* ending \d{4}/.exec(text)?.[0] ?? text));

async function sign(dialog: Locator): Promise<void> {
  await dialog.getByLabel('First name').fill('Alice');
  await dialog.getByLabel('Last name').fill('Brown');
}

async function addCard(page: Page, brand: string, lastFour: string): Promise<void> {
  await section(page).getByRole('button', { name: 'Add funding source' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add funding source' });
  await dialog.getByLabel('Brand').fill(brand);
  await dialog.getByLabel('Last four digits').fill(lastFour);
  await dialog.getByLabel('Expires').fill('12/2030');
  await dialog.getByLabel('Card holder').fill('Alice Brown');
  await sign(dialog);
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(dialog).toBeHidden();
  await expect(section(page).getByText(`${brand} ending ${lastFour} is added.`)).toBeVisible();
}

test('two cards: the first declines, the second is charged on the billing date, and the receipt names it', async ({ page }) => {
  const before = await launchApp({ demo: true, clock: '2026-11-30T12:00:00.000Z' });
  await page.goto(before.address);
  const manager = await new SummaryWindow(page).edit('Headquarters');
  await addCard(manager.page, 'Discover', '0002');
  await addCard(manager.page, 'Discover', '3333');

  await section(manager.page).getByRole('button', { name: 'Change order' }).click();
  const order = manager.page.getByRole('dialog', { name: 'Order of funding sources' });
  // To the top by keyboard alone: first the one that pays, then the one that declines.
  for (const source of ['Discover ending 3333', 'Discover ending 0002']) {
    const handle = order.getByRole('button', { name: new RegExp(`^${source}, place`) });
    await handle.focus();
    for (let moves = 0; moves < 7; moves += 1) await manager.page.keyboard.press('ArrowUp');
    await expect(handle).toBeFocused();
  }
  await sign(order);
  await order.getByRole('button', { name: 'Accept' }).click();
  await expect(order).toBeHidden();
  await expect.poll(async () => (await listed(manager.page)).slice(0, 3)).toEqual(['Discover ending 0002', 'Discover ending 3333', 'Visa ending 4242']);
  await manager.page.close();
  await before.close({ keepData: true });

  // The cycle of 08:00 UTC on 1 December is the first after midnight in Denver; the application was closed for a day.
  const after = await launchApp({ demo: true, clock: '2026-12-01T18:00:00.000Z', dataFolder: before.dataFolder });
  await page.goto(after.address);
  const summary = new SummaryWindow(page);
  const receipt = summary.receipts().filter({ hasText: 'Recurring' }).filter({ hasText: 'Headquarters' }).first();
  await expect(receipt).toContainText('Dec 1, 2026');
  await expect(receipt).toContainText('Discover ending 3333');
  await after.close();
});

test('after more than two days closed it asks once, listing every charge; then it charges them; a bill that is declined is paid by Pay now, once', async ({ page }) => {
  const before = await launchApp({ demo: true, clock: CLOCK });
  await before.close({ keepData: true });
  const after = await launchApp({ demo: true, clock: '2026-12-02T18:00:00.000Z', dataFolder: before.dataFolder });
  await page.goto(after.address);
  const summary = new SummaryWindow(page);
  const dialog = page.getByRole('dialog', { name: 'Charges are waiting' });
  await expect(dialog.getByRole('row', { name: /^Headquarters Dec 1, 2026 to Dec 31, 2026 Visa ending 4242/ })).toBeVisible();
  await expectAccessible(page, 'dialog[open]');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(summary.receipts().first()).not.toContainText('Dec 2, 2026');
  const { value } = (await summary.invoke('summary.accounts', {})) as { value: { accounts: { id: number; name: string }[] } };
  const accountId = value.accounts.find(({ name }) => name === 'Outside Viewers')?.id;
  const { value: view } = (await summary.invoke('billingManager.view', { accountId })) as { value: { fundingSources: { id: number }[] } };
  const card = (lastFour: string) => ({ kind: 'card', institution: 'Discover', lastFour, expires: '2030-12', holder: 'Alice Brown' });
  const wish = () => ({ commandId: crypto.randomUUID(), accountId, firstName: 'Alice', lastName: 'Brown' });
  await summary.invoke('funding.replace', { ...wish(), fundingSourceId: view.fundingSources[0]?.id, source: card('0002') });
  for (const { id } of view.fundingSources.slice(1)) await summary.invoke('funding.remove', { ...wish(), fundingSourceId: id });
  await page.getByText(/did not run for more than two days: \d charges/).locator('..').getByRole('button', { name: 'Review' }).click();
  await dialog.getByRole('button', { name: 'Charge now' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Done: Automatic charging goes on.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(summary.receipts().filter({ hasText: 'Headquarters' }).first()).toContainText('Dec 2, 2026');
  await expect(page.getByText(/did not run for more than two days/)).toHaveCount(0);
  await page.reload();
  await expect(summary.receipts().first()).toBeVisible();
  await expect(dialog).toBeHidden();

  const opened = page.context().waitForEvent('page');
  const owed = page.getByText(/Outside Viewers: the bill of .* could not be paid/);
  await owed.locator('..').getByRole('button', { name: 'Pay now' }).click();
  const manager = await opened;
  await section(manager).getByRole('button', { name: 'Pay now' }).click();
  const pay = manager.getByRole('dialog', { name: 'Pay the bill now' });
  await expect(pay.getByText('Charged to Discover ending 0002.')).toBeVisible();
  await sign(pay);
  await pay.getByRole('button', { name: 'Pay now' }).click();
  await expect(section(manager).getByText(/Every funding source declined: \$120\.00 is owed\./)).toBeVisible();
  await summary.invoke('funding.add', { ...wish(), source: card('4242') });
  await section(manager).getByRole('button', { name: 'Pay now' }).click();
  await expect(pay.getByText(/Charged to Discover ending 0002; where it declines, to the next one/)).toBeVisible();
  await expectAccessible(manager, 'dialog[open]');
  await sign(pay);
  await pay.getByRole('button', { name: 'Pay now' }).click();
  await expect(section(manager).getByText('$120.00 paid. Nothing is owed any more.')).toBeVisible();
  await expect(section(manager).getByRole('button', { name: 'Pay now' })).toHaveCount(0);
  await expect(owed).toHaveCount(0);
  await expect(summary.receipts().filter({ hasText: 'Outside Viewers' }).first()).toContainText('Discover ending 4242');
  await after.close();
});

test('a source is replaced and removed, each under a name; the last that can pay stays', async ({ summary }) => {
  const { page } = await summary.edit('Remote Office');
  await section(page).getByRole('button', { name: 'Replace Visa ending 1881' }).click();
  const replace = page.getByRole('dialog', { name: 'Replace Visa ending 1881' });
  await replace.getByLabel('Bank account').check();
  await replace.getByLabel('Bank', { exact: true }).fill('Second Bank');
  await replace.getByLabel('Last four digits of the account').fill('7070');
  await sign(replace);
  await replace.getByRole('button', { name: 'Accept' }).click();
  await expect(section(page).getByText('Second Bank ending 7070 takes the place of Visa ending 1881.')).toBeVisible();
  await expect.poll(() => listed(page)).toEqual(['Second Bank ending 7070', 'American Express ending 0005']);

  await section(page).getByRole('button', { name: 'Remove American Express ending 0005' }).click();
  const remove = page.getByRole('dialog', { name: 'Remove American Express ending 0005' });
  await sign(remove);
  await remove.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(remove).toBeHidden();

  await section(page).getByRole('button', { name: 'Remove Second Bank ending 7070' }).click();
  const last = page.getByRole('dialog', { name: 'Remove Second Bank ending 7070' });
  await sign(last);
  await last.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(last.getByText(/is the last funding source that can pay/)).toBeVisible();
  await last.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => listed(page)).toEqual(['Second Bank ending 7070']);
});

test.describe('an account that nothing can be charged to', () => {
  test.use({ demo: false });

  test('gets its first source from the Summary, where every field that does not fit is marked', async ({ app, summary }) => {
    await startCompany(app, summary);
    const manager = await summary.edit('Main account');
    await manager.quantity('CRM').fill('2');
    await manager.column.getByRole('button', { name: 'Add a funding source' }).click();
    const dialog = manager.page.getByRole('dialog', { name: 'Add funding source' });
    await dialog.getByLabel('Brand').fill('4242');
    await dialog.getByLabel('First name').fill('Ann');
    await dialog.getByLabel('Last name').fill('Lee');
    await dialog.getByRole('button', { name: 'Accept' }).click();
    for (const sentence of ['This is not four digits.', 'This is not a month and year.', 'The card holder is empty.']) await expect(dialog.getByText(sentence)).toBeVisible();
    await dialog.getByLabel('Last four digits').fill('4242');
    await dialog.getByLabel('Expires').fill('11/2028');
    await dialog.getByLabel('Card holder').fill('Ann Lee');
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await expect(dialog.getByText('Type a name here, not digits.')).toBeVisible();
    await dialog.getByLabel('Brand').fill('Visa');
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await expect(dialog).toBeHidden();
    await expect(manager.column.getByLabel('Funding source')).toHaveText('Visa ending 4242');
    await expect(manager.quantity('CRM')).toHaveValue('2');
    await summary.page.getByRole('link', { name: 'Activity' }).click();
    await expect(summary.page.getByRole('row', { name: /Added the funding source Visa ending 4242/ }).getByRole('listitem').filter({ hasText: 'Expires' })).toHaveText(/none.*became.*11\/2028/);
  });
});

story('the dialogs of funding sources', () => {
  test('the dialogs are accessible', async ({ manager }) => {
    const { page } = manager;
    await expectAccessible(page, '#funding');
    for (const name of ['Add funding source', 'Change order', 'Replace Visa ending 4242', 'Remove Visa ending 4242']) {
      await section(page).getByRole('button', { name }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page, 'dialog[open]');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });

  test('what is refused is said at its field, and what was typed stays', async ({ manager }) => {
    const { page } = manager;
    await section(page).getByRole('button', { name: 'Add funding source' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add funding source' });
    await expect(dialog.getByRole('button', { name: 'Accept' })).toBeDisabled();
    await dialog.getByLabel('Brand').fill('Visa');
    // A whole number is not taken, not even cut to four digits.
    await dialog.getByLabel('Last four digits').evaluate((field) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', '4242 4242 4242 4242');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(dialog.getByText('Type the last four digits alone. The whole number was not taken.')).toBeVisible();
    await expect(dialog.getByLabel('Last four digits')).toHaveValue('');
    await dialog.getByLabel('Last four digits').fill('12');
    await dialog.getByLabel('Expires').fill('10/2026');
    await dialog.getByLabel('Card holder').fill('Ann 4242 4242 4242 4242');
    await sign(dialog);
    const accept = dialog.getByRole('button', { name: 'Accept' });
    await accept.click();
    await expect(dialog.getByText('This is not four digits.')).toBeVisible();
    await expectAccessible(page, 'dialog[open]');
    await dialog.getByLabel('Last four digits').fill('1234');
    await accept.click();
    await expect(dialog.getByText('This looks like a full card number.')).toBeVisible();
    await dialog.getByLabel('Card holder').fill('Ann Berg');
    await accept.click();
    await expect(dialog.getByText('This card has expired.')).toBeVisible();
    await dialog.getByLabel('Expires').fill('sometime');
    await accept.click();
    await expect(dialog.getByText('This is not a month and year.')).toBeVisible();
    await expect(dialog.getByLabel('Brand')).toHaveValue('Visa');
    await dialog.getByLabel('Expires').fill('11/28');
    await dialog.getByLabel('Last name').fill('White');
    await accept.click();
    await expect(dialog.getByText('Type the last name of the signed-in operator, Alice Brown.')).toBeVisible();
    await dialog.getByLabel('Last name').fill('Brown');
    await dialog.getByLabel('Last name').press('Enter');
    await expect(dialog).toBeVisible();
    await accept.click();
    await expect(section(page).getByText('Visa ending 1234 is added.')).toBeVisible();
    await expect.poll(() => listed(page)).toContain('Visa ending 1234');
  });

  test('the order is changed by dragging', async ({ manager }) => {
    const { page } = manager;
    const before = await listed(page);
    await section(page).getByRole('button', { name: 'Change order' }).click();
    const dialog = page.getByRole('dialog', { name: 'Order of funding sources' });
    await dialog.getByText(before[2] ?? '').dragTo(dialog.getByText(before[0] ?? ''));
    await sign(dialog);
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => listed(page)).toEqual([before[2], before[0], before[1], ...before.slice(3)]);
  });
});
