import { describe, expect, it } from 'vitest';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { answerTo, CRM, DIALING, LEAST, MINUTES, TRAINING } from './scenarioFiles.ts';

const NONE = { powerDialer: 0, flexPort: 0, inbound: 0, fax: 0, recordingPort: 0 };

describe('sections', () => {
  it('are the three that always appear', () => {
    expect(answerTo({})).toEqual({
      format: 'billing-quote/1',
      name: LEAST.name,
      asOf: LEAST.asOf,
      period: { start: '2014-03-01', end: '2014-03-31', days: 31, daysLeft: 17 },
      chargedNow: { lines: [], total: '0.00' },
      recurring: { lines: [], total: '0.00' },
      firstYear: '0.00',
    });
  });

  it.each<[string, object]>([
    ['storage', { users: { active: 1 }, storage: { usedMb: 0 } }],
    ['recharge', { minutes: MINUTES }],
    ['seats', { sessions: [] }],
    ['ports', { traffic: { erlangs: '1', blocking: '0.1' } }],
  ])('%s appears with its input', (section, sections) => {
    expect(Object.keys(answerTo(sections))).toEqual([...Object.keys(answerTo({})), section]);
  });

  it('say nothing of users, assignments and notes alone', () => {
    expect(answerTo({ users: { active: 9 }, assignments: { ann: ['crm'] }, notes: 'n' })).toEqual(answerTo({}));
  });
});

describe('lines', () => {
  it('stand in the order of license types, then products as given, then storage', () => {
    const answer = answerTo({
      licenses: LICENSE_TYPES.toReversed().map((type) => ({ type, quantity: 1, newQuantity: 2, unitPrice: '1' })),
      users: { active: 1 },
      storage: { usedMb: 251 },
      products: [{ ...TRAINING, kind: 'serviceFee' }, TRAINING, TRAINING],
    });
    expect(answer.chargedNow.lines.map(({ product }) => product)).toEqual([...LICENSE_TYPES, 'serviceFee', 'training', 'training']);
    expect(answer.recurring.lines.map(({ product }) => product)).toEqual([...LICENSE_TYPES, 'storage']);
  });

  it('of quantity 0 are left out, those of amount 0 are not', () => {
    const answer = answerTo({
      licenses: [{ ...CRM, quantity: 0 }, { ...CRM, type: 'fax', quantity: 1, newQuantity: 2, unitPrice: '0' }],
      products: [{ ...TRAINING, quantity: 0 }, { ...TRAINING, unitPrice: '0.004' }],
      users: { active: 1 },
      storage: { usedMb: 251, unitPrice: '0' },
    });
    expect(answer.chargedNow.lines).toEqual([
      { product: 'fax', quantity: 1, unitPrice: '0', amount: '0.00' },
      { product: 'training', description: 'Course', quantity: 1, unitPrice: '0.004', amount: '0.00' },
    ]);
    expect(answer.recurring.lines.map(({ product }) => product)).toEqual(['fax', 'storage']);
  });

  it('of storage inside the allowance are left out', () => {
    expect(answerTo({ users: { active: 1 }, storage: { usedMb: 250 } }).recurring.lines).toEqual([]);
  });

  it('repeat the price as written', () => {
    expect(answerTo({ licenses: [{ ...CRM, unitPrice: '50.500000' }] }).recurring.lines).toEqual([
      { product: 'crm', quantity: 5, unitPrice: '50.500000', amount: '252.50' },
    ]);
  });

  it('never print minus zero', () => {
    const answer = answerTo({ products: [{ ...TRAINING, kind: 'contractAdjustment', unitPrice: '-0.004' }], minutes: { balance: '-0', dailyUsage: ['-0'] } });
    expect(answer.chargedNow).toMatchObject({ lines: [{ amount: '0.00' }], total: '0.00' });
    expect(answer.firstYear).toBe('0.00');
    expect(answer.recharge?.windowTotal).toBe('0.00');
  });

  it('are rounded one by one, products not prorated', () => {
    const item = { ...TRAINING, unitPrice: '0.005' };
    expect(answerTo({ products: [item, item, item] }).chargedNow.total).toBe('0.03');
    expect(answerTo({ products: [{ ...item, kind: 'contractAdjustment', unitPrice: '-0.005' }] }).chargedNow.total).toBe('-0.01');
  });

  it('keep every digit of absurd amounts', () => {
    const answer = answerTo({ licenses: [{ ...CRM, quantity: 1_000_000_000, unitPrice: '999999999999999.999999' }] });
    expect(answer.recurring.total).toBe('999999999999999999999000.00');
    expect(answer.firstYear).toBe('11999999999999999999988000.00');
  });
});

describe('quantities', () => {
  const amounts = (license: object) => {
    const answer = answerTo({ asOf: '2014-03-01', licenses: [{ ...CRM, unitPrice: '10', ...license }] });
    return [answer.chargedNow.total, answer.recurring.total];
  };

  it.each<[object, string, string]>([
    [{ quantity: 5 }, '0.00', '50.00'],
    [{ quantity: 5, newQuantity: 8 }, '30.00', '80.00'],
    [{ quantity: 5, newQuantity: 2 }, '0.00', '20.00'],
    [{ quantity: 5, newQuantity: 0 }, '0.00', '0.00'],
    [{ quantity: 5, newQuantity: 15, paidThisPeriod: 10 }, '50.00', '150.00'],
    [{ quantity: 5, newQuantity: 9, paidThisPeriod: 10 }, '0.00', '90.00'],
    [{ quantity: 0, newQuantity: 1 }, '10.00', '10.00'],
  ])('%j: now %s, a month %s', (license, now, month) => expect(amounts(license)).toEqual([now, month]));
});

describe('recharge', () => {
  const recharge = (minutes: object) => answerTo({ minutes: { ...MINUTES, ...minutes } }).recharge;

  it('uses its defaults: seven and fourteen of thirty days, switched on', () => {
    expect(recharge({ dailyUsage: ['30'], balance: '6.99' })).toEqual({ windowTotal: '30.00', reserve: '7.00', amount: '14.00', due: true });
  });

  it.each<[object, boolean]>([
    [{ dailyUsage: ['30'], balance: '7.00' }, false],
    [{ dailyUsage: ['30'], balance: '6.999999' }, true],
    [{ dailyUsage: ['30'], balance: '0', autoRecharge: false }, false],
    [{ dailyUsage: [], balance: '-5' }, false],
    [{ dailyUsage: [], balance: '-5', leastRecharge: '10' }, true],
    [{ dailyUsage: ['30'], balance: '-5', rechargeDays: 0 }, false],
    [{ dailyUsage: ['30'], balance: '-5', rechargeDays: 0, leastRecharge: '0.004' }, false],
    // The reserve of 0.005 is printed as 0.01, and compared as printed.
    [{ dailyUsage: [], balance: '0.007', leastReserve: '0.005', leastRecharge: '1' }, true],
    [{ dailyUsage: [], balance: '0.003', leastReserve: '0.004', leastRecharge: '1' }, false],
  ])('%j is due: %s', (minutes, due) => expect(recharge(minutes)?.due).toBe(due));
});

describe('seats', () => {
  const at = (user: string, tool: string, start: string, end: string) => ({ user, tool, start: `2014-03-17T${start}`, end: `2014-03-17T${end}` });

  it('appear with an empty list too, with all five keys', () => {
    expect(answerTo({ sessions: [] }).seats).toEqual({ needed: NONE, peak: NONE, lockouts: [] });
  });

  it('have the new quantities, and 0 where a type is not listed', () => {
    const { seats } = answerTo({ licenses: [{ ...CRM, type: 'powerDialer', quantity: 5, newQuantity: 1 }], sessions: [DIALING, { ...DIALING, user: 'bob' }] });
    expect(seats).toMatchObject({ needed: { ...NONE, powerDialer: 2 }, peak: { ...NONE, powerDialer: 1 } });
    expect(seats?.lockouts).toEqual([{ user: 'bob', tool: 'powerDialer', at: '2014-03-17T08:00', cause: 'POOL_EMPTY', license: 'powerDialer' }]);
  });

  it('give everything to everyone without a map, nothing to those who are not in it', () => {
    expect(answerTo({ sessions: [DIALING] }).seats?.lockouts[0]).toMatchObject({ cause: 'POOL_EMPTY' });
    expect(answerTo({ assignments: {}, sessions: [DIALING] }).seats?.lockouts).toEqual([
      { user: 'ann', tool: 'powerDialer', at: '2014-03-17T08:00', cause: 'NO_BASE_LICENSE' },
    ]);
  });

  it('do not check the map against the license rules', () => {
    const { seats } = answerTo({ assignments: { ann: ['crmView', 'fax', 'flexPort'] }, sessions: [at('ann', 'fax', '08:00', '09:00')] });
    expect(seats?.needed).toEqual({ ...NONE, fax: 1, flexPort: 1 });
  });

  it('know a user called "__proto__"', () => {
    const assignments: unknown = JSON.parse('{"__proto__":["crm","powerDialer"]}');
    const { seats } = answerTo({ assignments, sessions: [{ ...DIALING, user: '__proto__' }, { ...DIALING, user: 'toString' }] });
    expect(seats?.lockouts.map(({ user, cause }) => [user, cause])).toEqual([
      ['__proto__', 'POOL_EMPTY'],
      ['toString', 'NO_BASE_LICENSE'],
    ]);
  });

  it('compare times as written, over months and years', () => {
    const night = { user: 'ann', tool: 'powerDialer', start: '2013-12-31T23:59', end: '2014-01-01T00:01' };
    const next = { ...night, start: '2014-01-01T00:01', end: '2014-02-01T00:00' };
    const last = { ...night, start: '2014-01-31T23:59', end: '2014-02-01T00:01' };
    expect(answerTo({ sessions: [last, next, night] }).seats?.needed.powerDialer).toBe(2);
    expect(answerTo({ sessions: [next, night] }).seats?.needed.powerDialer).toBe(1);
  });

  it('tell lockouts in the order in which they happen', () => {
    const { seats } = answerTo({ sessions: [at('b', 'fax', '09:00', '09:30'), at('a', 'fax', '08:00', '08:30'), at('c', 'inbound', '09:00', '09:30')] });
    expect(seats?.lockouts.map(({ user }) => user)).toEqual(['a', 'b', 'c']);
  });
});

describe('worked examples', () => {
  it('add 3 x $10 on 15 March', () => {
    const answer = answerTo({ licenses: [{ ...CRM, quantity: 0, newQuantity: 3, unitPrice: '10' }] });
    expect(answer.chargedNow.total).toBe('16.45');
  });

  it('give a first year of today and twelve bills', () => {
    const answer = answerTo({ licenses: [{ ...CRM, newQuantity: 6 }] });
    expect([answer.chargedNow.total, answer.recurring.total, answer.firstYear]).toEqual(['27.42', '300.00', '3627.42']);
  });
});
