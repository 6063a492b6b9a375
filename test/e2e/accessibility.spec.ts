import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';

/** What the Tab key reaches, in its order, by tag and name. Each stop must show its focus. */
async function walkWithTab(page: Page, stops: number): Promise<string[]> {
  await page.evaluate(() => {
    // From the very start of the page, wherever the focus was.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const reached: string[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const ring = (candidate: Element | null): boolean => candidate !== null && getComputedStyle(candidate).outlineStyle !== 'none';
      const label = element.getAttribute('aria-label') ?? (element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`)?.textContent);
      return {
        name: `${element.tagName.toLowerCase()} ${(label ?? element.textContent).trim().replace(/\s+/g, ' ')}`,
        shown: ring(element) || ring(element.closest('.n-input')),
      };
    });
    if (found === null) break;
    expect(found.shown, `${found.name} shows its focus`).toBe(true);
    reached.push(found.name);
  }
  return reached;
}

test('Summary window', async ({ summary }) => {
  const { page } = summary;
  await summary.receipts().nth(1).locator('summary').click();
  await expectAccessible(page);
  await summary.receipts().nth(1).getByRole('button', { name: /how this came about/ }).first().click();
  await expectAccessible(page, '.explain');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page, 'dialog[open]');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /file menu/ }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await expectAccessible(page);
});

test('Billing Manager', async ({ manager }) => {
  // A long window with a box for each license of each user: much to look through on a slow machine.
  test.slow();
  await expectAccessible(manager.page);
  await manager.quantity('CRM').fill('25');
  await manager.quantity('Fax').fill('0.5');
  await expect(manager.page.getByText('not a whole number')).toBeVisible();
  await expectAccessible(manager.page, '#licenses');
  await expectAccessible(manager.page, '#summary-panel');
  await manager.page.getByRole('button', { name: 'Undo the change of Fax' }).click();
  await manager.change('CRM', 25, 'Mastercard ending 0002');
  await expect(manager.column.getByText('declined the payment')).toBeVisible();
  await expectAccessible(manager.page, '#summary-panel');
  await manager.payFrom('Visa ending 0119');
  await manager.accept.click();
  await expect(manager.column.getByText('is being checked')).toBeVisible();
  await expectAccessible(manager.page, '#summary-panel');
  await manager.page.setViewportSize({ width: 900, height: 700 });
  await expectAccessible(manager.page);
});

test.describe('with no file open', () => {
  test.use({ demo: false });

  test('welcome and its dialogs', async ({ summary: { page } }) => {
    await expect(page.getByRole('heading', { name: 'Billing Desk' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: /Open a file/ }).click();
    await expectAccessible(page, 'dialog[open]');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /New company/ }).click();
    await page.getByRole('button', { name: 'Create company' }).click();
    await expect(page.getByText('Company name is empty')).toBeVisible();
    await expectAccessible(page, 'dialog[open]');
  });
});

test('Tab reaches everything of the Summary window in reading order, and each stop is visible', async ({ summary }) => {
  await expect(summary.receipts().first()).toBeVisible();
  const reached = await walkWithTab(summary.page, 60);
  const order = ['a Skip to content', 'button Company X, file menu', 'a Billing Information', 'a Activity', 'button Light', 'button Dark', 'button As the system', 'button Change licenses', 'a Edit Headquarters', 'a Edit Outside Viewers', 'a Edit Remote Office', 'select Account', 'select Kind', 'input From', 'input To', 'input Text'];
  const positions = order.map((name) => reached.indexOf(name));
  expect(positions, reached.join('\n')).not.toContain(-1);
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  expect(reached.some((name) => name.startsWith('summary '))).toBe(true);
});

test('Tab reaches everything of the Billing Manager in reading order, and each stop is visible', async ({ manager }) => {
  await manager.quantity('CRM').fill('25');
  const reached = await walkWithTab(manager.page, 160);
  const order = ['button Keyboard shortcuts', 'a Service Licenses', 'a Funding', 'input CRM quantity', 'button Undo the change of CRM', 'input Fax quantity', 'div Who holds what', 'summary The same as a table', 'select Funding source', 'input First name', 'input Last name', 'button Accept', 'button Discard'];
  const positions = order.map((name) => reached.indexOf(name));
  expect(positions, reached.join('\n')).not.toContain(-1);
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
});

/** Words of tables, headings and buttons that do not fit where they stand. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('th, td, h1, h2, h3, dt, dd, button, label')].flatMap((element) => {
      const hidden = element.closest('.visually-hidden, [popover], dialog') !== null || getComputedStyle(element).display === 'inline';
      return !hidden && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 ? `${element.tagName} ${element.textContent.trim()}` : [];
    }),
  );
}

test('nothing is cut off in narrow windows, beside the Summary or above it', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  await manager.quantity('CRM').fill('25');
  for (const width of [800, 1000, 1050, 1100]) {
    await manager.page.setViewportSize({ width, height: 860 });
    expect(await cutOff(manager.page), `Billing Manager, ${width} wide`).toEqual([]);
    expect(await manager.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await summary.page.setViewportSize({ width: 900, height: 860 });
  for (const name of ['Billing Information', 'Users', 'Permission Groups', 'Price Book', 'Seat Planner', 'Activity', 'Data & Backups', 'Time Machine']) {
    await summary.page.getByRole('link', { name, exact: true }).click();
    await expect(summary.page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(summary.page.locator('main .loading')).toHaveCount(0);
    expect(await cutOff(summary.page), name).toEqual([]);
  }
});

test('shortcuts go where they say, rest while one types, and can be switched off', async ({ summary: { page } }) => {
  await expect(page.getByRole('heading', { name: 'Purchases' })).toBeVisible();
  await page.keyboard.press('/');
  const text = page.getByLabel('Text', { exact: true });
  await expect(text).toBeFocused();
  await page.keyboard.type('2?');
  await expect(text).toHaveValue('2?');
  await page.getByRole('heading', { name: 'Purchases' }).click();
  await page.keyboard.press('2');
  await expect(page.getByRole('heading', { name: 'Users', exact: true })).toBeVisible();

  await page.keyboard.press('?');
  await page.getByLabel('Use single-key shortcuts').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: 'Users', exact: true })).toBeVisible();
});

test('a theme chosen in one window holds in both', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  await summary.page.getByRole('button', { name: 'Dark' }).click();
  await expect(manager.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await manager.page.reload();
  await expect(manager.page.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true');
});
