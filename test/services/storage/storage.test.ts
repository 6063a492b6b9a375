import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';

const MOMENT = '2026-03-15T18:00:00.000Z';
let app: TestApplication;

beforeEach(async () => {
  app = await startTestApplication(MOMENT);
});
afterEach(() => app.end());

const hash = (): string => contentHash(`${app.folder}/demonstration.billing`);
const record = (usedMb: number, day = '2026-03-15') => app.call('storage.record', { day, usedMb });

describe('the storage of Company X with 35 active users', () => {
  test('is free at 1,750 MB, and costs $30 from 1,751 MB on', async () => {
    await record(1750);
    expect(await app.call('storage.view', {})).toMatchObject({ activeUsers: 35, leftMb: 0, warning: 'veryLow', state: { allowanceMb: 1750, paidGigabytes: 0, fee: '0.00' } });
    await record(1751);
    expect(await app.call('storage.view', {})).toMatchObject({ leftMb: 1023, warning: 'none', state: { excessMb: 1, paidGigabytes: 1, fee: '30.00' } });
  });

  test('says what one user or one gigabyte more changes, and how that comes about', async () => {
    await record(1751);
    const { oneMoreUser, oneMoreGigabyte } = await app.call('storage.view', {});
    expect(oneMoreUser).toMatchObject({ allowanceMb: 1800, fee: '0.00', difference: '-30.00' });
    expect(oneMoreUser.explanation.calculation).toBe('0.00 − 30.00 = -30.00');
    expect(oneMoreGigabyte).toMatchObject({ fee: '60.00', difference: '30.00' });
    await record(700);
    // 700 + 1024 MB are within the allowance.
    expect((await app.call('storage.view', {})).oneMoreGigabyte).toMatchObject({ fee: '0.00', difference: '0.00' });
  });

  test.each<[number, 'none' | 'low' | 'veryLow']>([
    [1487, 'none'],
    [1488, 'low'],
    [1662, 'low'],
    [1663, 'veryLow'],
  ])('%i of 1,750 MB: %s', async (usedMb, warning) => {
    await record(usedMb);
    expect((await app.call('storage.view', {})).warning).toBe(warning);
    const { attention } = await app.call('summary.accounts', {});
    expect(attention.some(({ id }) => id === 'storage')).toBe(warning !== 'none');
  });

  test('each figure leaves its entry and is the account’s from then on', async () => {
    await record(1800);
    const { entries } = await app.call('activity.page', { limit: 1 });
    expect(entries[0]).toMatchObject({ who: 'Alice Brown', what: 'Entered the storage measured on 2026-03-15', changes: [{ label: 'Storage used', before: '1430 MB', after: '1800 MB' }] });
    const { accounts } = await app.call('summary.accounts', {});
    expect(accounts.find(({ primary }) => primary)?.storage).toMatchObject({ usedMb: 1800, fee: '30.00' });
  });
});

describe('history', () => {
  test('is newest first, in windows; the later entered of two figures of one day stands above', async () => {
    await record(100, '2026-03-10');
    await record(200, '2026-03-10');
    const { measurements } = await app.call('storage.history', { limit: 200 });
    expect(measurements.filter(({ day }) => day === '2026-03-10').map(({ usedMb }) => usedMb).slice(0, 2)).toEqual([200, 100]);
    expect((await app.call('storage.view', {})).measured?.usedMb).toBe(1430);
    const walked: number[] = [];
    let before: { id: number; at: string } | undefined;
    for (let more = true; more;) {
      const page = await app.call('storage.history', { limit: 7, ...(before === undefined ? {} : { before }) });
      walked.push(...page.measurements.map(({ id }) => id));
      const last = page.measurements.at(-1);
      before = last === undefined ? undefined : { id: last.id, at: last.at };
      more = page.more;
    }
    expect(walked).toEqual(measurements.map(({ id }) => id));
  });
});

describe('the bill of a date', () => {
  test.each<[number, string | undefined]>([
    [1750, undefined],
    [1751, '30.00'],
  ])('at %i MB', async (usedMb, fee) => {
    await app.end();
    app = await startTestApplication('2026-03-31T18:00:00.000Z');
    await record(usedMb, '2026-03-31');
    app.clock.set('2026-04-01T18:00:00.000Z');
    app = await app.restart();
    const { receipts } = await app.call('receipts.page', { filter: { kind: 'recurring', from: '2026-04-01' }, limit: 10 });
    const bill = receipts.find(({ accountName }) => accountName === 'Headquarters');
    expect(bill?.periodStart).toBe('2026-04-01');
    expect(bill?.lines.find(({ product }) => product === 'storage')?.amount).toBe(fee);
  });
});

describe('bad input leaves the file as it was', () => {
  test.each<[string, object, { code: string; path: string }]>([
    ['a day to come', { day: '2026-03-16', usedMb: 1 }, { code: 'BAD_INPUT', path: '/day' }],
    ['a day that does not exist', { day: '2026-02-29', usedMb: 1 }, { code: 'BAD_INPUT', path: '/day' }],
    ['a negative figure', { day: '2026-03-15', usedMb: -1 }, { code: 'BAD_INPUT', path: '/usedMb' }],
    ['a fraction', { day: '2026-03-15', usedMb: 1.5 }, { code: 'BAD_INPUT', path: '/usedMb' }],
    ['an absurd figure', { day: '2026-03-15', usedMb: 1e12 }, { code: 'BAD_INPUT', path: '/usedMb' }],
    ['an unknown key', { day: '2026-03-15', usedMb: 1, unit: 'GB' }, { code: 'BAD_INPUT', path: '/unit' }],
  ])('%s', async (_name, input, expected) => {
    const before = hash();
    const refusal = await app.refused('storage.record', input);
    expect(refusal).toMatchObject(expected);
    expect(refusal.message).toMatch(/\.$/);
    expect(hash()).toBe(before);
  });
});
