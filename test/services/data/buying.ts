import { randomUUID } from 'node:crypto';
import type { Input, Output } from '../../../shared/contracts/index.ts';
import type { TestApplication } from '../../support/testApplication.ts';

/* A small company that buys things, by the operator of `startTestCompany`. */

const NAMES = { firstName: 'Ann', lastName: 'Berg' } as const;

export async function addCard(app: TestApplication, accountId: number, lastFour = '4242'): Promise<void> {
  await app.call('funding.add', { commandId: randomUUID(), accountId, ...NAMES, source: { kind: 'card', institution: 'Visa', lastFour, expires: '2030-12', holder: 'Ann Berg' } });
}

export async function accept(app: TestApplication, accountId: number, draft: Partial<Input<'billingManager.accept'>['draft']>): Promise<Input<'billingManager.accept'>> {
  const { account, fundingSources } = await app.call('billingManager.view', { accountId });
  const [source] = fundingSources;
  return {
    commandId: randomUUID(),
    accountId,
    revision: account.revision,
    draft,
    ...(source === undefined ? {} : { fundingSourceId: source.id }),
    ...NAMES,
  };
}

export async function buy(app: TestApplication, accountId: number, draft: Partial<Input<'billingManager.accept'>['draft']>): Promise<void> {
  const outcome = await app.call('billingManager.accept', await accept(app, accountId, draft));
  if (outcome.status !== 'accepted') throw new Error(`Not accepted: ${outcome.status}`);
}

export const buyCourse = (app: TestApplication, accountId: number, unitPrice = '100.00'): Promise<void> =>
  buy(app, accountId, { products: [{ kind: 'training', description: 'Course', quantity: 1, unitPrice }] });

export async function buyMinutes(app: TestApplication, accountId: number, amount: string): Promise<void> {
  const { account, fundingSources } = await app.call('billingManager.view', { accountId });
  const { choices } = await app.call('minutes.view', { accountId });
  const outcome = await app.call('minutes.purchase', { commandId: randomUUID(), accountId, amount, choices, revision: account.revision, fundingSourceId: fundingSources[0]?.id ?? 0, ...NAMES });
  if (outcome.status !== 'accepted') throw new Error(`Not accepted: ${outcome.status}`);
}

export async function receipts(app: TestApplication): Promise<Output<'receipts.page'>['receipts']> {
  return (await app.call('receipts.page', { filter: {}, limit: 200 })).receipts;
}

/** Looks at what differs and turns automatic charging on. */
export async function lookAndTurnOn(app: TestApplication): Promise<Output<'data.differences'>> {
  const differences = await app.call('data.differences', {});
  await app.call('data.turnOn', { seen: differences.count });
  return differences;
}
