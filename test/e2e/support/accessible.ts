import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Expects that axe finds nothing in what the page shows now, in light and in dark: the themes differ in colors alone, so
 * the dark one is asked about these. With `part`, a selector, only that part of the page is looked at, where the rest was
 * before. Leaves the page in light, where it follows the system.
 */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  const problems = async (axe: AxeBuilder): Promise<string[]> => {
    // All in the page itself: it has no frames, and no second page has to be opened for the answer.
    const { violations } = await (part === undefined ? axe : axe.include(part)).setLegacyMode(true).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  };
  const found = await problems(new AxeBuilder({ page }).withTags(STANDARDS));
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const foundInDark = await problems(new AxeBuilder({ page }).withRules(['color-contrast']));
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect({ found, foundInDark }).toEqual({ found: [], foundInDark: [] });
}
