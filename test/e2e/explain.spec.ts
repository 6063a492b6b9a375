import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { resultOf } from '../support/calculation.ts';

/* Explain this number (SPEC section 14): every computed amount of every page can be asked how it came about. */

/**
 * What is no result: prices, what somebody typed or a record says (`data-given`); charts, and the tables that repeat
 * them; sentences and the narrow window's bar, which repeat what is explained elsewhere; paper, which prints how.
 */
const NO_RESULT = '[data-given], svg, select, .notice, .attention, .headline, .bar, article.paper, .explain, [role="status"], [role="alert"]';

/** Amounts that cannot be asked, each with its heading and the text around it. */
async function silentAmounts(page: Page): Promise<string[]> {
  return page.evaluate((noResult) => {
    const silent: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const around = node.parentElement;
      if (around === null || !/\$\d/.test(node.nodeValue ?? '') || !around.checkVisibility()) continue;
      // The line that opens a receipt repeats the total that is explained inside.
      if (around.closest(`.askable, summary, ${noResult}`) !== null) continue;
      const heading = around.closest('section, article, [role="dialog"], main')?.querySelector('h1, h2, h3')?.textContent;
      silent.push(`${heading ?? 'Page'}: ${(around.parentElement ?? around).textContent.trim().slice(0, 120)}`);
    }
    return silent;
  }, NO_RESULT);
}

const plain = (text: string): string => text.replaceAll(/[$,]/g, '').replace(/^-\s*/, '-');

/** Opens every explanation in a part of the page and does its arithmetic again. Gives how many there were. */
async function askAll(page: Page, part: Locator): Promise<number> {
  const shown = (await page.locator('body').innerText()).match(/-?\$[\d,]+(\.\d+)?/g) ?? [];
  const buttons = part.locator('.askable:visible');
  const count = await buttons.count();
  for (let index = 0; index < count; index += 1) {
    const button = buttons.nth(index);
    const amount = /-?\$[\d,]+(\.\d+)?/.exec(await button.innerText())?.[0];
    await button.click();
    const card = page.locator('.explain:popover-open');
    const calculation = card.locator('.calculation');
    await expect(calculation).not.toBeEmpty();
    if (amount !== undefined) {
      const explanation = {
        rule: await card.locator('.rule').innerText(),
        inputs: await card.locator('dl > div').evaluateAll((rows) => rows.map((row) => ({ label: row.querySelector('dt')?.textContent ?? '', value: row.querySelector('dd')?.textContent ?? '' }))),
        calculation: await calculation.innerText(),
      };
      expect(resultOf(explanation, shown.map(plain)).replace('-', ''), `${await button.innerText()}: ${explanation.calculation}`).toBe(plain(amount).replace('-', ''));
    }
    await page.keyboard.press('Escape');
    await expect(card).toHaveCount(0);
  }
  return count;
}

async function expectExplained(page: Page, least: number, part = page.locator('body')): Promise<void> {
  expect(await silentAmounts(page)).toEqual([]);
  expect(await askAll(page, part)).toBeGreaterThanOrEqual(least);
}

test('every amount of the Summary window explains itself', async ({ summary }) => {
  test.slow();
  const { page } = summary;
  for (const receipt of [1, 2]) await summary.receipts().nth(receipt).locator('summary').click();
  await expect(page.getByRole('link', { name: /Open, print or save/ })).toHaveCount(2);
  await expectExplained(page, 20);
  const pages = [
    ['Scenarios', page.getByRole('button', { name: /storage.*how this came about/i }), 10],
    ['Seat Planner', page.getByRole('button', { name: /a month today: how this came about/ }), 10],
    ['Price Book', page.getByRole('heading', { name: 'List prices' }), 0],
    ['Activity', page.getByRole('table'), 0],
    ['Time Machine', page.getByRole('heading', { level: 1, name: 'Time Machine' }), 0],
  ] as const;
  for (const [name, shown, least] of pages) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(shown.first()).toBeVisible();
    await expectExplained(page, least);
  }
});

test('every amount of the Billing Manager and of Purchase Minutes explains itself', async ({ summary }) => {
  test.slow();
  const { page, quantity, column } = await summary.edit('Headquarters');
  await quantity.call({ page }, 'CRM').fill('25');
  await expect(column.getByText('$105.00').filter({ visible: true }).first()).toBeVisible();
  for (const details of await page.locator('details > summary').all()) await details.click();
  await expectExplained(page, 25);
  await page.getByRole('button', { name: 'Purchase Minutes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Purchase Minutes' });
  await dialog.getByLabel('Amount now').fill('50');
  await expect(dialog.getByRole('button', { name: /charged now: how this came about/ })).toBeVisible();
  await expectExplained(page, 4, dialog);
});
