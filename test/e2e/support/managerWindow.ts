import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** A Billing Manager window as a person uses it. */
export class ManagerWindow {
  readonly page: Page;
  readonly accept: Locator;
  readonly column: Locator;
  /** What the column holds, without the bar that stands for it in a narrow window. */
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.column = page.getByRole('complementary', { name: 'Summary' });
    this.panel = page.locator('#summary-panel');
    this.accept = this.column.getByRole('button', { name: 'Accept', exact: true });
  }

  /** Waits until the account is there with all that its sections read: what comes later moves what is below it. */
  async ready(account: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: account }).waitFor();
    await expect(this.page.locator('main .loading')).toHaveCount(0);
  }

  quantity(license: string): Locator {
    return this.page.getByRole('spinbutton', { name: `${license} quantity`, exact: true });
  }

  async signAs(firstName: string, lastName: string): Promise<void> {
    await this.page.getByLabel('First name').fill(firstName);
    await this.page.getByLabel('Last name').fill(lastName);
  }

  async payFrom(source: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Funding source' }).selectOption({ label: source });
  }

  /** Types a quantity, signs as the demonstration's operator, and accepts. */
  async change(license: string, quantity: number, source?: string): Promise<void> {
    await this.quantity(license).fill(String(quantity));
    if (source !== undefined) await this.payFrom(source);
    await this.signAs('Alice', 'Brown');
    await this.accept.click();
  }
}
