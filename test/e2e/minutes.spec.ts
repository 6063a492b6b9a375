import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, story, test } from './support/fixtures.ts';

const section = (page: Page): Locator => page.getByRole('region', { name: 'Dialer Minutes' });
const balance = async (page: Page): Promise<number> => Number(/^-?\$[\d,.]+\d/.exec(await section(page).locator('.big').innerText())?.[0].replace(/[$,]/g, ''));
async function openPurchase(page: Page): Promise<Locator> {
  await section(page).getByRole('button', { name: 'Purchase Minutes' }).click();
  return page.getByRole('dialog', { name: 'Purchase Minutes' });
}

async function sign(dialog: Locator): Promise<void> {
  await dialog.getByLabel('First name').fill('Alice');
  await dialog.getByLabel('Last name').fill('Brown');
}

test('buys minutes: previewed, charged once, seen in both windows', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  const before = await balance(manager.page);
  const dialog = await openPurchase(manager.page);
  await dialog.getByLabel('Amount now').fill('50');
  await expect(dialog.getByText('2,500 minutes at $0.02')).toBeVisible();
  await expect(dialog.getByText(`$${(before + 50).toFixed(2)}`)).toBeVisible();
  await sign(dialog);
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(dialog).toBeHidden();
  await expect(section(manager.page).getByText(/\$50\.00 of dialer minutes bought, receipt \d{6}\./)).toBeVisible();
  await expect.poll(() => balance(manager.page)).toBeCloseTo(before + 50, 2);
  await expect(summary.receipts().first()).toContainText('Dialer minutes');
});

story('Purchase Minutes, one time after the other', () => {
  test('the section and its dialogs are accessible', async ({ manager }) => {
    await section(manager.page).getByText('Ledger', { exact: true }).click();
    await section(manager.page).getByText('Charge cycles', { exact: true }).click();
    await expectAccessible(manager.page, '#minutes');
    const dialog = await openPurchase(manager.page);
    await dialog.getByLabel('Amount now').fill('50');
    await expect(dialog.getByText('2,500 minutes at $0.02')).toBeVisible();
    await manager.page.keyboard.press('Escape');
    await expect(dialog.getByText('Press Escape again to close this')).toBeVisible();
    await expect(dialog.getByLabel('Amount now')).toHaveValue('50');
    await expectAccessible(manager.page, 'dialog[open]');
    await manager.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await section(manager.page).getByRole('button', { name: 'Enter usage' }).click();
    const entry = manager.page.getByRole('dialog', { name: 'Enter usage or an adjustment' });
    await entry.getByLabel('Minutes', { exact: true }).fill('-1');
    await entry.getByRole('button', { name: 'Enter', exact: true }).click();
    await expectAccessible(manager.page, 'dialog[open]');
    await entry.getByRole('button', { name: 'Close' }).click();
    await expect(entry).toBeHidden();
  });

  test('declined: nothing changes, the dialog stays, another source pays', async ({ manager }) => {
    const before = await balance(manager.page);
    const dialog = await openPurchase(manager.page);
    await dialog.getByLabel('Amount now').fill('25.00');
    const source = dialog.getByLabel('Funding source');
    await source.selectOption({ label: 'Mastercard ending 0002' });
    await sign(dialog);
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await expect(dialog.getByText('Mastercard ending 0002 declined the payment.')).toBeVisible();
    expect(await balance(manager.page)).toBe(before);
    await source.selectOption({ label: 'Visa ending 4242' });
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => balance(manager.page)).toBeCloseTo(before + 25, 2);
  });

  test('settings show the reserve and the recharge they give; a wrong one is told at its field', async ({ manager }) => {
    const dialog = await openPurchase(manager.page);
    await dialog.getByLabel('Least reserve').fill('500');
    await expect(dialog.getByRole('button', { name: /^\$500\.00 ?, minimum reserve/ })).toBeVisible();
    await dialog.getByLabel('Reserve, days of use').fill('seven');
    await expect(dialog.getByText('The reserve must be a whole number of days, 0 to 366.')).toBeVisible();
    await dialog.getByLabel('Reserve, days of use').fill('5');
    await dialog.getByLabel('Amount now').fill('1,000');
    await expect(dialog.getByText('50,000 minutes at $0.02')).toBeVisible();
    await dialog.getByLabel('Amount now').fill('50,00');
    await expect(dialog.getByText('The amount must be dollars such as 140.00, with cents after a point.')).toBeVisible();
    await expect(dialog.getByText('50,000 minutes at $0.02')).toBeHidden();
    await expect(dialog.locator('.grand dd')).toHaveText('–');
    await dialog.getByLabel('Amount now').fill('');
    await dialog.getByText('The example of “$30 a week”').click();
    await expect(dialog.getByText('the rule stands', { exact: false })).toBeVisible();
    await sign(dialog);
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await expect(section(manager.page).getByText('Automatic recharge is changed. Nothing was charged.')).toBeVisible();
    await expect(section(manager.page).getByRole('button', { name: /^\$500\.00 ?, minimum reserve/ })).toBeVisible();
  });
});

test('usage pulls the balance below the reserve; nothing until the next cycle; then one receipt over Y in both windows; after a day of sleep exactly one more', async ({ app, summary }) => {
  const office = await summary.edit('Remote Office');
  const { accountId, fundingSourceId } = await office.page.evaluate(async () => {
    const response = await fetch('/invoke/billingManager.view', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-billing-desk': '1' },
      body: JSON.stringify({ accountId: Number(new URLSearchParams(location.search).get('account')) }),
    });
    // The route's own answer.
    const { value } = (await response.json()) as { value: { account: { id: number }; fundingSources: { id: number }[] } };
    return { accountId: value.account.id, fundingSourceId: value.fundingSources[0]?.id };
  });
  const names = { firstName: 'Alice', lastName: 'Brown' };
  const source = (lastFour: string) => ({ kind: 'card', institution: 'Discover', lastFour, expires: '2030-12', holder: 'Alice Brown' });
  // The first in order declines; the other one is American Express ending 0005.
  await summary.invoke('funding.replace', { commandId: crypto.randomUUID(), accountId, ...names, fundingSourceId, source: source('0002') });
  await expect(office.page.getByRole('region', { name: 'Funding sources' }).getByRole('row')).not.toHaveCount(0);

  const has = await balance(office.page);
  await section(office.page).getByRole('button', { name: 'Enter usage' }).click();
  const entry = office.page.getByRole('dialog', { name: 'Enter usage or an adjustment' });
  await entry.getByLabel('Day and time').fill('2026-11-10T11:00');
  await entry.getByLabel('Minutes', { exact: true }).fill(String(has.toFixed(2)));
  await entry.getByLabel('Dollars for one').fill('1');
  await entry.getByRole('button', { name: 'Enter', exact: true }).click();
  await expect(entry).toBeHidden();
  const state = section(office.page).getByText('Due', { exact: true });
  await expect(state).toBeVisible();
  const { value } = (await summary.invoke('minutes.view', { accountId })) as { value: { amounts: { amount: string } } };
  const count = async (): Promise<number> => Number((await summary.receiptCount().innerText()).replace(/\D/g, ''));
  const before = await count();
  const activityOf = async (): Promise<string[]> => {
    const answer = (await summary.invoke('activity.page', { limit: 20 })) as { value: { entries: { what: string }[] } };
    return answer.value.entries.map(({ what }) => what);
  };

  // Half an hour later it is still the same cycle.
  app.moveClock(0.5);
  await summary.invoke('summary.accounts', {});
  await expect(state).toBeVisible();
  expect(await count()).toBe(before);
  expect((await activityOf()).some((what) => what.startsWith('Payment of'))).toBe(false);

  app.moveClock(1.1);
  await expect(summary.receipts().first()).toContainText('Automatic recharge');
  await expect(summary.receipts().first()).toContainText(`$${value.amounts.amount}`);
  await expect(summary.receipts().first()).toContainText('American Express ending 0005');
  expect(await count()).toBe(before + 1);
  expect((await activityOf()).some((what) => what.includes('Discover ending 0002 was declined'))).toBe(true);
  await expect(state).toBeHidden();
  await expect.poll(() => balance(office.page)).toBeCloseTo(Number(value.amounts.amount), 2);
  await section(office.page).getByText('Charge cycles', { exact: true }).click();
  const cycles = section(office.page).getByRole('table', { name: 'Charge cycles, newest first' });
  await expect(cycles.getByText('Charged', { exact: true })).toHaveCount(1);

  await summary.invoke('minutes.recordUsage', { commandId: crypto.randomUUID(), accountId, at: '2026-11-10T12:00', medium: 'call', quantity: value.amounts.amount, rate: '1' });
  await expect(state).toBeVisible();
  app.moveClock(25.1);
  await expect(cycles.getByText('Charged', { exact: true })).toHaveCount(2);
  await expect(cycles.getByText('Missed', { exact: true })).toHaveCount(1);
  await expect.poll(count).toBe(before + 2);
  app.moveClock(25.2);
  await summary.invoke('summary.accounts', {});
  expect(await count()).toBe(before + 2);
});
