import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { importFile, sendFile } from '../imports/sendFile.ts';

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
    ['a day before 1971', { day: '1969-12-30', usedMb: 1 }, { code: 'BAD_INPUT', path: '/day' }],
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

describe('figures from CSV', () => {
  test('are added once each; a file of the same figures again adds none', async () => {
    const csv = 'date,used mb\r\n2026-03-12,1440\r\n2026-03-13,1450\r\n2026-03-15,1500\r\n';
    expect((await sendFile(app, csv, { kind: 'storage' })).dryRun).toMatchObject({ rows: 3, added: 3, unchanged: 0, rejectedCount: 0 });
    expect(await importFile(app, csv, { kind: 'storage' })).toMatchObject({ added: 3, unchanged: 0 });
    expect((await app.call('storage.view', {})).state.usedMb).toBe(1500);
    expect(await importFile(app, csv, { kind: 'storage' })).toMatchObject({ added: 0, unchanged: 3 });
    const { entries } = await app.call('activity.page', { limit: 2 });
    expect(entries[1]).toMatchObject({ who: 'Alice Brown', what: 'Imported storage figures from file.csv', changes: [{ label: 'Figures', after: '3, 2026-03-12 to 2026-03-15' }] });
  });

  test('say before and after in Activity, where a day had a figure', async () => {
    await importFile(app, 'date,used mb\n2026-03-11,1440\n2026-03-12,1450\n', { kind: 'storage' });
    await importFile(app, 'date,used mb\n2026-03-10,9\n2026-03-12,5\n', { kind: 'storage' });
    expect((await app.call('activity.page', { limit: 1 })).entries[0]?.changes).toEqual([
      { label: 'Figures', before: null, after: '2, 2026-03-10 to 2026-03-12' },
      { label: 'Storage used on 2026-03-12', before: '1450 MB', after: '5 MB' },
    ]);
  });

  test('with a fault are all left out, and each faulty line says why', async () => {
    const before = hash();
    const { dryRun } = await sendFile(app, 'date,used mb\n2026-02-30,1\n2026-03-01,-1\n2026-03-02,1.5\n2026-03-03,1\n2026-03-03,2\n1970-12-31,1\n2026-03-16,1\n', { kind: 'storage' });
    expect(dryRun.rejected).toEqual([
      { line: 2, reason: 'The date is not a day such as 2026-11-30.' },
      { line: 3, reason: 'The figure is not whole megabytes from 0 to 1,000,000,000.' },
      { line: 4, reason: 'The figure is not whole megabytes from 0 to 1,000,000,000.' },
      { line: 6, reason: 'The date is that of line 5 too.' },
      { line: 7, reason: 'The date is before 1971.' },
      { line: 8, reason: 'The date is still to come.' },
    ]);
    expect(hash()).toBe(before);
  });
});
