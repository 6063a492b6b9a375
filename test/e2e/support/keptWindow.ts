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
 * windows are closed, and what the page caught and remembered is gone.
 */
export class KeptWindow {
  #open: { readonly page: Page; origin: string; story: string | null } | null = null;

  /** Leaves the application's pages, and forgets what they kept, before a test that does not go on with the same story. */
  async leaveUnless(story: string | null): Promise<void> {
    if (this.#open === null || (story !== null && this.#open.story === story)) return;
    const { page, origin } = this.#open;
    const context = page.context();
    for (const other of context.pages()) if (other !== page) await other.close();
    await page.unrouteAll();
    // A page of the same site keeps the process.
    await page.goto(`${origin}/icon.svg`);
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await context.clearCookies();
  }

  /** The window, let in, on a page of the application's own that shows nothing yet; or as the story's last test left it. */
  async of(story: string | null, browser: Browser, app: FreshApp, look: Look): Promise<Page> {
    if (this.#open !== null && story !== null && this.#open.story === story) return this.#open.page;
    const page = this.#open?.page ?? (await (await browser.newContext()).newPage());
    this.#open = { page, origin: app.origin, story };
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
