import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { request } from '@playwright/test';
import type { APIRequestContext, BrowserContext } from '@playwright/test';
import { copyDemonstration, launchApp } from '../../support/launchApp.ts';
import type { LaunchedApp } from '../../support/launchApp.ts';

/** The billing system looks for work by itself a minute after the start: a test that could see that gets another process. */
const LONGEST_USE_MS = 40_000;
const MS_AN_HOUR = 3_600_000;

/** The application as one test has it. */
export interface FreshApp extends Pick<LaunchedApp, 'origin' | 'dataFolder' | 'moveClock'> {
  /** The first page of this context that opens `origin` is in, as if it had been given the printed address. */
  letIn(context: BrowserContext): Promise<void>;
}

interface Running {
  readonly app: LaunchedApp;
  readonly calls: APIRequestContext;
  readonly startedAt: number;
}

/**
 * The built application in one process for the tests of a worker, one after the other: a start takes longer than most of
 * them. Nothing of an earlier test is left: its file is closed, its data folder emptied, its clock set back.
 */
export class SharedApp {
  readonly #clock: string;
  #running: Running | null = null;
  #story: { readonly name: string; readonly app: FreshApp } | null = null;

  constructor(clock: string) {
    this.#clock = clock;
  }

  /** The application as the test before in the same story left it; otherwise as right after its start, with no file open or on a new demonstration. */
  async of(story: string | null, demo: boolean, seesClosed: (origin: string) => Promise<void>): Promise<FreshApp> {
    if (story !== null && this.#story?.name === story) return this.#story.app;
    const app = await this.#fresh(demo, seesClosed);
    this.#story = story === null ? null : { name: story, app };
    return app;
  }

  async #fresh(demo: boolean, seesClosed: (origin: string) => Promise<void>): Promise<FreshApp> {
    if (this.#running !== null && Date.now() - this.#running.startedAt > LONGEST_USE_MS) await this.close();
    this.#running ??= await this.#start();
    const { app, calls, startedAt } = this.#running;
    await invoke(calls, app.origin, 'file.close');
    await seesClosed(app.origin);
    for (const name of readdirSync(app.dataFolder)) rmSync(join(app.dataFolder, name), { recursive: true });
    const since = (Date.now() - startedAt) / MS_AN_HOUR;
    app.moveClock(-since, { wake: false });
    if (demo) {
      await copyDemonstration(this.#clock, app.dataFolder);
      await invoke(calls, app.origin, 'file.openDemonstration');
    }
    const { cookies } = await calls.storageState();
    return {
      origin: app.origin,
      dataFolder: app.dataFolder,
      moveClock: (hours) => app.moveClock(hours - since),
      letIn: (context) => context.addCookies(cookies),
    };
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.calls.dispose();
    await running?.app.close();
  }

  async #start(): Promise<Running> {
    const startedAt = Date.now();
    const app = await launchApp({ clock: this.#clock });
    const calls = await request.newContext();
    await calls.get(app.address);
    return { app, calls, startedAt };
  }
}

/** A call as the application's own page makes it. `calls` has opened the printed address before. */
export async function invoke(calls: APIRequestContext, origin: string, route: string, data: object = {}): Promise<void> {
  const headers = { origin, 'sec-fetch-site': 'same-origin', 'x-billing-desk': '1' };
  // The application may just have closed the connection that was idle since the test before.
  const answer = await calls.post(`${origin}/invoke/${route}`, { headers, data, maxRetries: 2 });
  // What the gate answers.
  const { ok } = (await answer.json()) as { ok: boolean };
  if (!ok) throw new Error(`${route} was refused: ${await answer.text()}`);
}
