import { describe, expect, it } from 'vitest';
import { readScenario } from '../../../electron/services/scenarios/readScenario.ts';
import { answerTo, CRM, DIALING, faultOf, LEAST, MINUTES, TRAINING } from './scenarioFiles.ts';

const codeAndPath = (file: unknown) => {
  const { code, path } = faultOf(file);
  return [code, path];
};
const badInput = (sections: object) => {
  const { code, path } = faultOf({ ...LEAST, ...sections });
  expect(code).toBe('BAD_INPUT');
  return path;
};
const without = (whole: object, key: string) => Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key));

describe('what is not JSON', () => {
  it.each(['', ' ', '{', '{"a":1,}', "{'a':1}", 'NaN', '{} {}', '// no\n{}'])('%j', (text) => {
    expect(codeAndPath(text)).toEqual(['BAD_JSON', '']);
  });

  it('bytes that are not UTF-8', () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...LEAST, name: '?' })).map((byte) => (byte === 0x3f ? 0xff : byte));
    expect(() => readScenario(bytes)).toThrow('UTF-8');
  });
});

describe('a top level that is no object', () => {
  it.each(['[]', '"billing-scenario/1"', '1', 'null', 'true'])('%s', (text) => expect(codeAndPath(text)).toEqual(['BAD_INPUT', '']));
});

describe('the format', () => {
  it.each([
    without(LEAST, 'format'),
    { ...LEAST, format: 'billing-scenario/2' },
    { ...LEAST, format: null },
    { ...LEAST, format: 1 },
    {},
    { ...LEAST, format: 'other', surprise: 1, billingDay: 99 },
  ])('%j', (file) => expect(codeAndPath(file)).toEqual(['UNKNOWN_FORMAT', '/format']));
});

describe('missing keys', () => {
  it.each(['name', 'timeZone', 'asOf'])('%s', (key) => {
    expect(faultOf(without(LEAST, key))).toEqual({ code: 'BAD_INPUT', path: `/${key}`, message: `"${key}" is missing.` });
  });

  it.each<[string, object, string]>([
    ['license type', { licenses: [without(CRM, 'type')] }, '/licenses/0/type'],
    ['license quantity', { licenses: [CRM, { ...without(CRM, 'quantity'), type: 'fax' }] }, '/licenses/1/quantity'],
    ['license price', { licenses: [without(CRM, 'unitPrice')] }, '/licenses/0/unitPrice'],
    ['users active', { users: {} }, '/users/active'],
    ['users with storage', { storage: { usedMb: 1 } }, '/users'],
    ['storage used', { users: { active: 1 }, storage: {} }, '/storage/usedMb'],
    ['balance', { minutes: without(MINUTES, 'balance') }, '/minutes/balance'],
    ['daily usage', { minutes: without(MINUTES, 'dailyUsage') }, '/minutes/dailyUsage'],
    ['product kind', { products: [without(TRAINING, 'kind')] }, '/products/0/kind'],
    ['product description', { products: [without(TRAINING, 'description')] }, '/products/0/description'],
    ['product quantity', { products: [without(TRAINING, 'quantity')] }, '/products/0/quantity'],
    ['product price', { products: [without(TRAINING, 'unitPrice')] }, '/products/0/unitPrice'],
    ['session user', { sessions: [without(DIALING, 'user')] }, '/sessions/0/user'],
    ['session tool', { sessions: [without(DIALING, 'tool')] }, '/sessions/0/tool'],
    ['session start', { sessions: [without(DIALING, 'start')] }, '/sessions/0/start'],
    ['session end', { sessions: [without(DIALING, 'end')] }, '/sessions/0/end'],
    ['traffic of either model', { traffic: { blocking: '0.1' } }, '/traffic/erlangs'],
    ['traffic', { traffic: {} }, '/traffic/erlangs'],
    ['blocking', { traffic: { erlangs: '1' } }, '/traffic/blocking'],
    ['sources', { traffic: { perIdleSource: '1', blocking: '0.1' } }, '/traffic/sources'],
    ['perIdleSource', { traffic: { sources: 1, blocking: '0.1' } }, '/traffic/perIdleSource'],
  ])('%s', (_, sections, path) => {
    expect(badInput(sections)).toBe(path);
    expect(faultOf({ ...LEAST, ...sections }).message).toMatch(/is missing/);
  });
});

describe('null is never absent', () => {
  it.each(['name', 'timeZone', 'asOf', 'notes', 'billingDay', 'licenses', 'users', 'storage', 'minutes', 'products', 'assignments', 'sessions', 'traffic'])(
    '%s',
    (key) => expect(badInput({ [key]: null })).toBe(`/${key}`),
  );

  it.each(['newQuantity', 'minimum', 'paidThisPeriod'])('license %s', (key) => {
    expect(badInput({ licenses: [{ ...CRM, [key]: null }] })).toBe(`/licenses/0/${key}`);
  });

  it.each(['autoRecharge', 'reserveDays', 'rechargeDays', 'divisorDays', 'leastReserve', 'leastRecharge'])('minutes %s', (key) => {
    expect(badInput({ minutes: { ...MINUTES, [key]: null } })).toBe(`/minutes/${key}`);
  });

  it('storage price', () => expect(badInput({ users: { active: 1 }, storage: { usedMb: 1, unitPrice: null } })).toBe('/storage/unitPrice'));
  it('erlangs', () => expect(badInput({ traffic: { erlangs: null, blocking: '0.1' } })).toBe('/traffic/erlangs'));
});

describe('unknown keys', () => {
  it.each<[object, string]>([
    [{ surprise: 1 }, '/surprise'],
    [{ 'a/b~c': 1 }, '/a~1b~0c'],
    [{ '': 1 }, '/'],
    [{ Name: 'x' }, '/Name'],
    [{ constructor: 1 }, '/constructor'],
    [{ licenses: [CRM, { ...CRM, type: 'fax', price: '1' }] }, '/licenses/1/price'],
    [{ users: { active: 1, idle: 1 } }, '/users/idle'],
    [{ users: { active: 1 }, storage: { usedMb: 1, allowanceMb: 1 } }, '/storage/allowanceMb'],
    [{ minutes: { ...MINUTES, rate: '1' } }, '/minutes/rate'],
    [{ products: [{ ...TRAINING, name: '' }] }, '/products/0/name'],
    [{ sessions: [{ ...DIALING, cause: '' }] }, '/sessions/0/cause'],
    [{ traffic: { erlangs: '1', blocking: '0.1', sources: 1 } }, '/traffic/sources'],
    [{ traffic: { erlangs: '1', blocking: '0.1', perIdleSource: '1' } }, '/traffic/perIdleSource'],
    [{ traffic: { perIdleSource: '1', sources: 1, blocking: '0.1', model: 'engset' } }, '/traffic/model'],
  ])('%j', (sections, path) => {
    expect(badInput(sections)).toBe(path);
    expect(faultOf({ ...LEAST, ...sections }).message).toMatch(/is not a key of the format/);
  });

  it('even "__proto__"', () => {
    expect(codeAndPath(JSON.stringify(LEAST).replace('{', '{"__proto__":{},'))).toEqual(['BAD_INPUT', '/__proto__']);
    expect(codeAndPath(JSON.stringify({ ...LEAST, users: { active: 1, X: 1 } }).replace('"X"', '"__proto__"'))).toEqual(['BAD_INPUT', '/users/__proto__']);
  });

  it.each<[object, string]>([
    [{ name: 1, surprise: 1 }, '/surprise'],
    [{ licenses: [{ ...CRM, quantity: -1, surprise: 1 }] }, '/licenses/0/surprise'],
    [{ licenses: [{ surprise: 1 }] }, '/licenses/0/surprise'],
    [{ licenses: [{ ...CRM, quantity: -1, inner: 1 }], outer: 1 }, '/outer'],
    [{ licenses: [{ ...CRM, inner: 1 }], outer: 1 }, '/outer'],
    [{ licenses: [{ ...CRM, paidThisPeriod: 1, surprise: 1 }] }, '/licenses/0/surprise'],
    [{ licenses: [CRM, { ...CRM, surprise: 1 }] }, '/licenses/1/surprise'],
    [{ sessions: [{ ...DIALING, end: DIALING.start, surprise: 1 }] }, '/sessions/0/surprise'],
    [{ products: [{ ...TRAINING, unitPrice: '-1', surprise: 1 }] }, '/products/0/surprise'],
    [{ traffic: { erlangs: 'x', blocking: 1, sources: 1 } }, '/traffic/sources'],
    [{ minutes: { surprise: 1 } }, '/minutes/surprise'],
    [{ storage: { usedMb: 1 }, surprise: 1 }, '/surprise'],
  ])('come before the other faults of their object: %j', (sections, path) => expect(badInput(sections)).toBe(path));

  it('of a later object do not come before an earlier fault', () => {
    expect(badInput({ licenses: [{ ...CRM, quantity: -1 }, { ...CRM, type: 'fax', surprise: 1 }] })).toBe('/licenses/0/quantity');
  });
});

const DECIMALS: readonly [string, (value: unknown) => object, string][] = [
  ['license price', (value) => ({ licenses: [{ ...CRM, unitPrice: value }] }), '/licenses/0/unitPrice'],
  ['storage price', (value) => ({ users: { active: 1 }, storage: { usedMb: 1, unitPrice: value } }), '/storage/unitPrice'],
  ['balance', (value) => ({ minutes: { ...MINUTES, balance: value } }), '/minutes/balance'],
  ['daily usage', (value) => ({ minutes: { ...MINUTES, dailyUsage: ['1', value] } }), '/minutes/dailyUsage/1'],
  ['least reserve', (value) => ({ minutes: { ...MINUTES, leastReserve: value } }), '/minutes/leastReserve'],
  ['least recharge', (value) => ({ minutes: { ...MINUTES, leastRecharge: value } }), '/minutes/leastRecharge'],
  ['product price', (value) => ({ products: [{ ...TRAINING, unitPrice: value }] }), '/products/0/unitPrice'],
];

describe.each(DECIMALS)('decimal string: %s', (name, sections, path) => {
  it.each([1, '', '.5', '5.', '01', '00', '+1', '1e3', ' 1', '1 ', '1\n', '1,000', '0.1234567', '1234567890123456', '--1', '-', '-01', 'Infinity', '١', true, {}, []])(
    'refuses %j',
    (value) => expect(badInput(sections(value))).toBe(path),
  );

  it.each(['0', '0.000000', '999999999999999.999999', '-0', '-0.00'])('takes "%s"', (value) => expect(() => answerTo(sections(value))).not.toThrow());

  it('is negative only where it may be', () => {
    if (name === 'balance') expect(() => answerTo(sections('-1.50'))).not.toThrow();
    else expect(badInput(sections('-0.000001'))).toBe(path);
  });
});

describe('the price of a contract adjustment', () => {
  it('alone may be negative', () => {
    expect(answerTo({ products: [{ ...TRAINING, kind: 'contractAdjustment', unitPrice: '-5.48' }] }).chargedNow.total).toBe('-5.48');
  });

  it.each(['training', 'consulting', 'implementation', 'serviceFee'])('not that of %s', (kind) => {
    expect(badInput({ products: [{ ...TRAINING, kind, unitPrice: '-5.48' }] })).toBe('/products/0/unitPrice');
  });
});

const MOST = 1_000_000_000;
const WHOLES: readonly [string, (value: unknown) => object, string, number, number][] = [
  ['billing day', (value) => ({ billingDay: value }), '/billingDay', 1, 31],
  ['quantity', (value) => ({ licenses: [{ ...CRM, quantity: value }] }), '/licenses/0/quantity', 0, MOST],
  ['new quantity', (value) => ({ licenses: [{ ...CRM, newQuantity: value }] }), '/licenses/0/newQuantity', 0, MOST],
  ['minimum', (value) => ({ licenses: [{ ...CRM, newQuantity: MOST, minimum: value }] }), '/licenses/0/minimum', 0, MOST],
  ['paid', (value) => ({ licenses: [{ ...CRM, quantity: 0, paidThisPeriod: value }] }), '/licenses/0/paidThisPeriod', 0, MOST],
  ['active users', (value) => ({ users: { active: value } }), '/users/active', 0, MOST],
  ['storage used', (value) => ({ users: { active: 1 }, storage: { usedMb: value } }), '/storage/usedMb', 0, MOST],
  ['reserve days', (value) => ({ minutes: { ...MINUTES, reserveDays: value } }), '/minutes/reserveDays', 0, 366],
  ['recharge days', (value) => ({ minutes: { ...MINUTES, rechargeDays: value } }), '/minutes/rechargeDays', 0, 366],
  ['divisor days', (value) => ({ minutes: { ...MINUTES, divisorDays: value } }), '/minutes/divisorDays', 1, 30],
  ['product quantity', (value) => ({ products: [{ ...TRAINING, quantity: value }] }), '/products/0/quantity', 0, MOST],
  ['sources', (value) => ({ traffic: { perIdleSource: '1', sources: value, blocking: '0.1' } }), '/traffic/sources', 1, 10_000],
];

describe.each(WHOLES)('whole number: %s', (_, sections, path, least, most) => {
  it.each([least - 1, most + 1, least + 0.5, String(least), true, [], {}, 1e300])('refuses %j', (value) => expect(badInput(sections(value))).toBe(path));
  it.each([least, most])('takes %i', (value) => expect(() => answerTo(sections(value))).not.toThrow());
});

describe('other values', () => {
  it.each<[object, string]>([
    [{ name: 1 }, '/name'],
    [{ notes: 1 }, '/notes'],
    [{ timeZone: '+05:00' }, '/timeZone'],
    [{ timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ timeZone: '' }, '/timeZone'],
    [{ asOf: '2014-02-29' }, '/asOf'],
    [{ asOf: '2014-3-15' }, '/asOf'],
    [{ asOf: '2014-03-15T00:00' }, '/asOf'],
    [{ asOf: '20140315' }, '/asOf'],
    [{ licenses: {} }, '/licenses'],
    [{ licenses: [1] }, '/licenses/0'],
    [{ licenses: [{ ...CRM, type: 'CRM' }] }, '/licenses/0/type'],
    [{ licenses: [CRM, { ...CRM, type: 'fax' }, CRM] }, '/licenses/2/type'],
    [{ licenses: [{ ...CRM, paidThisPeriod: 4 }] }, '/licenses/0/paidThisPeriod'],
    [{ users: [] }, '/users'],
    [{ minutes: { ...MINUTES, autoRecharge: 'yes' } }, '/minutes/autoRecharge'],
    [{ minutes: { ...MINUTES, dailyUsage: '4.00' } }, '/minutes/dailyUsage'],
    [{ minutes: { ...MINUTES, dailyUsage: Array(31).fill('1') } }, '/minutes/dailyUsage'],
    [{ products: [{ ...TRAINING, kind: 'lunch' }] }, '/products/0/kind'],
    [{ products: [{ ...TRAINING, description: 1 }] }, '/products/0/description'],
    [{ assignments: [] }, '/assignments'],
    [{ assignments: { ann: 'crm' } }, '/assignments/ann'],
    [{ assignments: { ann: ['crm', 'CRM'] } }, '/assignments/ann/1'],
    [{ assignments: { 'a/b': [1] } }, '/assignments/a~1b/0'],
    [{ sessions: {} }, '/sessions'],
    [{ sessions: [{ ...DIALING, user: 1 }] }, '/sessions/0/user'],
    [{ sessions: [{ ...DIALING, tool: 'phone' }] }, '/sessions/0/tool'],
    [{ sessions: [{ ...DIALING, end: DIALING.start }] }, '/sessions/0/end'],
    [{ sessions: [{ ...DIALING, end: '2014-03-16T12:00' }] }, '/sessions/0/end'],
    [{ traffic: { erlangs: 10, blocking: '0.1' } }, '/traffic/erlangs'],
    [{ traffic: { erlangs: '0', blocking: '0.1' } }, '/traffic/erlangs'],
    [{ traffic: { erlangs: '-0', blocking: '0.1' } }, '/traffic/erlangs'],
    [{ traffic: { erlangs: '-1', blocking: '0.1' } }, '/traffic/erlangs'],
    [{ traffic: { erlangs: '100000.000001', blocking: '0.1' } }, '/traffic/erlangs'],
    [{ traffic: { erlangs: 'many', blocking: '0.1' } }, '/traffic/erlangs'],
    [{ traffic: { perIdleSource: '0.000000', sources: 1, blocking: '0.1' } }, '/traffic/perIdleSource'],
    [{ traffic: { erlangs: '1', blocking: '0' } }, '/traffic/blocking'],
    [{ traffic: { erlangs: '1', blocking: '1' } }, '/traffic/blocking'],
    [{ traffic: { erlangs: '1', blocking: '1.000000' } }, '/traffic/blocking'],
    [{ traffic: { erlangs: '1', blocking: 0.1 } }, '/traffic/blocking'],
    [{ traffic: [] }, '/traffic'],
  ])('%j', (sections, path) => {
    expect(badInput(sections)).toBe(path);
    expect(faultOf({ ...LEAST, ...sections }).message).toMatch(/^("|Entry ).+ must .+[^.]\.$/);
  });

  it.each(['2014-03-17T24:00', '2014-03-17T08:60', '2014-02-29T08:00', '2014-03-17 08:00', '2014-03-17T08:00:00', '2014-03-17T08:00Z', '2014-03-17T8:00', '2014-03-17T08:00+01:00', '2014-03-17T08:00\n', ''])(
    'session time %j',
    (start) => expect(badInput({ sessions: [{ ...DIALING, start }] })).toBe('/sessions/0/start'),
  );

  // Of several faults the first in the format's order.
  it.each<[object, string]>([
    [{ licenses: [CRM, CRM, { ...CRM, type: 'fax', quantity: -1 }] }, '/licenses/1/type'],
    [{ licenses: [{ ...CRM, quantity: -1 }, CRM] }, '/licenses/0/quantity'],
    [{ licenses: [CRM, { ...CRM, quantity: -1, discount: 1 }] }, '/licenses/1/discount'],
    [{ storage: { usedMb: -1 }, minutes: 1 }, '/users'],
    [{ storage: { usedMb: 1 }, licenses: [CRM, CRM] }, '/licenses/1/type'],
    [{ users: { active: 1 }, storage: { usedMb: -1 }, minutes: 1 }, '/storage/usedMb'],
  ])('of several, %j', (sections, path) => {
    // Read twice: what was met in one list says nothing of the next.
    expect([badInput(sections), badInput(sections)]).toEqual([path, path]);
  });

  it('takes what may be empty', () => {
    expect(() => answerTo({ name: '', notes: '', licenses: [], products: [], assignments: {}, sessions: [], minutes: { balance: '0', dailyUsage: [] } })).not.toThrow();
  });

  it('takes the last minute of a leap day', () => {
    expect(() => answerTo({ sessions: [{ ...DIALING, start: '2024-02-29T23:59', end: '2024-03-01T00:00' }] })).not.toThrow();
  });
});

describe('the contract minimum', () => {
  it.each<[object, string]>([
    [{ ...CRM, quantity: 5, newQuantity: 3, minimum: 4 }, '/licenses/0/newQuantity'],
    [{ ...CRM, quantity: 5, minimum: 6 }, '/licenses/0/quantity'],
  ])('%j', (license, path) => expect(codeAndPath({ ...LEAST, licenses: [license] })).toEqual(['BELOW_CONTRACT_MINIMUM', path]));

  it('looks at the new quantity, not at the old one', () => {
    expect(() => answerTo({ licenses: [{ ...CRM, quantity: 2, newQuantity: 4, minimum: 4 }] })).not.toThrow();
  });

  it('comes after all that does not fit, wherever that is', () => {
    expect(codeAndPath({ ...LEAST, licenses: [{ ...CRM, minimum: 6 }], traffic: {} })).toEqual(['BAD_INPUT', '/traffic/erlangs']);
  });
});

it('says what is wrong in one sentence', () => {
  expect(faultOf({ ...LEAST, billingDay: 32 }).message).toBe('"billingDay" must be a whole number from 1 to 31.');
  expect(faultOf({ ...LEAST, sessions: [1] }).message).toBe('Entry 1 of "sessions" must be an object.');
  expect(faultOf({ ...LEAST, licenses: [{ ...CRM, newQuantity: 3, minimum: 4 }] }).message).toBe('"newQuantity" is 3, below the contract minimum of 4.');
});
