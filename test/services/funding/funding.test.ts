import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../shared/contracts/index.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { bank, card, NAMES, viewOf } from '../charges/billing.ts';

let app: TestApplication;
let accountId: number;

beforeEach(async () => {
  app = await startTestApplication('2026-03-15T18:00:00.000Z');
  accountId = (await viewOf(app, 'Headquarters')).account.id;
});
afterEach(() => app.end());

const wish = () => ({ commandId: randomUUID(), accountId, ...NAMES });
const sources = async () => (await viewOf(app, 'Headquarters')).fundingSources;
const labels = async () => (await sources()).map(({ label }) => label);
const idOf = async (lastFour: string) => (await sources()).find(({ label }) => label.endsWith(lastFour))?.id ?? 0;
const hash = () => contentHash(`${app.folder}/demonstration.billing`);
const newest = async () => (await app.call('activity.page', { limit: 1 })).entries[0];

describe('funding sources', () => {
  test('a card and a bank account are added behind the others, under the typed name', async () => {
    const before = await labels();
    const { revision } = (await viewOf(app, 'Headquarters')).account;
    await app.call('funding.add', { ...wish(), source: card('1234', '  Discover ') });
    expect(await newest()).toMatchObject({ who: 'Alice Brown', what: 'Added the funding source Discover ending 1234', accountName: 'Headquarters', changes: [
        { label: 'Funding source', before: null, after: 'Discover ending 1234' },
        { label: 'Expires', before: null, after: '2030-12' },
        { label: 'Holder', before: null, after: 'Alice Brown' },
      ] });
    await app.call('funding.add', { ...wish(), source: bank('5555') });
    expect(await labels()).toEqual([...before, 'Discover ending 1234', 'First Example Bank ending 5555']);
    expect((await sources()).slice(-2)).toMatchObject([{ kind: 'card', holder: 'Alice Brown', expires: '2030-12', state: 'valid' }, { kind: 'bank', holder: '', expires: null, state: 'valid' }]);
    expect((await viewOf(app, 'Headquarters')).account.revision).toBe(revision + 2);
  });

  test('the order is changed, the first is the default, and stays so after a restart', async () => {
    const ids = (await sources()).map(({ id }) => id);
    const order = [...ids].reverse();
    await app.call('funding.reorder', { ...wish(), order });
    expect((await sources()).map(({ id }) => id)).toEqual(order);
    expect(await newest()).toMatchObject({ changes: [{ label: 'Order', before: expect.stringMatching(/^Visa ending 4242, /) as string, after: expect.stringMatching(/, Visa ending 4242$/) as string }] });
    app = await app.restart();
    expect((await sources()).map(({ id }) => id)).toEqual(order);
  });

  test('a replaced one gives its place to the new one; receipts keep naming it', async () => {
    const before = await labels();
    const { receipts } = await app.call('receipts.page', { filter: {}, limit: 50 });
    await app.call('funding.replace', { ...wish(), fundingSourceId: await idOf('4242'), source: card('9999') });
    expect(await labels()).toEqual(['Visa ending 9999', ...before.slice(1)]);
    await app.call('funding.replace', { ...wish(), fundingSourceId: await idOf('9999'), source: { kind: 'card', institution: 'Visa', lastFour: '9999', expires: '2031-01', holder: 'Bob Brown' } });
    expect((await newest())?.changes).toEqual([{ label: 'Expires', before: '2030-12', after: '2031-01' }, { label: 'Holder', before: 'Alice Brown', after: 'Bob Brown' }]);
    expect((await app.call('receipts.page', { filter: {}, limit: 50 })).receipts).toEqual(receipts);
  });

  test('any but the last one that can pay is removed', async () => {
    for (const { id } of (await sources()).slice(1)) await app.call('funding.remove', { ...wish(), fundingSourceId: id });
    expect(await labels()).toEqual(['Visa ending 4242']);
    const before = hash();
    expect(await app.refused('funding.remove', { ...wish(), fundingSourceId: await idOf('4242') })).toMatchObject({ code: 'LAST_FUNDING_SOURCE', path: '/fundingSourceId' });
    expect(hash()).toBe(before);
  });

  test('an expired one beside it does not count', async () => {
    const [first, ...others] = await sources();
    for (const { id, label } of others) if (!label.endsWith('5100')) await app.call('funding.remove', { ...wish(), fundingSourceId: id });
    // The card ending 5100 is good through March.
    app.clock.set('2026-04-01T06:00:00.000Z');
    expect((await sources()).map(({ state }) => state)).toEqual(['valid', 'expired']);
    expect(await app.refused('funding.remove', { ...wish(), fundingSourceId: first?.id ?? 0 })).toMatchObject({ code: 'LAST_FUNDING_SOURCE' });
    await app.call('funding.remove', { ...wish(), fundingSourceId: await idOf('5100') });
  });

  test('a repeated wish does nothing again, also after a restart', async () => {
    const input = { ...wish(), source: card('1234') };
    const first = await app.call('funding.add', input);
    const before = hash();
    expect(await app.call('funding.add', input)).toEqual(first);
    expect(hash()).toBe(before);
    app = await app.restart();
    expect(await app.call('funding.add', input)).toEqual(first);
    expect((await labels()).filter((label) => label === 'Visa ending 1234')).toHaveLength(1);
    expect(await app.refused('funding.add', { ...input, source: card('1235') })).toMatchObject({ code: 'COMMAND_REUSED' });
  });

  test('a card warns from 30 days before its last day on', async () => {
    await app.call('funding.add', { ...wish(), source: { ...card('7777'), kind: 'card', expires: '2026-04', holder: 'Alice Brown' } });
    const warned = async () => (await app.call('summary.accounts', {})).attention.map(({ sentence }) => sentence).filter((sentence) => sentence.includes('7777'));
    app.clock.set('2026-03-30T18:00:00.000Z');
    expect(await warned()).toEqual([]);
    app.clock.set('2026-03-31T18:00:00.000Z');
    expect(await warned()).toEqual(['Headquarters: Visa ending 7777 expires in 30 days']);
  });
});

describe('bad input is refused with code, path and sentence, and the file stays as it was', () => {
  type Add = Input<'funding.add'>;
  const cases: readonly [string, (good: Add) => unknown, { code: string; path: string }][] = [
    ['a card that expired last month', (good) => ({ ...good, source: { ...good.source, expires: '2026-02' } }), { code: 'BAD_INPUT', path: '/source/expires' }],
    ['a month 13', (good) => ({ ...good, source: { ...good.source, expires: '2028-13' } }), { code: 'BAD_INPUT', path: '/source/expires' }],
    ['a day instead of a month', (good) => ({ ...good, source: { ...good.source, expires: '2028-11-30' } }), { code: 'BAD_INPUT', path: '/source/expires' }],
    ['a year typed wrong', (good) => ({ ...good, source: { ...good.source, expires: '2820-11' } }), { code: 'BAD_INPUT', path: '/source/expires' }],
    ['three digits', (good) => ({ ...good, source: { ...good.source, lastFour: '424' } }), { code: 'BAD_INPUT', path: '/source/lastFour' }],
    ['letters for digits', (good) => ({ ...good, source: { ...good.source, lastFour: '42a2' } }), { code: 'BAD_INPUT', path: '/source/lastFour' }],
    ['digits of another script', (good) => ({ ...good, source: { ...good.source, lastFour: '٤٢٤٢' } }), { code: 'BAD_INPUT', path: '/source/lastFour' }],
    ['a whole number for the last four', (good) => ({ ...good, source: { ...good.source, lastFour: '4242424242424242' } }), { code: 'BAD_INPUT', path: '/source/lastFour' }],
    ['a whole number as the holder', (good) => ({ ...good, source: { ...good.source, holder: 'Ann 4242-4242 4242 4242' } }), { code: 'CARD_NUMBER', path: '/source/holder' }],
    ['a whole number as the brand', (good) => ({ ...good, source: { ...good.source, institution: '378282246310005' } }), { code: 'CARD_NUMBER', path: '/source/institution' }],
    ['a full number in groups as the brand', (good) => ({ ...good, source: { ...good.source, institution: '4242 4242 4242 4242' } }), { code: 'CARD_NUMBER', path: '/source/institution' }],
    ['the last four digits as the brand', (good) => ({ ...good, source: { ...good.source, institution: '4242' } }), { code: 'BAD_INPUT', path: '/source/institution' }],
    ['digits as the holder', (good) => ({ ...good, source: { ...good.source, holder: '4242' } }), { code: 'BAD_INPUT', path: '/source/holder' }],
    ['a security code', (good) => ({ ...good, source: { ...good.source, securityCode: '123' } }), { code: 'BAD_INPUT', path: '/source/securityCode' }],
    ['a full number in a field of its own', (good) => ({ ...good, source: { ...good.source, number: '4242424242424242' } }), { code: 'BAD_INPUT', path: '/source/number' }],
    ['an expiry of a bank account', (good) => ({ ...good, source: { kind: 'bank', institution: 'Bank', lastFour: '1111', expires: '2028-11' } }), { code: 'BAD_INPUT', path: '/source/expires' }],
    ['a blank holder', (good) => ({ ...good, source: { ...good.source, holder: '  ' } }), { code: 'BAD_INPUT', path: '/source/holder' }],
    ['no brand', (good) => ({ ...good, source: { kind: 'card', lastFour: '1111', expires: '2028-11', holder: 'Ann' } }), { code: 'BAD_INPUT', path: '/source/institution' }],
    ['neither card nor bank', (good) => ({ ...good, source: { ...good.source, kind: 'cash' } }), { code: 'BAD_INPUT', path: '/source/kind' }],
    ['another name', (good) => ({ ...good, firstName: 'Bob' }), { code: 'NAME_MISMATCH', path: '/firstName' }],
    ['an account that is not there', (good) => ({ ...good, accountId: 999 }), { code: 'NOT_FOUND', path: '/accountId' }],
    ['no command id', ({ commandId: _left, ...good }) => good, { code: 'BAD_INPUT', path: '/commandId' }],
    ['nothing', () => null, { code: 'BAD_INPUT', path: '' }],
  ];

  test.each(cases)('adding: %s', async (_name, spoil, expected) => {
    const before = hash();
    const refusal = await app.refused('funding.add', spoil({ ...wish(), source: card('1234') }));
    expect(refusal).toMatchObject(expected);
    expect(refusal.message).toMatch(/^[A-Z"].*\.$/);
    expect(JSON.stringify(refusal)).not.toMatch(/\d{13}/);
    expect(hash()).toBe(before);
  });

  test('the order: one missing, one twice, a stranger, none, and the same again', async () => {
    const ids = (await sources()).map(({ id }) => id);
    const before = hash();
    const [first = 0, ...others] = ids;
    const refused = (order: unknown) => app.refused('funding.reorder', { ...wish(), order });
    expect(await refused(others)).toMatchObject({ code: 'BAD_INPUT', path: '/order', message: 'The order misses Visa ending 4242.' });
    expect(await refused([...ids, first])).toMatchObject({ code: 'BAD_INPUT', path: `/order/${ids.length}`, message: 'The order names a funding source twice.' });
    expect(await refused([...others, 999])).toMatchObject({ code: 'BAD_INPUT', path: `/order/${others.length}` });
    expect(await refused([])).toMatchObject({ code: 'BAD_INPUT', path: '/order' });
    expect(await refused('first')).toMatchObject({ code: 'BAD_INPUT', path: '/order' });
    expect(await refused(ids)).toMatchObject({ code: 'NOTHING_TO_ACCEPT', path: '/order' });
    expect(hash()).toBe(before);
  });

  test('removing and replacing what is not there, or another account’s', async () => {
    const other = (await viewOf(app, 'Remote Office')).fundingSources[0]?.id;
    const before = hash();
    for (const fundingSourceId of [999, other]) {
      expect(await app.refused('funding.remove', { ...wish(), fundingSourceId })).toMatchObject({ code: 'NOT_FOUND', path: '/fundingSourceId' });
      expect(await app.refused('funding.replace', { ...wish(), fundingSourceId, source: card('1234') })).toMatchObject({ code: 'NOT_FOUND', path: '/fundingSourceId' });
    }
    expect(hash()).toBe(before);
  });

  test('no refused number is anywhere in the data folder', async () => {
    await app.refused('funding.add', { ...wish(), source: card('4242424242424242') });
    await app.refused('funding.add', { ...wish(), source: card('1234', '5105105105105100') });
    const bytes = ['demonstration.billing', 'demonstration.billing-wal'].map((name) => readFileSync(`${app.folder}/${name}`).toString('latin1')).join('');
    expect(bytes).not.toContain('4242424242424242');
    expect(bytes).not.toContain('5105105105105100');
  });
});
