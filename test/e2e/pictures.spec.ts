import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';

// Written on request alone, so that an ordinary run leaves the tree as it was.
test.skip(process.env['UPDATE_PICTURES'] !== '1', 'Set UPDATE_PICTURES=1 to write the pictures');

const folder = join(import.meta.dirname, '..', '..', 'docs', 'pictures');

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('the pictures of both windows', async ({ summary }) => {
      await expect(summary.receipts().first()).toBeVisible();
      await summary.receipts().nth(1).locator('summary').click();
      await summary.page.setViewportSize({ width: 1280, height: 1240 });
      await summary.page.evaluate(() => window.scrollTo(0, 0));
      await summary.page.getByRole('heading', { level: 1 }).click();
      await summary.page.screenshot({ path: join(folder, `summary-${scheme}.png`) });

      const manager = await summary.edit('Headquarters');
      await manager.page.setViewportSize({ width: 1100, height: 800 });
      await manager.quantity('CRM').fill('25');
      await manager.signAs('Alice', 'Brown');
      await expect(manager.panel.getByText('$105.00').first()).toBeVisible();
      await manager.page.getByRole('heading', { level: 1 }).click();
      await manager.page.screenshot({ path: join(folder, `billing-manager-${scheme}.png`) });
    });
  });
}
