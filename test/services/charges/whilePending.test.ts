import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../shared/contracts/index.ts';
import type { LicenseType } from '../../../shared/values/licenseTypes.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { sendFile } from '../imports/sendFile.ts';
import { accept, bank, bills, nextCycle, payOnlyWith, runUntil, viewOf } from './billing.ts';
import type { View } from './billing.ts';

type Draft = Input<'billingManager.accept'>['draft'];

// Denver, the evening before Headquarters' billing date; its bill is run at 08:00 UTC, and a payment by a bank is settled at 12:00.
const EVENING = '2026-04-01T01:00:00.000Z';
const DATE = '2026-04-01';

let app: TestApplication;

beforeEach(async () => {
  app = await startTestApplication('2026-03-31T18:00:00.000Z');
});
afterEach(() => app.end());

const view = (): Promise<View> => viewOf(app, 'Headquarters');
const ofDate = async () => (await bills(app, 'Headquarters')).filter(({ periodStart }) => periodStart === DATE);

async function license(type: LicenseType): Promise<View['licenses'][number]> {
  const found = (await view()).licenses.find((each) => each.type === type);
  if (found === undefined) throw new Error(`There is no ${type} license`);
  return found;
}

/** Three more CRM, paid by a bank, with these assignments; gives the quantity before. */
async function raiseCrm(lastFour: string, assignments: Draft['assignments'] = []): Promise<number> {
  await payOnlyWith(app, 'Headquarters', [bank(lastFour)]);
  await runUntil(app, EVENING);
  const { quantity } = await license('crm');
  const input = await accept(app, 'Headquarters', { quantities: { crm: quantity + 3 }, assignments, products: [] });
  expect(await app.call('billingManager.accept', input)).toMatchObject({ status: 'pending' });
  return quantity;
}

describe('a billing date that is reached while licenses wait for their payment', () => {
  test('waits for it, and bills the new period with them', async () => {
    const before = await raiseCrm('6789');
    await nextCycle(app, 2);
    expect(await ofDate()).toEqual([]);
    expect((await view()).account.nextBillingDate).toBe(DATE);
    await nextCycle(app);
    expect(await license('crm')).toMatchObject({ quantity: before + 3 });
    expect((await view()).account.nextBillingDate).toBe('2026-05-01');
    await nextCycle(app, 3);
    const [bill] = await ofDate();
    expect(bill?.lines.find(({ product }) => product === 'crm')).toMatchObject({ quantity: before + 3 });
    // Nothing more is charged for what the bill has paid.
    expect((await app.call('billingManager.preview', { accountId: 1, draft: { quantities: { crm: before + 4 }, assignments: [], products: [] } })).chargedNow.lines).toMatchObject([{ quantity: 1 }]);
  });

  test('without them, where the bank returned it', async () => {
    const before = await raiseCrm('0135');
    await nextCycle(app, 3);
    expect(await license('crm')).toMatchObject({ quantity: before });
    expect((await view()).account.nextBillingDate).toBe('2026-05-01');
  });
});

describe('users who are changed while their licenses wait for the payment', () => {
  /** Two with CRM who hold Fax, or do not. */
  async function two(fax: boolean): Promise<readonly [View['holders'][number], View['holders'][number]]> {
    const [one, other] = (await view()).holders.filter(({ firstName, active, licenses }) => firstName !== 'Alice' && active && licenses.includes('crm') && licenses.includes('fax') === fax);
    if (one === undefined || other === undefined) throw new Error('There are no such two users');
    return [one, other];
  }
  const licensesOf = async ({ userId }: { readonly userId: number }) => (await view()).holders.find((holder) => holder.userId === userId)?.licenses;

  test.each([true, false])('who is inactive by then is left as they are: given, %s', async (assigned) => {
    const [leaver, stayer] = await two(!assigned);
    const before = await raiseCrm('6789', [leaver, stayer].map(({ userId }) => ({ userId, type: 'fax', assigned })));
    await app.call('users.setActive', { userIds: [leaver.userId], active: false });
    await nextCycle(app, 3);
    expect(await license('crm')).toMatchObject({ quantity: before + 3 });
    expect((await licensesOf(stayer))?.includes('fax')).toBe(assigned);
    await app.call('users.setActive', { userIds: [leaver.userId], active: true });
    expect(await licensesOf(leaver)).toEqual([]);
  });

  test('who came back without CRM is not given what needs it', async () => {
    const [returner] = await two(false);
    const before = await raiseCrm('6789', [{ userId: returner.userId, type: 'fax', assigned: true }]);
    await app.call('users.setActive', { userIds: [returner.userId], active: false });
    await app.call('users.setActive', { userIds: [returner.userId], active: true });
    await nextCycle(app, 3);
    expect(await license('crm')).toMatchObject({ quantity: before + 3 });
    expect(await licensesOf(returner)).toEqual([]);
  });

  test('Activity tells what was not done, and why', async () => {
    const [leaver] = await two(false);
    await raiseCrm('6789', [{ userId: leaver.userId, type: 'fax', assigned: true }]);
    await app.call('users.setActive', { userIds: [leaver.userId], active: false });
    await nextCycle(app, 3);
    const { entries } = await app.call('activity.page', { limit: 10 });
    const done = entries.find(({ what }) => what.startsWith('Changed service licenses'));
    expect(done?.changes).toContainEqual({ label: `${leaver.firstName} ${leaver.lastName}: Fax`, before: 'not assigned', after: 'left as it is: the user was changed meanwhile' });
  });

  test('no file gives licenses of the account meanwhile', async () => {
    const [one] = await two(false);
    await raiseCrm('6789', [{ userId: one.userId, type: 'fax', assigned: true }]);
    const { dryRun } = await sendFile(app, `email,first name,last name,account,active,licenses\n${one.email},${one.firstName},${one.lastName},Headquarters,yes,CRM; Fax\n`);
    expect(dryRun.rejected).toEqual([{ line: 2, reason: 'A payment for licenses of Headquarters is not settled yet. Licenses can be given once it is.' }]);
  });
});
