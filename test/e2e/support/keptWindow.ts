import type { Browser, BrowserContext, ConsoleMessage, Page, ViewportSize } from '@playwright/test';
import type { FreshApp } from './sharedApp.ts';

/** How a test wants its window to begin. */
export interface Look {
  readonly viewport: ViewportSize | null;
  readonly colorScheme: 'light' | 'dark' | 'no-preference' | null;
}

/**
 * One browser window for the tests of a worker, one after the other: the browser starts a process for a new one, which
 * takes longer than what most tests do in it. Nothing of an earlier test is left, unless both are of one story: its other
 * windows are closed, and its page saw its file closed and another one opened, or was left where it remembers things.
 */
export class KeptWindow {
  #open: { readonly page: Page; story: string | null } | null = null;

  /** Ends what the test before did in the window, before one that does not go on with the same story. */
  async leaveUnless(story: string | null): Promise<void> {
    if (this.#open === null || (story !== null && this.#open.story === story)) return;
    const { page } = this.#open;
    for (const other of page.context().pages()) if (other !== page) await other.close();
    await page.unrouteAll();
    await page.mouse.move(0, 0);
    // A choice for the window, a dialog of the window's own, a scenario: not the file's, so they stay when it is closed.
    const remembers = await page.evaluate(() => localStorage.length > 0 || document.querySelector('dialog[open]') !== null || location.hash.startsWith('#/scenarios'));
    if (!remembers) return;
    // A page of the same site keeps the process.
    await page.goto(`${new URL(page.url()).origin}/icon.svg`);
    await page.evaluate(() => localStorage.clear());
  }

  /** Waits until the page has seen that its file was closed, where it is one of this application's. */
  async seesClosed(origin: string): Promise<void> {
    const page = this.#open?.page;
    if (page?.url().startsWith(origin) !== true || page.url().endsWith('/icon.svg')) return;
    await page.getByRole('heading', { level: 1, name: /^Billing (Desk|Manager)$/ }).waitFor();
  }

  /** The window, let in, on whatever page the test before left, which is nobody's any more; or as the story's last test left it. */
  async of(story: string | null, browser: Browser, app: FreshApp, look: Look): Promise<Page> {
    if (this.#open !== null && story !== null && this.#open.story === story) return this.#open.page;
    const page = this.#open?.page ?? (await (await browser.newContext()).newPage());
    this.#open = { page, story };
    await app.letIn(page.context());
    if (look.viewport !== null) await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme });
    return page;
  }

  async close(): Promise<void> {
    await this.#open?.page.context().close();
  }
}

/** What the browser complains of in the windows of a context: errors of scripts, and all that the content security policy refused. */
export class Complaints {
  readonly #context: BrowserContext;
  readonly #all: string[] = [];
  readonly #listen = (page: Page): void => {
    page.on('pageerror', this.#onError).on('console', this.#onMessage);
  };
  readonly #onError = (error: Error): void => void this.#all.push(error.message);
  readonly #onMessage = (message: ConsoleMessage): void => {
    if (message.type() === 'error') this.#all.push(message.text());
  };

  constructor(context: BrowserContext) {
    this.#context = context;
    context.pages().forEach(this.#listen);
    context.on('page', this.#listen);
  }

  /** Ends the listening, and gives what was heard. */
  stop(): readonly string[] {
    this.#context.off('page', this.#listen);
    for (const page of this.#context.pages()) page.off('pageerror', this.#onError).off('console', this.#onMessage);
    return this.#all;
  }
}
