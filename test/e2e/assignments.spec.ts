import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import type { SummaryWindow } from './support/fixtures.ts';

const USERS = 1000;
const cell = (page: Page, license: string, user: string) => page.getByRole('checkbox', { name: `${license} for ${user}`, exact: true });
const typeRow = (page: Page, license: string) => page.getByRole('table', { name: 'License types and how many are assigned' }).getByRole('row', { name: new RegExp(`^${license} (Yes|No)`) });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([]);
}

/** A thousand users more, past the screens. */
async function addThousand(summary: SummaryWindow): Promise<void> {
  const text = `email,first name,last name,account\n${Array.from({ length: USERS }, (_, index) => `many.${index}@x.example,Many,User${String(index).padStart(4, '0')},Headquarters\n`).join('')}`;
  const base64 = Buffer.from(text).toString('base64');
  const begun = await summary.invoke('import.begin', { kind: 'users', fileName: 'many.csv', bytes: text.length });
  // The contract of import.begin says so.
  const { importId } = (begun as { readonly value: { readonly importId: string } }).value;
  await summary.invoke('import.chunk', { importId, index: 0, base64 });
  await summary.invoke('import.finish', { importId });
  expect(await summary.invoke('import.apply', { importId, commandId: crypto.randomUUID() })).toMatchObject({ ok: true, value: { added: USERS } });
}

test('licenses are given and taken in the draft, and saved by Accept alone', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  const { page } = manager;
  await cell(page, 'Fax', 'Ravi Chandragate').check();
  await cell(page, 'ResponseLoop', 'Ravi Chandragate').uncheck();
  await expect(manager.column.getByText('2 changes')).toBeVisible();
  await expect(typeRow(page, 'ResponseLoop')).toContainText('was 6');
  await manager.signAs('Alice', 'Brown');
  await manager.accept.click();
  await expect(manager.column.getByText('Nothing was charged.')).toBeVisible();
  await page.reload();
  await expect(cell(page, 'Fax', 'Ravi Chandragate')).toBeChecked();
  await expect(cell(page, 'ResponseLoop', 'Ravi Chandragate')).not.toBeChecked();
});

test('what is refused is said at the cell, and a shortage is bought in the same Accept', async ({ summary }) => {
  const manager = await summary.edit('Headquarters');
  const { page } = manager;
  await cell(page, 'CRM', 'Graciela Montoverde').uncheck();
  await expect(page.getByText('Graciela Montoverde cannot lose CRM while PowerDialer, Flex Port, Inbound depend on it.')).toBeVisible();
  await expect(cell(page, 'CRM', 'Graciela Montoverde')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo all' }).click();

  await page.getByRole('textbox', { name: 'Find users' }).fill('ka');
  await page.getByRole('checkbox', { name: 'Select all users that are listed' }).check();
  await page.getByLabel('License to give or take').selectOption({ label: 'ResponseLoop' });
  await page.getByRole('button', { name: 'Give to all' }).click();
  await expect(page.getByText(/would hold it, 6 are paid for/)).toBeVisible();
  const raise = page.getByRole('button', { name: /^Raise ResponseLoop to \d+$/ });
  const quantity = /\d+/.exec((await raise.textContent()) ?? '')?.[0] ?? '';
  await raise.click();
  await expect(manager.quantity('ResponseLoop')).toHaveValue(quantity);
  await manager.signAs('Alice', 'Brown');
  await manager.accept.click();
  await expect(manager.column.getByText('Accepted.')).toBeVisible();
  await page.getByRole('button', { name: 'Review assignments' }).click();
  await expect(page.getByRole('heading', { name: 'User License Assignments' })).toBeFocused();
  await expect(typeRow(page, 'ResponseLoop')).toContainText(quantity);
});

test('arrow keys go through the grid, and the space bar changes a cell', async ({ summary }) => {
  const { page } = await summary.edit('Headquarters');
  await cell(page, 'CRM', 'Alice Brown').focus();
  await page.keyboard.press('ArrowRight');
  await expect(cell(page, 'CRM-View Only', 'Alice Brown')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(cell(page, 'Recording Port', 'Ravi Chandragate')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(cell(page, 'Recording Port', 'Ravi Chandragate')).toBeChecked();
});

// Recording each step of the page, as the other tests do, would be the longest task of all.
test.describe('a thousand users', () => {
  test.use({ trace: 'off' });

  test('a thousand users scroll and change without a task over 50 ms, and are given a license in one Accept', async ({ summary }) => {
    await addThousand(summary);
    const manager = await summary.edit('Headquarters');
    const { page } = manager;
    const grid = page.getByRole('region', { name: 'Who holds what' });
    await expect(grid.getByRole('grid')).toHaveAttribute('aria-rowcount', String(USERS + 21));
    await expect(page.getByText('1,020 users').first()).toBeVisible();
    expect(await grid.getByRole('row').count()).toBeLessThan(60);
    await grid.scrollIntoViewIfNeeded();

    await page.evaluate(() => {
      const tasks: number[] = [];
      Reflect.set(window, 'longTasks', tasks);
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    });
    for (let step = 0; step < 30; step += 1) {
      await grid.evaluate((element, top) => element.scrollTo(0, top), step * 1100);
      await page.waitForTimeout(16);
    }
    await expect(cell(page, 'CRM', 'Many User0999')).toBeVisible();
    await cell(page, 'PowerDialer', 'Many User0999').check();
    await expect(page.getByText('Many User0999 needs CRM before PowerDialer.')).toBeVisible();
    await cell(page, 'PowerDialer', 'Many User0999').uncheck();
    const tasks = await page.evaluate(() => Reflect.get(window, 'longTasks') as readonly number[]);
    expect(tasks, 'tasks over 50 ms while scrolling and ticking').toEqual([]);

    await page.getByRole('textbox', { name: 'Find users' }).fill('many');
    await page.getByRole('checkbox', { name: 'Select all users that are listed' }).check();
    await page.getByLabel('License to give or take').selectOption('crm');
    await page.getByRole('button', { name: 'Give to all' }).click();
    await page.getByRole('button', { name: 'Raise CRM to 1,019' }).click();
    await manager.signAs('Alice', 'Brown');
    await expect(manager.column.getByText('1,000 changes')).toBeVisible();
    await manager.accept.click();
    await expect(manager.column.getByText('Accepted.')).toBeVisible();
    await expect(cell(page, 'CRM', 'Many User0000')).toBeChecked();
  });
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    test('the section is accessible', async ({ summary }) => {
      const { page } = await summary.edit('Headquarters');
      await cell(page, 'Fax', 'Ravi Chandragate').check();
      await page.getByRole('checkbox', { name: 'Select Alice Brown' }).check();
      await expectAccessible(page);
    });
  });
}
