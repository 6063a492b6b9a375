import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
// What AxeBuilder runs, and would hand to the page anew for each question.
import axe from 'axe-core';
import type { RunOnly } from 'axe-core';
import { expect } from './fixtures.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Expects that axe finds nothing in what the page shows now, in light and in dark: the themes differ in colors alone, so
 * the dark one is asked about these. With `part`, a selector, only that part of the page is looked at, where the rest was
 * before. Leaves the page in light, where it follows the system.
 */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  // From the top: what happens to lie half under a bar that stays in place would count as too small to hit.
  if (part === undefined) await page.evaluate(() => scrollTo(0, 0));
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const problems = async (runOnly: RunOnly): Promise<string[]> => {
    // It is there already. What passes, with a selector and a text of each element, would cost more than the looking itself.
    const builder = new AxeBuilder({ page, axeSource: 'undefined' }).options({ runOnly, reporter: 'no-passes' });
    // All in the page itself: it has no frames, and no second page has to be opened for the answer.
    const { violations } = await (part === undefined ? builder : builder.include(part)).setLegacyMode(true).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  };
  const found = await problems({ type: 'tag', values: STANDARDS });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const foundInDark = await problems({ type: 'rule', values: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect({ found, foundInDark }).toEqual({ found: [], foundInDark: [] });
}
