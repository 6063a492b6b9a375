import type { Locator, Page } from '@playwright/test';
import { ManagerWindow } from './managerWindow.ts';

/** The Summary window as a person uses it. */
export class SummaryWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  account(name: string): Locator {
    return this.page.getByRole('article', { name });
  }

  /** The receipts on screen, newest first. */
  receipts(): Locator {
    return this.page.getByRole('region', { name: 'Purchases' }).locator('details');
  }

  receiptCount(): Locator {
    return this.page.getByRole('region', { name: 'Purchases' }).getByRole('status').filter({ hasText: 'receipt' });
  }

  /** The account's Billing Manager, which opens or is there already. */
  async edit(account: string): Promise<ManagerWindow> {
    const link = this.page.getByRole('link', { name: new RegExp(`^(Edit|View) ${account}`) });
    const address = await link.evaluate((element: HTMLAnchorElement) => element.href);
    const context = this.page.context();
    const there = context.pages().find((page) => page.url() === address);
    const opened = there ?? context.waitForEvent('page');
    await link.click();
    const manager = new ManagerWindow(await opened);
    await manager.ready(account);
    return manager;
  }

  /** A call made by this page itself, past the screens: what someone else does at the same time. */
  invoke(route: string, input: unknown): Promise<unknown> {
    return this.page.evaluate(
      async ([name, body]) => {
        const response = await fetch(`/invoke/${String(name)}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-billing-desk': '1' },
          body: JSON.stringify(body),
        });
        const answer: unknown = await response.json();
        return answer;
      },
      [route, input] as const,
    );
  }
}
