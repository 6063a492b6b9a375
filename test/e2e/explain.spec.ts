import type { Locator, Page } from '@playwright/test';
import { resultOf } from '../support/calculation.ts';
import { expect, test } from './support/fixtures.ts';
import type { SummaryWindow } from './support/fixtures.ts';

/* Explain this number (SPEC section 14): every computed amount of every page can be asked how it came about. */

/**
 * What is no result: prices, what somebody typed or a record says (`data-given`); charts, whose tables explain; Needs
 * attention, messages and the narrow window's bar, which repeat what is explained elsewhere; paper, which prints how.
 */
const NO_RESULT = '[data-given], svg, select, .attention, .headline, .bar, article.paper, .explain, [role="status"], [role="alert"]';

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

/** An amount as it is shown; below zero by its sign, or by the word "less". */
const AMOUNT = /[−-]?\$[\d,]+(\.\d+)?( less)?/;
const plain = (text: string): string => text.replaceAll(/[$,]/g, '').replace('−', '-').replace(/^(.*) less$/, '-$1');

/** Asks for every explanation in a part of the page and does its arithmetic again: the first by mouse and keyboard, as a person does, the others by the page itself, for there are many. Gives how many there were. */
async function askAll(page: Page, part: Locator): Promise<number> {
  const buttons = part.locator('.askable:visible');
  const card = page.locator('.explain:popover-open');
  if ((await buttons.count()) === 0) return 0;
  await buttons.first().click();
  await expect(card.locator('.calculation')).not.toBeEmpty();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);

  const asked = await buttons.evaluateAll(async (all) => {
    const open = (): HTMLElement | null => document.querySelector('.explain:popover-open');
    const calculationOf = (opened: Element | null): string => opened?.querySelector<HTMLElement>('.calculation')?.innerText ?? '';
    const ungrouped = (text: string): string => text.replace(/(\d),(?=\d{3})/g, '$1');
    async function until(what: string, reached: () => boolean): Promise<void> {
      const limit = performance.now() + 10_000;
      while (!reached()) {
        if (performance.now() > limit) throw new Error(what);
        // Not at the next frame: there are hundreds, each ready long before it.
        await new Promise((next) => setTimeout(next));
      }
    }
    const answers = [];
    for (const button of all as HTMLElement[]) {
      const text = button.innerText;
      button.click();
      await until(`${text} was not explained`, () => calculationOf(open()) !== '');
      const opened = open();
      answers.push({
        text,
        rule: ungrouped(opened?.querySelector<HTMLElement>('.rule')?.innerText ?? ''),
        inputs: [...(opened?.querySelectorAll('dl > div') ?? [])].map((row) => ({ label: row.querySelector('dt')?.textContent ?? '', value: ungrouped(row.querySelector('dd')?.textContent ?? '') })),
        calculation: ungrouped(calculationOf(opened)),
      });
      opened?.hidePopover();
      await until(`The explanation of ${text} stayed open`, () => open() === null);
    }
    return answers;
  });
  for (const { text, ...explanation } of asked) {
    const amount = AMOUNT.exec(text)?.[0];
    if (amount !== undefined) expect(resultOf(explanation), `${text}: ${explanation.calculation}`).toBe(plain(amount));
  }
  return asked.length;
}

async function expectExplained(page: Page, least: number, part = page.locator('body')): Promise<void> {
  expect(await silentAmounts(page)).toEqual([]);
  expect(await askAll(page, part)).toBeGreaterThanOrEqual(least);
}

async function open(page: Page, name: string, shown: Locator): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
  await expect(shown.first()).toBeVisible();
}

/** Every card of an account becomes one that declines. */
async function onlyDecliningCards(summary: SummaryWindow, name: string): Promise<void> {
  const { value } = (await summary.invoke('summary.accounts', {})) as { value: { accounts: { id: number; name: string }[] } };
  const accountId = value.accounts.find((account) => account.name === name)?.id;
  const { value: view } = (await summary.invoke('billingManager.view', { accountId })) as { value: { fundingSources: { id: number }[] } };
  const source = { kind: 'card', institution: 'Discover', lastFour: '0002', expires: '2030-12', holder: 'Alice Brown' };
  for (const { id } of view.fundingSources) {
    await summary.invoke('funding.replace', { commandId: crypto.randomUUID(), accountId, firstName: 'Alice', lastName: 'Brown', fundingSourceId: id, source });
  }
}

test('every amount of the Summary window explains itself', async ({ summary }) => {
  test.slow();
  const { page } = summary;
  for (const receipt of [1, 2]) await summary.receipts().nth(receipt).locator('summary').click();
  await expect(page.getByRole('link', { name: /Open or print/ })).toHaveCount(2);
  await expectExplained(page, 20);
  const pages = [
    ['Scenarios', page.getByRole('button', { name: /storage.*how this came about/i }), 10],
    ['Seat Planner', page.getByRole('button', { name: /a month today: how this came about/ }), 10],
    ['Users', page.getByRole('heading', { level: 1, name: 'Users' }), 0],
    ['Permission Groups', page.getByRole('heading', { level: 1, name: 'Permission Groups' }), 0],
    ['Price Book', page.getByRole('heading', { name: 'List prices' }), 0],
    ['Activity', page.getByRole('table'), 0],
    ['Time Machine', page.getByRole('heading', { level: 1, name: 'Time Machine' }), 0],
    ['Data & Backups', page.getByRole('heading', { name: 'Data file' }), 0],
  ] as const;
  for (const [name, shown, least] of pages) {
    await open(page, name, shown);
    await expectExplained(page, least);
  }
});

test('so does a comparison that is presented, and a receipt prints how each of its amounts came about', async ({ summary }) => {
  const { page } = summary;
  await open(page, 'Scenarios', page.getByRole('button', { name: 'New scenario' }));
  await page.getByRole('button', { name: 'New scenario' }).click();
  await page.getByRole('spinbutton', { name: /^CRM, / }).or(page.getByRole('textbox', { name: /^CRM, / })).fill('18');
  await expect(page.getByRole('row', { name: /^Each month/ })).toContainText('−$200.00');
  await expectExplained(page, 20);
  await page.getByRole('button', { name: 'Present' }).click();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expectExplained(page, 10);
  await page.keyboard.press('Escape');
  await open(page, 'Billing Information', summary.receipts());
  await summary.receipts().nth(1).locator('summary').click();
  await page.getByRole('link', { name: /Open or print/ }).click();
  const lines = page.getByRole('table', { name: /Items of receipt/ }).locator('tbody tr');
  await expect(lines.first()).toBeVisible();
  for (const line of await lines.all()) {
    const amount = plain(await line.locator('td').last().innerText());
    expect(await line.locator('.how').innerText()).toMatch(new RegExp(`(= |rounded half-up to |least amount, )${amount.replace('.', '\\.')}$`));
  }
});

test('every amount of the Billing Manager and of Purchase Minutes explains itself', async ({ manager }) => {
  test.slow();
  const { page, column } = manager;
  await manager.quantity('CRM').fill('25');
  await expect(column.getByText('$105.00').filter({ visible: true }).first()).toBeVisible();
  for (const details of await page.locator('details > summary').all()) await details.click();
  await expectExplained(page, 25);
  await page.getByRole('button', { name: 'Purchase Minutes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Purchase Minutes' });
  await dialog.getByLabel('Amount now').fill('50');
  await expect(dialog.getByRole('button', { name: /charged now: how this came about/ })).toBeVisible();
  await expectExplained(page, 4, dialog);
});

test('so does what is owed; what a restored file lacks is a record', async ({ summary }) => {
  const { page } = summary;
  await open(page, 'Data & Backups', page.getByRole('button', { name: 'Back up now' }));
  await page.getByRole('button', { name: 'Back up now' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Back up' }).click();
  await expect(page.getByText(/^Done: Backed up to/)).toBeVisible();
  await open(page, 'Billing Information', summary.receipts());
  const buyer = await summary.edit('Headquarters');
  await buyer.change('CRM', Number(await buyer.quantity('CRM').inputValue()) + 3);
  await expect(buyer.page.getByText(/^Accepted|Receipt \d+/).first()).toBeVisible();
  await buyer.page.close();
  await open(page, 'Data & Backups', page.getByRole('row', { name: /By hand/ }));
  await page.getByRole('row', { name: /By hand/ }).getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('row', { name: /Licenses added.*Rebuilt under its number/ })).toBeVisible();
  await expectExplained(page, 0);
  await page.getByRole('button', { name: 'Rebuild 1 receipt and turn on' }).click();
  await expect(page.getByText('Automatic charging is on again, 1 receipt rebuilt.').first()).toBeVisible();

  await open(page, 'Billing Information', summary.receipts());
  const manager = await summary.edit('Remote Office');
  await onlyDecliningCards(summary, 'Remote Office');
  await summary.invoke('timeMachine.forward', { to: 'week' });
  const owed = manager.page.locator('.notice.urgent').filter({ hasText: 'is not paid yet' });
  await expect(owed).toBeVisible();
  await expectExplained(manager.page, 1, owed);
  await owed.getByRole('button', { name: 'Pay now' }).click();
  await expectExplained(manager.page, 1, manager.page.getByRole('dialog', { name: 'Pay the bill now' }));
});
