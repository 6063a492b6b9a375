import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../shared/contracts/index.ts';
import type { LicenseType } from '../../shared/values/licenseTypes.ts';
import { contentHash } from '../support/testDatabase.ts';
import { startTestApplication } from '../support/testApplication.ts';
import type { TestApplication } from '../support/testApplication.ts';

// 15 March: 17 of 31 days are left of a period that began on the 1st.
const MOMENT = '2026-03-15T18:00:00.000Z';

let app: TestApplication;

beforeEach(async () => {
  app = await startTestApplication(MOMENT);
});
afterEach(() => app.end());

async function primaryView() {
  const { accounts } = await app.call('summary.accounts', {});
  const primary = accounts.find((account) => account.primary);
  if (primary === undefined) throw new Error('The demonstration has no primary account');
  return app.call('billingManager.view', { accountId: primary.id });
}

type AcceptInput = Omit<Input<'billingManager.accept'>, 'draft'> & { draft: { quantities: { crm?: number; fax?: number } } };

async function shownFor({ accountId, draft }: AcceptInput): Promise<{ chargedNow: string; monthly: string }> {
  const { chargedNow, recurring } = await app.call('billingManager.preview', { accountId, draft });
  return { chargedNow: chargedNow.total, monthly: recurring.total };
}

async function acceptInput(changes: Partial<AcceptInput> & { source?: string } = {}): Promise<AcceptInput> {
  const view = await primaryView();
  const crm = licenseOf(view, 'crm');
  const { source, ...given } = changes;
  const fundingSource = source === undefined ? view.fundingSources[0] : view.fundingSources.find(({ label }) => label.endsWith(source));
  return {
    commandId: randomUUID(),
    accountId: view.account.id,
    revision: view.account.revision,
    draft: { quantities: { crm: crm.quantity + 3 } },
    ...(fundingSource === undefined ? {} : { fundingSourceId: fundingSource.id }),
    firstName: view.operator.firstName,
    lastName: view.operator.lastName,
    ...given,
  };
}

function licenseOf(view: Output<'billingManager.view'>, type: LicenseType) {
  const license = view.licenses.find((each) => each.type === type);
  if (license === undefined) throw new Error(`There is no ${type} license`);
  return license;
}

async function newestReceipt() {
  const { receipts, count } = await app.call('receipts.page', { filter: {}, limit: 1 });
  const [newest] = receipts;
  if (newest === undefined) throw new Error('The demonstration has no receipts');
  return { newest, count };
}

const file = (): Promise<string> => Promise.resolve(contentHash(`${app.folder}/demonstration.billing`, ['last_place']));

describe('Accept', () => {
  test('charges three CRM licenses for the days left on one receipt with the next number', async () => {
    const before = await newestReceipt();
    const input = await acceptInput();
    const preview = await app.call('billingManager.preview', { accountId: input.accountId, draft: input.draft });

    const outcome = await app.call('billingManager.accept', input);

    expect(outcome).toEqual({ status: 'accepted', receiptNumber: before.newest.number + 1, total: '82.26' });
    const after = await newestReceipt();
    expect(after.count).toBe(before.count + 1);
    expect(after.newest).toMatchObject({ number: before.newest.number + 1, kind: 'licensesAdded', total: '82.26', authorisedBy: 'Alice Brown' });
    expect(after.newest.lines).toEqual(preview.chargedNow.lines);
    expect(after.newest.lines).toMatchObject([{ product: 'crm', quantity: 3, unitPrice: '50.00', amount: '82.26' }]);
    const view = await primaryView();
    expect(view.monthly).toBe(preview.recurring.total);
    expect(view.account.revision).toBe(input.revision + 1);
    const { entries } = await app.call('activity.page', { limit: 1 });
    expect(entries[0]).toMatchObject({ who: 'Alice Brown', changes: [{ label: 'CRM', before: String(licenseOf(view, 'crm').quantity - 3), after: String(licenseOf(view, 'crm').quantity) }] });
  });

  test('is still there after a restart', async () => {
    const input = await acceptInput();
    await app.call('billingManager.accept', input);
    const before = await newestReceipt();
    app = await app.restart();
    expect(await newestReceipt()).toEqual(before);
    expect(licenseOf(await primaryView(), 'crm').quantity).toBe(input.draft.quantities.crm);
  });

  test('repeated with the same command id answers the same and does nothing again, also at once and after a restart', async () => {
    const input = await acceptInput();
    const [first, second] = await Promise.all([app.call('billingManager.accept', input), app.call('billingManager.accept', input)]);
    const hash = await file();
    expect(second).toEqual(first);
    expect(await app.call('billingManager.accept', input)).toEqual(first);
    app = await app.restart();
    expect(await app.call('billingManager.accept', input)).toEqual(first);
    expect(await file()).toBe(hash);
    expect(await app.refused('billingManager.accept', { ...input, draft: { quantities: { crm: 99 } } })).toMatchObject({ code: 'COMMAND_REUSED' });
  });

  test('declined: nothing changes but a note in Activity, and the reason is told', async () => {
    const before = await newestReceipt();
    const input = await acceptInput({ source: '0002' });
    expect(await app.call('billingManager.accept', input)).toEqual({
      status: 'declined',
      reason: 'The card was declined.',
      fundingSource: 'Mastercard ending 0002',
    });
    expect(await newestReceipt()).toEqual(before);
    const view = await primaryView();
    expect(view.openCharge).toBeNull();
    expect(view.account.revision).toBe(input.revision);
    // The draft goes through with another source, as a new wish.
    expect(await app.call('billingManager.accept', await acceptInput())).toMatchObject({ status: 'accepted', receiptNumber: before.newest.number + 1 });
  });

  test('no answer: being checked, nothing else is charged meanwhile, and asking the gateway settles it', async () => {
    const before = await newestReceipt();
    const input = await acceptInput({ source: '0119' });
    expect(await app.call('billingManager.accept', input)).toMatchObject({ status: 'beingChecked', total: '82.26' });
    expect(await newestReceipt()).toEqual(before);
    expect((await primaryView()).openCharge).toMatchObject({ state: 'beingChecked', total: '82.26' });
    expect(await app.refused('billingManager.accept', await acceptInput())).toMatchObject({ code: 'CHARGE_OPEN' });

    const checked = await app.call('billingManager.checkCharge', { accountId: input.accountId });
    expect(checked.openCharge).toBeNull();
    expect((await newestReceipt()).newest).toMatchObject({ number: before.newest.number + 1, total: '82.26', fundingSource: 'Visa ending 0119' });
    expect(licenseOf(await primaryView(), 'crm').quantity).toBe(input.draft.quantities.crm);
    expect(await app.call('billingManager.accept', input)).toMatchObject({ status: 'accepted', receiptNumber: before.newest.number + 1 });
  });

  test('no answer and a restart: the start asks the gateway and makes the one receipt', async () => {
    const before = await newestReceipt();
    await app.call('billingManager.accept', await acceptInput({ source: '0119' }));
    app = await app.restart();
    expect((await newestReceipt()).newest.number).toBe(before.newest.number + 1);
    expect((await primaryView()).openCharge).toBeNull();
  });

  test('pending: nothing takes effect until the bank has settled, three cycles later', async () => {
    const before = await newestReceipt();
    const input = await acceptInput({ source: '6789' });
    expect(await app.call('billingManager.accept', input)).toMatchObject({ status: 'pending', total: '82.26' });
    app.clock.advance(8 * 3_600_000);
    await app.call('billingManager.checkCharge', { accountId: input.accountId });
    expect(await newestReceipt()).toEqual(before);
    expect(licenseOf(await primaryView(), 'crm').quantity).toBe(Number(input.draft.quantities.crm) - 3);
    app.clock.advance(4 * 3_600_000);
    expect((await app.call('billingManager.checkCharge', { accountId: input.accountId })).openCharge).toBeNull();
    expect((await newestReceipt()).newest).toMatchObject({ number: before.newest.number + 1, total: '82.26' });
  });

  test('fewer: no receipt, from the next billing date; more again cancels the cut and charges nothing', async () => {
    const before = await newestReceipt();
    const view = await primaryView();
    const fax = licenseOf(view, 'fax');
    const cut = await acceptInput({ draft: { quantities: { fax: fax.quantity - 1 } } });
    expect(await app.call('billingManager.accept', cut)).toEqual({ status: 'accepted', receiptNumber: null, total: '0.00' });
    expect(licenseOf(await primaryView(), 'fax')).toMatchObject({ quantity: fax.quantity, scheduledQuantity: fax.quantity - 1 });
    const undone = await acceptInput({ draft: { quantities: { fax: fax.quantity } } });
    expect(await app.call('billingManager.accept', undone)).toMatchObject({ total: '0.00' });
    expect(licenseOf(await primaryView(), 'fax')).toMatchObject({ quantity: fax.quantity, scheduledQuantity: null });
    expect(await newestReceipt()).toEqual(before);
  });

  test('what is cut from the next bill on is not called paid for and held by nobody', async () => {
    const unused = async () => (await app.call('summary.accounts', {})).attention.filter(({ id, sentence }) => id.startsWith('paidUnused') && sentence.startsWith('Headquarters'));
    const crm = licenseOf(await primaryView(), 'crm');
    await app.call('billingManager.accept', await acceptInput({ draft: { quantities: { crm: crm.assigned + 2 } } }));
    expect((await unused())[0]?.sentence).toContain('2 CRM');
    await app.call('billingManager.accept', await acceptInput({ draft: { quantities: { crm: crm.assigned } } }));
    expect((await unused()).some(({ sentence }) => sentence.includes('CRM'))).toBe(false);
  });

  test('a price that came into force, and days that passed, since the amounts were shown: refused with those of now, which then are accepted', async () => {
    await app.call('prices.add', { item: 'crm', effectiveFrom: '2026-03-16', unitPrice: '80.00' });
    const input = await acceptInput();
    const shown = await shownFor(input);
    app.clock.set('2026-03-16T06:30:00.000Z');
    const now = await shownFor(input);
    const before = await file();
    expect(await app.refused('billingManager.accept', { ...input, shown })).toMatchObject({ code: 'CHANGED_SINCE_OPENED', path: '/shown', message: expect.stringContaining(`$${now.chargedNow}`) as unknown });
    expect(await file()).toBe(before);
    expect(shown.chargedNow).toBe('82.26');
    // 80.00 × 3 × 16 ÷ 31
    expect(await app.call('billingManager.accept', { ...input, commandId: randomUUID(), shown: now })).toMatchObject({ status: 'accepted', total: '123.87' });
  });

  test('a reached billing date is run first, and the draft made before it is refused as changed', async () => {
    app.clock.set('2026-03-31T20:00:00.000Z');
    await app.call('charging.resume', { reason: 'away', total: (await app.call('charging.state', {})).total });
    const before = await newestReceipt();
    const input = await acceptInput();
    // After local midnight, before the charge cycle of 08:00 UTC.
    app.clock.set('2026-04-01T07:00:00.000Z');
    expect(await app.refused('billingManager.accept', input)).toMatchObject({ code: 'CHANGED_SINCE_OPENED' });
    const { newest } = await newestReceipt();
    expect(newest).toMatchObject({ number: before.newest.number + 1, kind: 'recurring', periodStart: '2026-04-01', periodEnd: '2026-04-30', date: '2026-04-01' });
    expect((await primaryView()).account.nextBillingDate).toBe('2026-05-01');
  });

  describe('with what was shown, after local midnight of a billing date and before its charge cycle', () => {
    const atMidnight = async (): Promise<{ input: AcceptInput; shown: { chargedNow: string; monthly: string } }> => {
      app.clock.set('2026-03-31T20:00:00.000Z');
      await app.call('charging.resume', { reason: 'away', total: (await app.call('charging.state', {})).total });
      app.clock.set('2026-04-01T07:00:00.000Z');
      const input = await acceptInput();
      return { input, shown: await shownFor(input) };
    };

    test('the draft is accepted after the bill, where the bill changes nothing of that', async () => {
      const { input, shown } = await atMidnight();
      expect((await primaryView()).reached).toMatchObject([{ billingDate: '2026-04-01', total: '2930.00' }]);
      expect(await app.call('billingManager.accept', { ...input, shown })).toMatchObject({ status: 'accepted', total: shown.chargedNow });
      const { receipts } = await app.call('receipts.page', { filter: {}, limit: 2 });
      expect(receipts.map(({ kind, total, periodStart }) => [kind, total, periodStart])).toEqual([['licensesAdded', '150.00', '2026-04-01'], ['recurring', '2930.00', '2026-04-01']]);
      expect((await primaryView()).reached).toEqual([]);
    });

    test('what is shown is as the bill leaves the account: cuts in effect, prices of the bill after it', async () => {
      const fax = licenseOf(await primaryView(), 'fax');
      await app.call('billingManager.accept', await acceptInput({ draft: { quantities: { fax: fax.quantity - 1 } } }));
      await app.call('prices.add', { item: 'fax', effectiveFrom: '2026-04-20', unitPrice: '90.00' });
      await atMidnight();
      const view = await primaryView();
      expect(licenseOf(view, 'fax')).toMatchObject({ quantity: fax.quantity - 1, scheduledQuantity: null, paidThisPeriod: fax.quantity - 1, nextPrice: '90.00' });
      expect(view.account.nextBillingDate).toBe('2026-05-01');
      const input = await acceptInput({ draft: { quantities: { fax: fax.quantity } } });
      const shown = await shownFor(input);
      expect(shown.chargedNow).not.toBe('0.00');
      expect(await app.call('billingManager.accept', { ...input, shown })).toMatchObject({ status: 'accepted', total: shown.chargedNow });
      const after = await primaryView();
      expect({ licenses: after.licenses.filter(({ type }) => type !== 'fax'), next: after.account.nextBillingDate, monthly: after.monthly }).toEqual({
        licenses: view.licenses.filter(({ type }) => type !== 'fax'),
        next: '2026-05-01',
        monthly: shown.monthly,
      });
    });

    test('what the operator, the name or the draft alone refuse charges no bill first', async () => {
      const { input, shown } = await atMidnight();
      const before = await file();
      for (const [spoilt, code] of [
        [{ lastName: 'Nobody' }, 'NAME_MISMATCH'],
        [{ revision: input.revision - 1 }, 'CHANGED_SINCE_OPENED'],
        [{ draft: { quantities: {} } }, 'NOTHING_TO_ACCEPT'],
      ] as const) {
        expect(await app.refused('billingManager.accept', { ...input, shown, ...spoilt })).toMatchObject({ code });
      }
      expect(await file()).toBe(before);
      const { groupId } = await app.call('groups.add', { commandId: randomUUID(), name: 'Assigners', capabilities: ['viewBilling', 'assignLicenses'] });
      const { users } = await app.call('users.page', { filter: { text: 'Alice Brown' }, limit: 1 });
      const alice = users[0];
      if (alice === undefined) throw new Error('There is no Alice');
      await app.call('users.edit', { userId: alice.id, firstName: alice.firstName, lastName: alice.lastName, email: alice.email, accountId: alice.account.id, groupId });
      const { revision } = (await primaryView()).account;
      const without = await file();
      expect(await app.refused('billingManager.accept', { ...input, shown, revision })).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await file()).toBe(without);
    });

    test('it is refused where the bill changes that, and says so', async () => {
      const { input, shown } = await atMidnight();
      const { code, path, message } = await app.refused('billingManager.accept', { ...input, shown: { ...shown, chargedNow: '0.00' } });
      expect([code, path]).toEqual(['CHANGED_SINCE_OPENED', '/shown']);
      expect(message).toMatch(/^The billing date 2026-04-01 was reached, and its bill was made first\. /);
      expect((await newestReceipt()).newest).toMatchObject({ kind: 'recurring', periodStart: '2026-04-01' });
    });
  });

});

describe('bad input leaves the file as it was', () => {
  const cases: readonly [string, (input: AcceptInput) => unknown, { code: string; path: string }][] = [
    ['no object', () => 'accept', { code: 'BAD_INPUT', path: '' }],
    ['an unknown key', (input) => ({ ...input, price: '1.00' }), { code: 'BAD_INPUT', path: '/price' }],
    ['an unknown license type', (input) => ({ ...input, draft: { quantities: { gold: 1 } } }), { code: 'BAD_INPUT', path: '/draft/quantities/gold' }],
    ['a negative quantity', (input) => ({ ...input, draft: { quantities: { crm: -1 } } }), { code: 'BAD_INPUT', path: '/draft/quantities/crm' }],
    ['a fractional quantity', (input) => ({ ...input, draft: { quantities: { crm: 1.5 } } }), { code: 'BAD_INPUT', path: '/draft/quantities/crm' }],
    ['a quantity in words', (input) => ({ ...input, draft: { quantities: { crm: '12' } } }), { code: 'BAD_INPUT', path: '/draft/quantities/crm' }],
    ['an absurd quantity', (input) => ({ ...input, draft: { quantities: { crm: 1e12 } } }), { code: 'BAD_INPUT', path: '/draft/quantities/crm' }],
    ['no command id', ({ commandId: _left, ...input }) => input, { code: 'BAD_INPUT', path: '/commandId' }],
    ['an account that is not there', (input) => ({ ...input, accountId: 999 }), { code: 'NOT_FOUND', path: '/accountId' }],
    ['another name', (input) => ({ ...input, lastName: 'Nobody' }), { code: 'NAME_MISMATCH', path: '/lastName' }],
    ['an endless name', (input) => ({ ...input, lastName: 'x'.repeat(1000) }), { code: 'BAD_INPUT', path: '/lastName' }],
    ['an older revision', (input) => ({ ...input, revision: 0 }), { code: 'CHANGED_SINCE_OPENED', path: '/revision' }],
    ['nothing changed', (input) => ({ ...input, draft: { quantities: {} } }), { code: 'NOTHING_TO_ACCEPT', path: '/draft' }],
    ['below the assigned', (input) => ({ ...input, draft: { quantities: { crm: 1 } } }), { code: 'BELOW_ASSIGNED', path: '/draft/quantities/crm' }],
    ['below the contract minimum', (input) => ({ ...input, draft: { quantities: { powerDialer: 0 } } }), { code: 'BELOW_CONTRACT_MINIMUM', path: '/draft/quantities/powerDialer' }],
    ['no funding source', ({ fundingSourceId: _left, ...input }) => input, { code: 'NO_FUNDING_SOURCE', path: '/fundingSourceId' }],
    ['a funding source of another account', (input) => ({ ...input, fundingSourceId: 999 }), { code: 'NO_FUNDING_SOURCE', path: '/fundingSourceId' }],
  ];

  test.each(cases)('%s', async (_name, spoil, expected) => {
    const input = await acceptInput();
    const hash = await file();
    const refusal = await app.refused('billingManager.accept', spoil(input));
    expect(refusal).toMatchObject(expected);
    expect(refusal.message).toMatch(/^[A-Z"].*\.$/);
    expect(await file()).toBe(hash);
  });
});
