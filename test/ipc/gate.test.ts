import { expect, test } from 'vitest';
import { createGate } from '../../electron/ipc/gate.ts';
import type { Handlers } from '../../electron/ipc/gate.ts';
import { contracts } from '../../shared/contracts/index.ts';
import type { Contracts, RouteName } from '../../shared/contracts/index.ts';
import { Refusal } from '../../shared/errors.ts';

const logged: { message: string; details: unknown }[] = [];
const log = { error: (message: string, details?: unknown) => void logged.push({ message, details }) };

/** A complete table in which one route does something, and every other says that it should not have run. */
function gateWith<R extends RouteName>(route: R, run: Handlers[R]) {
  const table = Object.fromEntries(
    Object.keys(contracts).map((name) => [
      name,
      () => {
        throw new Error(`${name} ran`);
      },
    ]),
  );
  // Complete by construction: its keys are the contracts' own.
  return createGate(contracts, { ...table, [route]: run } as unknown as Handlers, log, () => null);
}

const page = { filter: {}, limit: 50 };
const empty = { receipts: [], count: 0, countIsExact: true, next: null, searchedBackTo: null };

test('a handler gets the parsed input, and its value comes back in an envelope', async () => {
  let given: unknown;
  const gate = gateWith('receipts.page', (input) => {
    given = input;
    return empty;
  });
  expect(await gate('receipts.page', page)).toEqual({ ok: true, value: empty });
  expect(given).toEqual(page);
});

test('a schema that changes its input is applied once', async () => {
  const gate = gateWith('file.create', (input) => ({
    path: '/a',
    companyName: input.companyName,
    timeZone: input.timeZone,
    demonstration: false,
    today: '2026-03-15',
    moved: false,
    review: null,
    operator: { userId: 1, firstName: 'A', lastName: 'B', email: 'a@example.com', groupName: 'Billing Viewer', capabilities: ['viewBilling'] },
  }));
  const input = {
    commandId: '7b3e0f64-6c1e-4f0e-9a53-0f2f6f3f7a10',
    companyName: '  Acme ',
    timeZone: 'America/Denver',
    operator: { firstName: 'A', lastName: 'B', email: 'a@example.com', password: 'correct horse battery' },
  };
  expect(await gate('file.create', input)).toMatchObject({ ok: true, value: { companyName: 'Acme' } });
});

test.each(['receipts.none', 'toString', '__proto__', 'constructor', 'hasOwnProperty', ''])('there is no call named "%s"', async (route) => {
  const gate = gateWith('receipts.page', () => empty);
  expect(await gate(route, {})).toEqual({ ok: false, error: { code: 'BAD_INPUT', path: '', message: 'There is no such call.' } });
});

test.each<[string, unknown, string, string]>([
  ['not an object', null, '', 'The input'],
  ['an array', [], '', 'The input'],
  ['a missing key', { filter: {} }, '/limit', '"limit" is missing.'],
  ['a missing object', { limit: 5 }, '/filter', '"filter" is missing.'],
  ['a wrong type', { ...page, limit: '5' }, '/limit', '"limit"'],
  ['a fraction', { ...page, limit: 1.5 }, '/limit', '"limit"'],
  ['an absurd size', { ...page, limit: 1e300 }, '/limit', '"limit"'],
  ['an unknown key', { ...page, extra: 1 }, '/extra', '"extra" is not known here.'],
  ['an unknown key inside', { ...page, filter: { extra: 1 } }, '/filter/extra', '"extra" is not known here.'],
  ['an unknown key before another fault of its object', { filter: {}, limit: 'x', extra: 1 }, '/extra', '"extra" is not known here.'],
  ['a key that must be escaped', { ...page, filter: { 'a/b~c': 1 } }, '/filter/a~1b~0c', 'is not known here.'],
  ['a date that is none', { ...page, filter: { from: '2026-02-30' } }, '/filter/from', '"from" is not a date such as 2026-11-30.'],
  ['a kind that is none', { ...page, filter: { kind: 'gift' } }, '/filter/kind', '"kind"'],
  ['half a character', { ...page, filter: { text: 'A\ud83d' } }, '/filter/text', 'half a character'],
  ['a key with half a character', { ...page, filter: { '\udc00': 1 } }, '/filter/\udc00', 'half a character'],
  ['null for absent', { ...page, before: null }, '/before', '"before"'],
])('%s is refused with its place', async (_name, input, path, words) => {
  const gate = gateWith('receipts.page', () => {
    throw new Error('It ran');
  });
  const answer = await gate('receipts.page', input);
  expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', path } });
  if (!answer.ok) {
    expect(answer.error.message).toContain(words);
    expect(answer.error.message).toMatch(/\.$/);
  }
});

test('what else does not fit is told with it, each place once', async () => {
  const gate = gateWith('file.create', () => {
    throw new Error('It ran');
  });
  const operator = { firstName: 'Ann', lastName: '', email: 'ann', password: 'short' };
  const answer = await gate('file.create', { commandId: '0192a0de-7e57-4000-8000-000000000001', companyName: '', timeZone: 'America/Denver', operator });
  expect(answer).toMatchObject({ ok: false, error: { path: '/companyName', message: '"companyName" is empty.' } });
  if (answer.ok) return;
  expect(answer.error.others?.map(({ path }) => path)).toEqual(['/operator/lastName', '/operator/email', '/operator/password']);
  expect(answer.error.others?.[0]?.message).toBe('"lastName" is empty.');
});

test('of many places that do not fit, twenty more are told than the first', async () => {
  const gate = gateWith('billingManager.preview', () => {
    throw new Error('It ran');
  });
  const assignments = Array.from({ length: 500 }, () => ({ userId: 0, type: 'crm', assigned: true }));
  const answer = await gate('billingManager.preview', { accountId: 1, draft: { quantities: {}, assignments } });
  expect(answer).toMatchObject({ ok: false, error: { path: '/draft/assignments/0/userId' } });
  if (!answer.ok) expect(answer.error.others).toHaveLength(20);
});

test('a refusal arrives as it is', async () => {
  const failure = { code: 'CHARGE_OPEN', path: '', message: 'A payment is being checked.' } as const;
  const gate = gateWith('receipts.page', () => {
    throw new Refusal(failure);
  });
  expect(await gate('receipts.page', page)).toEqual({ ok: false, error: failure });
});

test('a refusal of an asynchronous handler arrives as it is', async () => {
  const failure = { code: 'NOT_FOUND', path: '/filter/accountId', message: 'There is no such account.' } as const;
  const gate = gateWith('receipts.page', () => Promise.reject(new Refusal(failure)));
  expect(await gate('receipts.page', page)).toEqual({ ok: false, error: failure });
});

test('what nobody foresaw crosses as a reference alone, under which the log has the error', async () => {
  logged.length = 0;
  const error = new Error('SELECT secret FROM somewhere');
  const gate = gateWith('receipts.page', () => {
    throw error;
  });
  const answer = await gate('receipts.page', page);
  if (answer.ok) throw new Error('It was answered');
  expect(answer.error.code).toBe('INTERNAL');
  expect(answer.error.message).not.toContain('SELECT');
  const reference = /reference ([0-9a-f]{8})/.exec(answer.error.message)?.[1] ?? 'none';
  expect(logged).toEqual([{ message: `receipts.page failed, reference ${reference}`, details: error }]);
});

test('every contract refuses an unknown key at the top, whatever else is wrong', async () => {
  const names = Object.keys(contracts) as (keyof Contracts)[];
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const gate = gateWith('app.state', () => {
      throw new Error('It ran');
    });
    expect(await gate(name, { unknownKey: 1 }), name).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', path: '/unknownKey' } });
  }
});
