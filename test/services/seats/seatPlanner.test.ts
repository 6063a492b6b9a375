import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../shared/contracts/index.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';

// Tuesday, 10 November 2026, noon in Denver.
const MOMENT = '2026-11-10T19:00:00.000Z';

let app: TestApplication;
let remote: number;
let callers: readonly number[];

beforeEach(async () => {
  app = await startTestApplication(MOMENT);
  const { accounts } = await app.call('summary.accounts', {});
  remote = accounts.find(({ name }) => name === 'Remote Office')?.id ?? 0;
  for (const plan of (await app.call('seats.shiftPlans', { accountId: remote })).plans) await app.call('seats.removeShiftPlan', { accountId: remote, id: plan.id });
  const view = await app.call('billingManager.view', { accountId: remote });
  callers = view.holders.filter(({ active, licenses }) => active && licenses.includes('powerDialer')).map(({ userId }) => userId);
});
afterEach(() => app.end());

const shift = (over: Partial<Input<'seats.saveShiftPlan'>> = {}): Input<'seats.saveShiftPlan'> => ({
  commandId: randomUUID(),
  accountId: remote,
  name: 'Morning',
  tool: 'powerDialer',
  weekdays: [0, 1, 2, 3, 4],
  start: '07:00',
  end: '12:00',
  userIds: callers.slice(0, 4),
  ...over,
});
const question = (over: Partial<Input<'seats.plan'>> = {}): Input<'seats.plan'> => ({
  accountId: remote,
  from: '2026-11-09',
  to: '2026-11-13',
  source: 'plans',
  requestId: randomUUID(),
  ...over,
});
const hash = () => contentHash(`${app.folder}/demonstration.billing`);

describe('the plan', () => {
  test('two shifts on one set of licenses lock nobody out; a third that overlaps them does', async () => {
    await app.call('seats.saveShiftPlan', shift());
    await app.call('seats.saveShiftPlan', shift({ name: 'Afternoon', start: '12:00', end: '17:00', userIds: callers.slice(4, 8) }));
    const two = await app.call('seats.plan', question());
    expect(two.sessions).toEqual({ log: 0, plans: 40 });
    expect(two.lockouts.total).toBe(0);
    expect(two.pools.find(({ type }) => type === 'powerDialer')).toMatchObject({ paid: 4, peak: 4, needed: 4 });

    await app.call('seats.saveShiftPlan', shift({ name: 'Late', start: '11:00', end: '13:00', userIds: callers.slice(6, 8) }));
    const three = await app.call('seats.plan', question());
    expect(three.lockouts).toEqual({ total: 10, poolEmpty: 10, notAssigned: 0, noBaseLicense: 0 });
    expect(three.pools.find(({ type }) => type === 'powerDialer')).toMatchObject({ paid: 4, peak: 4, needed: 6, advised: 6, lockouts: 10 });
    // What is put into a draft is what is tried with what is missing; a box left alone stands for what is bought.
    // When as many are needed first, and not later again.
    expect(three.pools.find(({ type }) => type === 'powerDialer')?.neededExplanation.inputs).toContainEqual({ label: 'First at', value: '2026-11-09 11:00' });
    const other = await app.call('seats.plan', question({ quantities: { powerDialer: 5, flexPort: 9 } }));
    const bought = three.pools.find(({ type }) => type === 'inbound')?.paid;
    expect(other.pools.map(({ type, raised }) => [type, raised])).toEqual(expect.arrayContaining([['powerDialer', 6], ['flexPort', 9], ['inbound', bought]]));
    expect(three.monthly).toMatchObject({ advisedMore: { amount: expect.stringMatching(/^-?\d+\.\d\d$/) } });
    const { lockouts, count } = await app.call('seats.lockouts', { ...question(), filter: {}, offset: 0, limit: 3 });
    expect(count).toBe(10);
    expect(lockouts[0]).toMatchObject({ tool: 'powerDialer', at: '2026-11-09T18:00:00.000Z', cause: 'POOL_EMPTY', license: 'powerDialer', sentence: 'All 4 PowerDialer seats were in use' });

    const tried = await app.call('seats.plan', question({ quantities: { powerDialer: 6 } }));
    expect(tried.lockouts.total).toBe(0);
    expect(tried.pools.find(({ type }) => type === 'powerDialer')).toMatchObject({ paid: 4, tried: 6, peak: 6 });
  });

  test('what is missing with fewer tried is said against what is tried, and no seat that is bought is cut for it', async () => {
    await app.call('seats.saveShiftPlan', shift());
    const tried = await app.call('seats.plan', question({ quantities: { powerDialer: 3, flexPort: 0 } }));
    expect(tried.verdict.parts[0]).toContain('1 PowerDialer more than what is tried');
    for (const { type, raised, paid, scheduled } of tried.pools) expect([type, raised >= (scheduled ?? paid)]).toEqual([type, true]);
  });

  test('a shift of the evening before holds its seats, and is not counted among the lockouts and peaks of these days', async () => {
    const paid = (await app.call('seats.plan', question())).pools.find(({ type }) => type === 'powerDialer')?.paid ?? 0;
    expect(callers.length).toBeGreaterThan(paid);
    await app.call('seats.saveShiftPlan', shift({ name: 'Night', weekdays: [0], start: '20:00', end: '02:00', userIds: [...callers] }));
    const evening = await app.call('seats.plan', question({ to: '2026-11-09' }));
    expect(evening.lockouts.total).toBe(callers.length - paid);
    const after = await app.call('seats.plan', question({ from: '2026-11-10' }));
    expect(after.lockouts.total).toBe(0);
    expect(after.pools.find(({ type }) => type === 'powerDialer')).toMatchObject({ peak: paid, needed: callers.length, neededExplanation: { inputs: [{ value: '4' }, { value: '4' }, { label: 'Needed at one time', value: String(callers.length) }] } });
    expect(after.use).toMatchObject({ start: '2026-11-10T07:00:00.000Z', days: [{ date: '2026-11-10' }, { date: '2026-11-11' }, { date: '2026-11-12' }, { date: '2026-11-13' }] });
  });

  test('refuses a range that ends before it begins, or is longer than 366 days, and an unknown account', async () => {
    expect(await app.refused('seats.plan', question({ to: '2026-11-08' }))).toMatchObject({ code: 'BAD_INPUT', path: '/to' });
    expect(await app.refused('seats.plan', question({ to: '2027-11-10' }))).toMatchObject({ code: 'BAD_INPUT', path: '/to' });
    expect(await app.refused('seats.plan', question({ accountId: 999 }))).toMatchObject({ code: 'NOT_FOUND', path: '/accountId' });
    expect(await app.refused('seats.plan', question({ quantities: { powerDialer: -1 } }))).toMatchObject({ code: 'BAD_INPUT', path: '/quantities/powerDialer' });
    expect(await app.refused('seats.plan', { ...question(), quantities: { crm: 1 } })).toMatchObject({ code: 'BAD_INPUT' });
  });

  test('can be stopped, and asked again', async () => {
    await app.call('seats.saveShiftPlan', shift());
    const asked = question();
    const answer = app.refused('seats.plan', asked);
    await app.call('seats.cancelPlan', { requestId: asked.requestId });
    expect(await answer).toMatchObject({ code: 'CANCELLED' });
    expect(await app.call('seats.planProgress', { requestId: asked.requestId })).toEqual({ progress: null });
    expect((await app.call('seats.plan', question())).sessions.plans).toBe(20);
  });
});

describe('shift plans', () => {
  test('are added, changed and removed, each with its Activity entry', async () => {
    const input = shift({ name: ' Morning ' });
    const { id } = await app.call('seats.saveShiftPlan', input);
    expect(await app.call('seats.saveShiftPlan', input)).toEqual({ id });
    expect((await app.call('seats.shiftPlans', { accountId: remote })).plans).toMatchObject([{ id, name: 'Morning', start: '07:00', end: '12:00' }]);
    await app.call('seats.saveShiftPlan', shift({ id, name: 'Night', start: '22:00', end: '06:00' }));
    expect((await app.call('activity.page', { limit: 1 })).entries[0]).toMatchObject({
      who: 'Alice Brown',
      what: 'Changed the shift plan Night',
      changes: [
        { label: 'Name', before: 'Morning', after: 'Night' },
        { label: 'Time', before: '07:00 to 12:00', after: '22:00 to 06:00 the next day' },
      ],
    });
    await app.call('seats.removeShiftPlan', { accountId: remote, id });
    expect((await app.call('seats.shiftPlans', { accountId: remote })).plans).toEqual([]);
  });

  test.each<[string, Partial<Input<'seats.saveShiftPlan'>>, string]>([
    ['an empty name', { name: '  ' }, '/name'],
    ['no weekday', { weekdays: [] }, '/weekdays'],
    ['a weekday twice', { weekdays: [1, 1] }, '/weekdays'],
    ['no such day', { weekdays: [7] }, '/weekdays/0'],
    ['an unreal time', { start: '24:00' }, '/start'],
    ['no users', { userIds: [] }, '/userIds'],
    ['an unknown user', { userIds: [9999] }, '/userIds/0'],
    ['an unknown account', { accountId: 9999 }, '/accountId'],
    ['an unknown plan', { id: 9999 }, '/id'],
  ])('with %s are refused and leave the file as it was', async (_what, over, path) => {
    const before = hash();
    expect(await app.refused('seats.saveShiftPlan', shift(over))).toMatchObject({ path });
    expect(hash()).toBe(before);
  });
});

describe('the live board', () => {
  const start = (userId: number | null, tool: Input<'seats.boardStart'>['tool'] = 'powerDialer') => app.call('seats.boardStart', { accountId: remote, userId, tool });

  test('begins with a pair that is not locked out', async () => {
    const { first } = await app.call('seats.board', { accountId: remote });
    expect(callers).toContain(first?.userId);
    expect(await start(first?.userId ?? 0, first?.tool)).toMatchObject({ started: true });
  });

  test('fills the pools, shows a lockout with its reason, and frees seats', async () => {
    const before = hash();
    for (const userId of callers.slice(0, 4)) expect((await start(userId)).started).toBe(true);
    const fifth = await start(callers[4] ?? 0);
    expect(fifth.started).toBe(false);
    expect(fifth.sentence).toMatch(/ is locked out of PowerDialer: all 4 PowerDialer seats were in use\.$/);
    const board = await app.call('seats.board', { accountId: remote });
    expect(board.pools[0]).toMatchObject({ type: 'powerDialer', paid: 4, held: 4 });
    expect(board.lockouts).toMatchObject([{ cause: 'POOL_EMPTY', license: 'powerDialer' }]);

    await app.call('seats.boardEnd', { accountId: remote, id: board.sessions[0]?.id ?? 0 });
    expect((await start(callers[4] ?? 0)).started).toBe(true);
    await app.call('seats.boardReset', { accountId: remote });
    expect(await app.call('seats.board', { accountId: remote })).toMatchObject({ sessions: [], lockouts: [] });
    expect(hash()).toBe(before);
  });

  test('runs recording for the system, and nothing else', async () => {
    expect((await start(null, 'recording')).started).toBe(true);
    expect(await app.refused('seats.boardStart', { accountId: remote, userId: null, tool: 'fax' })).toMatchObject({ code: 'BAD_INPUT', path: '/userId' });
    expect(await app.refused('seats.boardStart', { accountId: remote, userId: 1, tool: 'fax' })).toMatchObject({ code: 'NOT_FOUND', path: '/userId' });
  });
});

describe('sizing by traffic', () => {
  test('answers as the quote does', async () => {
    expect(await app.call('seats.sizing', { traffic: { model: 'erlangB', erlangs: '10', blocking: '0.02' } })).toMatchObject({ ports: 17, blocking: '0.012949' });
    expect(await app.call('seats.sizing', { traffic: { model: 'engset', perIdleSource: '0.2', sources: 10, blocking: '0.02' } })).toMatchObject({ ports: 5 });
  });
  test.each([
    [{ model: 'erlangB', erlangs: '0', blocking: '0.02' }, '/erlangs'],
    [{ model: 'erlangB', erlangs: '100001', blocking: '0.02' }, '/erlangs'],
    [{ model: 'erlangB', erlangs: '10', blocking: '1' }, '/blocking'],
    [{ model: 'erlangB', erlangs: '10', blocking: '0.000000' }, '/blocking'],
    [{ model: 'engset', perIdleSource: '0.2', sources: 0, blocking: '0.02' }, '/sources'],
  ])('refuses %j', async (input, path) => {
    expect(await app.refused('seats.sizing', { traffic: input })).toMatchObject({ code: 'BAD_INPUT', path: `/traffic${path}` });
  });
});

test('a card number is no name of a shift', async () => {
  expect(await app.refused('seats.saveShiftPlan', shift({ name: '4242 4242 4242 4242' }))).toMatchObject({ code: 'CARD_NUMBER', path: '/name' });
});

describe('the peaks that the Billing Manager shows', () => {
  test('are those of the planner in the days it begins with, of the log or else of the shift plans', async () => {
    const { accounts } = await app.call('summary.accounts', {});
    for (const { id } of accounts) {
      const { ranges } = await app.call('seats.sessionLogs', {});
      const range = ranges.find(({ accountId }) => accountId === id);
      if (range === undefined) throw new Error('The account has no range');
      const { from, to, source } = range;
      const plan = await app.call('seats.plan', question({ accountId: id, from, to, source }));
      const peaks = await app.call('seats.peaks', { accountId: id });
      const used = plan.sessions.log + plan.sessions.plans > 0;
      expect(peaks).toEqual({ from, to, source, peaks: used ? plan.pools.map(({ type, peak }) => ({ type, peak })) : [] });
    }
    for (const { id } of (await app.call('seats.sessionLogs', {})).logs) await app.call('seats.removeSessionLog', { id });
    expect((await app.call('seats.peaks', { accountId: remote })).peaks).toEqual([]);
    await app.call('seats.saveShiftPlan', shift());
    const { source, peaks } = await app.call('seats.peaks', { accountId: remote });
    expect(source).toBe('plans');
    expect(peaks.find(({ type }) => type === 'powerDialer')).toEqual({ type: 'powerDialer', peak: 4 });
  });

  test('are of no account that is not there', async () => {
    expect(await app.refused('seats.peaks', { accountId: 99 })).toMatchObject({ code: 'NOT_FOUND', path: '/accountId' });
  });
});
