import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { test as base, expect } from '@playwright/test';
import { launchApp } from '../support/launchApp.ts';
import { expectAccessible } from './support/accessible.ts';
import { CLOCK, ManagerWindow } from './support/fixtures.ts';

const pictures = join(import.meta.dirname, '..', '..', 'docs', 'pictures');
const quoteCommand = join(import.meta.dirname, '..', '..', 'out', 'main', 'quote.js');

/** One application and one window for all tests of this file, which follow one another as a person's day does. */
const test = base.extend<object, { window: Page }>({
  window: [
    async ({ browser }, use) => {
      const app = await launchApp({ demo: true, clock: CLOCK });
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, acceptDownloads: true });
      const page = await context.newPage();
      const complaints: string[] = [];
      context.on('page', (opened) => opened.on('pageerror', (error) => complaints.push(error.message)));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(app.address);
      await use(page);
      expect(complaints).toEqual([]);
      await context.close();
      await app.close();
    },
    { scope: 'worker' },
  ],
});
test.describe.configure({ mode: 'serial' });

/** The row of a figure or a quantity: today first, then the scenarios. */
const row = (page: Page, name: string): Locator => page.getByRole('region', { name: 'Comparison' }).getByRole('row', { name, exact: false }).filter({ has: page.getByRole('rowheader', { name, exact: true }) });
const cell = (page: Page, name: string, column: number): Locator => row(page, name).getByRole('cell').nth(column);

async function begin(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New scenario' }).click();
  await page.getByLabel('Name of Scenario 1').fill(name);
}

async function saved(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save ${name}` }).click();
  expect((await download).suggestedFilename()).toBe(`${name}.billing-scenario`);
  return (await download).path();
}

interface Quote {
  readonly chargedNow: { readonly total: string };
  readonly recurring: { readonly total: string };
  readonly firstYear: string;
  readonly seats: { readonly needed: Readonly<Record<string, number>>; readonly lockouts: readonly unknown[] };
}
const quoted = (path: string): Quote => JSON.parse(execFileSync(process.execPath, [quoteCommand, path], { encoding: 'utf8' })) as Quote; // Its own format.
const dollars = (amount: string): string => `$${amount.replace(/\B(?=(\d{3})+\.)/g, ',')}`;

async function expectQuoted(page: Page, column: number, { chargedNow, recurring, firstYear, seats }: Quote): Promise<void> {
  await expect(cell(page, 'Charged now', column)).toContainText(dollars(chargedNow.total));
  await expect(cell(page, 'Each month', column)).toContainText(dollars(recurring.total));
  await expect(cell(page, 'Today and the next 12 bills, without dialer minutes', column)).toContainText(dollars(firstYear));
  await expect(cell(page, 'Flex Port seats needed', column)).toContainText(String(seats.needed['flexPort']));
  await expect(cell(page, 'Lockouts', column)).toContainText(String(seats.lockouts.length));
}

test('fewer CRM beside more Flex Ports with an evening shift: compared, kept, saved, reopened, and quoted alike', async ({ window: page }) => {
  await page.getByRole('link', { name: 'Scenarios' }).click();
  await expect(page.getByText('No scenario yet.')).toBeVisible();

  await begin(page, 'Fewer CRM');
  await page.getByLabel('CRM, Fewer CRM', { exact: true }).fill('18');
  await expect(cell(page, 'Each month', 1)).toContainText('−$200.00');
  await begin(page, 'Evening');
  await page.getByLabel('Flex Port, Evening', { exact: true }).fill('14');
  await page.getByRole('button', { name: 'Details of Evening' }).click();
  await page.getByRole('button', { name: 'Add shift' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add shift' });
  await dialog.getByLabel('People').fill('none');
  await dialog.getByRole('button', { name: 'Add shift' }).click();
  await expect(dialog.getByRole('alert')).toContainText('People');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Add shift' }).click();
  await dialog.getByLabel('People').fill('12');
  await dialog.getByRole('button', { name: 'Add shift' }).click();
  await expect(cell(page, 'Flex Port seats needed', 2)).toContainText(/^12.*of 14/);
  await expect(cell(page, 'Lockouts', 2)).toContainText('−4');

  // Where a difference comes from.
  await page.getByRole('button', { name: 'difference of Each month, Evening' }).click();
  await expect(page.getByRole('group', { name: 'How this came about' }).filter({ visible: true })).toContainText('8 × 25.00 = 200.00 → 14 × 25.00 = 350.00');
  await page.keyboard.press('Escape');

  // A slip is told at its box; what was typed stays, and so do the figures.
  await page.getByLabel('Inbound: price a month').fill('cheap');
  await expect(page.getByRole('alert').filter({ hasText: 'Inbound: price a month must be a decimal number' })).toBeVisible();
  await expect(cell(page, 'Each month', 1)).toContainText('−$200.00');
  await expectAccessible(page);
  await page.getByLabel('Inbound: price a month').fill('60.00');
  const crm = page.getByLabel('CRM, Evening', { exact: true });
  const fax = page.getByLabel('Fax, Evening', { exact: true });
  const [crmToday, faxToday] = [await crm.inputValue(), await fax.inputValue()];
  await crm.fill('-4');
  await fax.fill('');
  const table = page.getByRole('region', { name: 'Comparison' });
  for (const [box, name] of [[crm, 'CRM'], [fax, 'Fax']] as const) {
    await expect(table.getByRole('alert').filter({ hasText: `${name} of Evening: type a whole number, 0 or more.` })).toBeVisible();
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    await expect(table.locator('.changed').filter({ has: box })).toHaveCount(0);
  }
  await expect(page.getByText('/licenses')).toHaveCount(0);
  await expectAccessible(page);
  await crm.fill(crmToday);
  await fax.fill(faxToday);
  await page.getByLabel('Notes, which are saved').fill('Only for us');

  if (process.env['UPDATE_PICTURES'] === '1') {
    await page.getByRole('button', { name: 'Close the details' }).click();
    await page.setViewportSize({ width: 1280, height: 1240 });
    await expect(page.getByText('lockouts fewer')).toBeVisible();
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.screenshot({ path: join(pictures, `scenarios-${scheme}.png`) });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  }

  // Other pages lose nothing.
  await page.getByRole('link', { name: 'Price Book' }).click();
  await page.getByRole('link', { name: 'Scenarios' }).click();
  await expect(page.getByLabel('Flex Port, Evening', { exact: true })).toHaveValue('14');

  const [fewer, evening] = [await saved(page, 'Fewer CRM'), await saved(page, 'Evening')];
  await expectQuoted(page, 1, quoted(fewer));
  await expectQuoted(page, 2, quoted(evening));
  expect(JSON.parse(readFileSync(evening, 'utf8'))).toMatchObject({ name: 'Evening', notes: 'Only for us' });

  await page.getByRole('button', { name: 'Remove Evening' }).click();
  await expect(page.getByLabel('Name of Evening')).toHaveCount(0);
  await page.getByLabel('Scenario file').setInputFiles(evening);
  await expectQuoted(page, 2, quoted(evening));

  // A name that is taken gets a number; a scenario with changes that stand in no file is not removed without a question.
  await page.getByLabel('Scenario file').setInputFiles(evening);
  await page.getByLabel('Name of Evening 2').fill('Evening of a name that is too long for a line');
  await page.getByRole('button', { name: 'Duplicate Evening of' }).click();
  // Four stand side by side in a table that scrolls, on a page that does not.
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.setViewportSize({ width: 900, height });
  expect(await table.evaluate((region) => region.scrollWidth > region.clientWidth)).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(900);
  await page.setViewportSize({ width, height });
  for (const name of ['Evening of a name that is too long for a line copy', 'Evening of a name that is too long for a line']) {
    await expect(page.getByLabel(`Name of ${name}`, { exact: true })).toHaveAttribute('title', name);
    await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
    await page.getByRole('dialog', { name: `Remove ${name}` }).getByRole('button', { name: 'Remove scenario' }).click();
    await expect(page.getByLabel(`Name of ${name}`, { exact: true })).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'New scenario' }).click();
  // The focus stays where one works.
  await page.getByRole('button', { name: 'Details of Scenario 1' }).click();
  await page.getByRole('button', { name: 'Close the details' }).click();
  await expect(page.getByRole('button', { name: 'Details of Scenario 1' })).toBeFocused();
  await page.getByRole('button', { name: 'Remove Scenario 1' }).click();
  await expect(page.getByLabel('Name of Scenario 1')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Details of Evening/ })).toBeFocused();
});

test('a file that does not fit is refused with its place, by dialog and by drop', async ({ window: page }) => {
  const bad = JSON.stringify({ format: 'billing-scenario/1', name: 'Bad', timeZone: 'UTC', asOf: '2014-02-30' });
  await page.getByLabel('Scenario file').setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from(bad) });
  await expect(page.getByRole('alert').filter({ hasText: 'bad.json was not opened.' })).toContainText('It is at /asOf of the file.');
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['{"format":"billing-scenario/2"}'], 'newer.json'));
    return data;
  });
  await page.getByRole('region', { name: 'Comparison' }).dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.getByRole('alert').filter({ hasText: 'newer.json was not opened.' })).toContainText('/format');
  await expect(page.getByLabel('Name of Fewer CRM')).toBeVisible();
});

test('presented to a customer without anything internal, and left by Escape', async ({ window: page }) => {
  // A scenario of another day than today says so.
  const details = page.getByRole('button', { name: 'Details of Fewer CRM' });
  for (const [day, shown] of [['2026-11-02', 1], ['2026-11-10', 0]] as const) {
    await details.click();
    await page.getByLabel('Day of the change').fill(day);
    await details.click();
    await page.getByRole('button', { name: 'Present' }).click();
    await expect(page.getByRole('heading', { name: 'Headquarters: today and what could be' })).toBeVisible();
    await expect(page.getByText('as of Nov 2, 2026', { exact: true })).toHaveCount(shown);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Present' }).click();
  await expect(page.getByRole('heading', { name: 'Headquarters: today and what could be' })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByText('Only for us')).toHaveCount(0);
  await expect(page.getByRole('img', { name: /Monthly cost by license: Today \$2,930\.00, Fewer CRM \$2,730\.00/ })).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('Each month,2930.00,2730.00,-200.00');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Scenarios', level: 1 })).toBeVisible();
});

test('applied, it opens the Billing Manager with its quantities as a draft; what is not applied is said before', async ({ window: page }) => {
  // A cut below what users hold is promised by no scenario.
  await page.getByRole('button', { name: 'Apply Fewer CRM' }).click();
  const cut = page.getByRole('dialog', { name: 'Apply Fewer CRM' });
  await expect(cut.getByRole('alert')).toContainText(/CRM cannot go to 18: \d+ users hold it/);
  await expect(cut.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page, 'dialog[open]');
  await cut.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Apply Evening' }).click();
  const dialog = page.getByRole('dialog', { name: 'Apply Evening' });
  await expect(dialog).toContainText('Sessions and shifts: they are suppositions.');
  await expectAccessible(page, 'dialog[open]');
  const opened = page.context().waitForEvent('page');
  await dialog.getByRole('button', { name: 'Open as a draft' }).click();
  const manager = new ManagerWindow(await opened);
  await expect(manager.quantity('Flex Port')).toHaveValue('14');
  await expect(manager.quantity('CRM')).toHaveValue('22');
});
