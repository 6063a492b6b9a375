import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from './support/fixtures.ts';

/** All the text of a PDF, page after page. */
async function textOf(pdf: Buffer): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: true }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return pages.join(' ').replace(/\s+/g, ' ');
}

test('a receipt printed to PDF has its number and its total, and nothing of the window around it', async ({ summary }) => {
  const { page } = summary;
  const newest = summary.receipts().first();
  const number = await newest.locator('summary > :first-child').innerText();
  const total = await newest.locator('summary .total').innerText();
  await newest.locator('summary').click();
  await newest.getByRole('link', { name: /Open or print/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Receipt ${number}` })).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(`^Receipt ${number}`));
  const paper = page.getByRole('article', { name: `Receipt ${number}` });
  await expect(paper.getByText('Authorised by')).toBeVisible();
  await expect(paper.getByText(/Fingerprint [0-9a-f]{12}/)).toBeVisible();

  const text = await textOf(await page.pdf({ preferCSSPageSize: true }));
  expect(text).toContain(number);
  expect(text).toContain(total);
  expect(text).toContain('Authorised by');
  for (const around of ['Company settings', 'Price Book', 'All purchases', 'Skip to content']) expect(text).not.toContain(around);
});

test('one goes to a number, and from one receipt to the next', async ({ summary: { page } }) => {
  await page.getByLabel('Go to number').fill('000002');
  await page.getByLabel('Go to number').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt 000002' })).toBeVisible();
  await page.getByRole('link', { name: /the receipt before/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt 000001' })).toBeVisible();
  await expect(page.getByRole('link', { name: /the receipt before/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'All purchases' }).click();
  await page.getByLabel('Go to number').fill('999999');
  await page.getByLabel('Go to number').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'There is no receipt 999999' })).toBeVisible();
  await page.getByRole('link', { name: 'All purchases' }).click();
  for (const wrong of ['abc', '-1', '0']) {
    await page.getByLabel('Go to number').fill(wrong);
    await page.getByLabel('Go to number').press('Enter');
    await expect(page.getByText('Type a receipt number.')).toBeVisible();
  }
  await page.getByLabel('From').fill('2026-05-02');
  await page.getByLabel('To', { exact: true }).fill('2026-05-01');
  await expect(page.getByText('The first day, under From, is after the last, under To')).toBeVisible();
});

test('CSV has what is filtered', async ({ summary }) => {
  const { page } = summary;
  await page.getByLabel('Kind').selectOption({ label: 'Recurring' });
  await expect(summary.receipts().first()).toContainText('Recurring');
  await expect(summary.receiptCount()).toHaveText(/^\d+ receipts$/);
  const count = Number.parseInt(await summary.receiptCount().innerText(), 10);
  const begun = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV of what is filtered' }).click();
  const download = await begun;
  expect(download.suggestedFilename()).toBe('Company X receipts.csv');
  const rows = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
  expect(rows[0]).toContain('receipt,date,account,kind');
  expect(new Set(rows.slice(1).map((row) => row.split(',')[0])).size).toBe(count);
  expect(rows.slice(1).every((row) => row.split(',')[3] === 'Recurring')).toBe(true);
});

test('a text is found, and one that is nowhere leaves a list that says so', async ({ summary }) => {
  const { page } = summary;
  await page.getByLabel('Text').fill('storage');
  await expect(summary.receiptCount()).toHaveText(/^\d+ receipts?$/);
  await page.getByLabel('Text').fill('nothing like it');
  await expect(page.getByText('No receipt fits this filter.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(summary.receipts().first()).toBeVisible();
});
