import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Input, Output } from '../../../shared/contracts/index.ts';
import type { TestApplication } from '../../support/testApplication.ts';

export const HOUR = 3_600_000;
export const CYCLE = 4 * HOUR;
export const NAMES = { firstName: 'Alice', lastName: 'Brown' } as const;

export type AccountName = 'Headquarters' | 'Remote Office' | 'Outside Viewers';
export type View = Output<'billingManager.view'>;
type Source = Input<'funding.add'>['source'];

export const card = (lastFour: string, institution = 'Visa'): Source => ({ kind: 'card', institution, lastFour, expires: '2030-12', holder: 'Alice Brown' });
export const bank = (lastFour: string): Source => ({ kind: 'bank', institution: 'First Example Bank', lastFour });

export async function viewOf(app: TestApplication, name: AccountName): Promise<View> {
  const { accounts } = await app.call('summary.accounts', {});
  const account = accounts.find((each) => each.name === name);
  if (account === undefined) throw new Error(`There is no account ${name}`);
  return app.call('billingManager.view', { accountId: account.id });
}

/** Gives the account these sources alone, in this order. */
export async function payOnlyWith(app: TestApplication, name: AccountName, sources: readonly Source[]): Promise<void> {
  const { account, fundingSources } = await viewOf(app, name);
  const wish = () => ({ commandId: randomUUID(), accountId: account.id, ...NAMES });
  for (const source of sources) await app.call('funding.add', { ...wish(), source });
  for (const { id } of fundingSources) await app.call('funding.remove', { ...wish(), fundingSourceId: id });
}

/** Lets the application run until a moment, never away for two days. */
export async function runUntil(app: TestApplication, moment: string): Promise<void> {
  const end = Date.parse(moment);
  while (app.clock.now() < end) {
    app.clock.advance(Math.min(40 * HOUR, end - app.clock.now()));
    await app.application.wake();
  }
}

/** The next charge cycle begins. */
export async function nextCycle(app: TestApplication, cycles = 1): Promise<void> {
  app.clock.advance(cycles * CYCLE);
  await app.application.wake();
}

export async function bills(app: TestApplication, name: AccountName) {
  const { receipts } = await app.call('receipts.page', { filter: { kind: 'recurring', accountId: (await viewOf(app, name)).account.id }, limit: 200 });
  return receipts;
}

/** What stands in the data file, read past the application. */
export function rows(app: TestApplication, sql: string): unknown[] {
  const connection = new Database(`${app.folder}/demonstration.billing`, { readonly: true });
  try {
    return connection.prepare(sql).all();
  } finally {
    connection.close();
  }
}

export async function accept(app: TestApplication, name: AccountName, draft: Input<'billingManager.accept'>['draft'], over: { fundingSourceId?: number } = {}): Promise<Input<'billingManager.accept'>> {
  const view = await viewOf(app, name);
  const source = view.fundingSources[0];
  return {
    commandId: randomUUID(),
    accountId: view.account.id,
    revision: view.account.revision,
    draft,
    ...(source === undefined ? {} : { fundingSourceId: source.id }),
    ...NAMES,
    ...over,
  };
}
