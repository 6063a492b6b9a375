import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteAnswer } from '../../../electron/services/scenarios/quoteAnswer.ts';
import { readScenario } from '../../../electron/services/scenarios/readScenario.ts';
import type { Output } from '../../../shared/contracts/index.ts';
import { LICENSE_TYPES } from '../../../shared/values/licenseTypes.ts';
import { TOOLS } from '../../../shared/values/tools.ts';
import { contentHash } from '../../support/testDatabase.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import type { TestApplication } from '../../support/testApplication.ts';
import { upload } from './upload.ts';

let app: TestApplication;
let today: Output<'scenarios.start'>;
let accountId: number;
let before: string;

beforeAll(async () => {
  app = await startTestApplication('2026-11-10T19:00:00.000Z');
  const { accounts } = await app.call('summary.accounts', {});
  accountId = accounts[0]?.id ?? 0;
  before = contentHash(`${app.folder}/demonstration.billing`);
  today = await app.call('scenarios.start', { accountId });
});
afterAll(async () => {
  // Whatever scenarios do, the data file is what it was.
  expect(contentHash(`${app.folder}/demonstration.billing`)).toBe(before);
  await app.end();
});

type Priced = Extract<Output<'scenarios.compare'>['columns'][number]['outcome'], { kind: 'priced' }>;

async function priced(file: Record<string, unknown>, sessionsId: string | null): Promise<Priced> {
  const { columns } = await app.call('scenarios.compare', {
    columns: [{ id: 'today', file: { ...today.facts }, sessionsId: today.kept?.sessionsId ?? null }, { id: 'one', file, sessionsId }],
  });
  const outcome = columns[1]?.outcome;
  if (outcome?.kind !== 'priced') throw new Error(JSON.stringify(outcome));
  return outcome;
}
const valueOf = ({ figures }: Priced, key: string): string | undefined => figures.find((figure) => figure.key === key)?.value;
const changed = (type: string, newQuantity: number) => ({
  ...today.facts,
  licenses: today.facts.licenses.map((license) => (license.type === type ? { ...license, newQuantity } : license)),
});

async function saved(file: Record<string, unknown>, sessionsId: string | null): Promise<Uint8Array> {
  const { download } = await app.call('scenarios.save', { file, sessionsId });
  return new TextEncoder().encode(download?.text ?? '');
}

/** What a window shows of a scenario, in the shape of the answer of `quote`. */
function shownFigures(outcome: Priced): object {
  return {
    chargedNow: valueOf(outcome, 'chargedNow'),
    recurring: valueOf(outcome, 'monthly'),
    month: outcome.month.map(({ product, quantity, unitPrice, amount }) => ({ product, quantity, unitPrice, amount })),
    firstYear: valueOf(outcome, 'firstYear'),
    storage: valueOf(outcome, 'storage'),
    recharge: [valueOf(outcome, 'reserve'), valueOf(outcome, 'recharge')],
    needed: ['powerDialer', 'flexPort', 'inbound', 'fax', 'recordingPort'].map((type) => valueOf(outcome, `seats.${type}`)),
    lockouts: valueOf(outcome, 'lockouts'),
    ports: valueOf(outcome, 'ports'),
  };
}
function quotedFigures(bytes: Uint8Array): object {
  const answer = quoteAnswer(readScenario(bytes));
  return {
    chargedNow: answer.chargedNow.total,
    recurring: answer.recurring.total,
    month: answer.recurring.lines.map(({ product, quantity, unitPrice, amount }) => ({ product, quantity, unitPrice, amount })),
    firstYear: answer.firstYear,
    storage: answer.storage?.fee,
    recharge: [answer.recharge?.reserve, answer.recharge?.amount],
    needed: Object.values(answer.seats?.needed ?? { a: undefined, b: undefined, c: undefined, d: undefined, e: undefined }).map((seats) => (seats === undefined ? undefined : String(seats))),
    lockouts: answer.seats === undefined ? undefined : String(answer.seats.lockouts.length),
    ports: answer.ports === undefined ? undefined : String(answer.ports.ports),
  };
}

test('a scenario with a full card number in its texts is not saved, for it is mailed to others', async () => {
  const card = 'Card 4242 4242 4242 4242';
  const product = { kind: 'training', description: card, quantity: 1, unitPrice: '1.00' };
  for (const [over, path] of [[{ name: card }, '/file/name'], [{ notes: card }, '/file/notes'], [{ products: [product] }, '/file/products/0/description']] as const) {
    expect(await app.refused('scenarios.save', { file: { ...today.facts, ...over }, sessionsId: null })).toMatchObject({ code: 'CARD_NUMBER', path });
  }
});

describe('an account as it is', () => {
  test('costs what the other pages say, and differs from itself by nothing', async () => {
    const outcome = await priced({ ...today.facts }, today.kept?.sessionsId ?? null);
    const { accounts } = await app.call('summary.accounts', {});
    expect(valueOf(outcome, 'monthly')).toBe(accounts[0]?.monthly);
    expect(outcome.figures.every(({ difference }) => Number(difference?.value) === 0)).toBe(true);
    expect(outcome).toMatchObject({ headline: 'The same as today.', quantities: [], notApplied: [] });
    const { amounts } = await app.call('minutes.view', { accountId });
    expect([valueOf(outcome, 'reserve'), valueOf(outcome, 'recharge')]).toEqual([amounts.reserve, amounts.amount]);
  });

  test('plays the sessions that the Seat Planner plays', async () => {
    const { ranges } = await app.call('seats.sessionLogs', {});
    const range = ranges.find((each) => each.accountId === accountId);
    if (range === undefined) throw new Error('No range');
    const plan = await app.call('seats.plan', { ...range, quantities: {}, requestId: randomUUID() });
    const outcome = await priced({ ...today.facts }, today.kept?.sessionsId ?? null);
    expect(today.kept?.sessions).toBe(plan.sessions.log + plan.sessions.plans);
    expect(plan.pools.map(({ needed }) => String(needed))).toEqual(plan.pools.map(({ type }) => valueOf(outcome, `seats.${type}`)));
    expect(valueOf(outcome, 'lockouts')).toBe(String(plan.lockouts.total));
  });

  test('with fewer CRM is less each month, and is drafted as that quantity alone', async () => {
    const quantity = today.facts.licenses.find(({ type }) => type === 'crm')?.newQuantity ?? 0;
    const outcome = await priced(changed('crm', quantity - 2), today.kept?.sessionsId ?? null);
    expect(outcome.quantities).toEqual([{ type: 'crm', name: 'CRM', from: quantity, to: quantity - 2 }]);
    expect(outcome.headline).toMatch(/^\$[\d,.]+ less a month; \$[\d,.]+ less today and over the next 12 bills\.$/);
    expect(outcome.notApplied).toEqual([]);
  });

  test('of another account is not there', async () => {
    expect(await app.refused('scenarios.start', { accountId: 999 })).toMatchObject({ code: 'NOT_FOUND', path: '/accountId' });
  });
});

test('a slip in one scenario is answered at its place, and hides no other', async () => {
  const { columns } = await app.call('scenarios.compare', {
    columns: [
      { id: 'a', file: { ...today.facts }, sessionsId: null },
      { id: 'b', file: { ...today.facts, licenses: [{ ...today.facts.licenses[0], newQuantity: 'many' }] }, sessionsId: null },
      { id: 'c', file: { ...today.facts, licenses: [{ ...today.facts.licenses[0], newQuantity: 1, minimum: 5 }] }, sessionsId: null },
      { id: 'd', file: { ...today.facts }, sessionsId: null },
    ],
  });
  expect(columns.map(({ id, outcome }) => [id, outcome.kind === 'priced' ? 'priced' : [outcome.failure.code, outcome.failure.path]])).toEqual([
    ['a', 'priced'],
    ['b', ['BAD_INPUT', '/licenses/0/newQuantity']],
    ['c', ['BELOW_CONTRACT_MINIMUM', '/licenses/0/newQuantity']],
    ['d', 'priced'],
  ]);
});

describe('sessions', () => {
  const WEEKDAYS = [0, 1, 2, 3, 4];
  test('named after a card number is refused: scenarios are mailed', async () => {
    const card = '4242 4242 4242 4242';
    expect(await app.refused('scenarios.editSessions', { sessionsId: null, edit: { ...EVENING, name: card } })).toMatchObject({ code: 'CARD_NUMBER', path: '/edit/name' });
    const uploadId = await upload(app, 'sessions', new TextEncoder().encode(`user,tool,start,end\n${card},Fax,2026-11-16 08:00,2026-11-16 09:00\n`));
    const { sessionsId } = await app.call('scenarios.editSessions', { sessionsId: null, edit: { do: 'import', uploadId, timeZone: 'America/Denver' } });
    expect(await app.refused('scenarios.save', { file: { ...today.facts }, sessionsId })).toMatchObject({ code: 'CARD_NUMBER', path: '/sessionsId' });
  });

  const EVENING = { do: 'addShift', name: 'Evening', people: 3, tool: 'jabberDog', weekdays: WEEKDAYS, start: '17:00', end: '21:00', from: '2026-11-16', weeks: 1 } as const;

  test('an evening shift is added to those there are, with what its people need, and removed again', async () => {
    const sessionsId = today.kept?.sessionsId ?? null;
    const more = await app.call('scenarios.editSessions', { sessionsId, edit: EVENING });
    expect(more).toMatchObject({ sessions: (today.kept?.sessions ?? 0) + 15, users: (today.kept?.users ?? 0) + 3, everyoneHoldsAll: false });
    const was = await priced({ ...today.facts }, sessionsId);
    const outcome = await priced({ ...today.facts }, more.sessionsId);
    expect(valueOf(outcome, 'lockouts')).toBe(valueOf(was, 'lockouts'));
    expect(outcome.notApplied).toEqual(['Sessions and shifts: they are suppositions.']);
    const { groups, count } = await app.call('scenarios.sessions', { sessionsId: more.sessionsId, offset: 0, limit: 200 });
    expect(count).toBe(groups.length);
    expect(groups.at(-1)).toEqual({ user: 'Evening 3', tool: 'jabberDog', toolName: 'JabberDog', sessions: 5, first: '2026-11-16T17:00', last: '2026-11-20T17:00' });
    const fewer = await app.call('scenarios.editSessions', { sessionsId: more.sessionsId, edit: { do: 'remove', user: 'Evening 3', tool: 'jabberDog' } });
    expect(fewer.sessions).toBe(more.sessions - 5);
    // What was edited stays what it was.
    expect((await app.call('scenarios.sessions', { sessionsId: more.sessionsId, offset: 0, limit: 1 })).count).toBe(count);
    const none = await app.call('scenarios.editSessions', { sessionsId: more.sessionsId, edit: { do: 'clear' } });
    expect(none.sessions).toBe(0);
    // Nothing was played, so nothing is said of it.
    expect(valueOf(await priced({ ...today.facts }, none.sessionsId), 'lockouts')).toBeUndefined();
  });

  test('come from a session log; its first line that does not fit is named, and nothing is taken', async () => {
    const csv = 'user,tool,start,end\nAnn,PowerDialer,2026-11-16 08:00,2026-11-16T16:00Z\nBo,fax,2026-11-16 08:00,2026-11-16 09:00\n';
    const uploadId = await upload(app, 'sessions', new TextEncoder().encode(csv));
    const kept = await app.call('scenarios.editSessions', { sessionsId: null, edit: { do: 'import', uploadId, timeZone: 'America/Denver' } });
    expect(kept).toMatchObject({ sessions: 2, users: 2, first: '2026-11-16', last: '2026-11-16', everyoneHoldsAll: true });
    const wrong = await upload(app, 'sessions', new TextEncoder().encode(`${csv}Cy,dreaming,2026-11-16 08:00,2026-11-16 09:00\n`));
    expect(await app.refused('scenarios.editSessions', { sessionsId: null, edit: { do: 'import', uploadId: wrong, timeZone: 'UTC' } })).toMatchObject({
      code: 'BAD_INPUT',
      message: 'Line 4: The tool "dreaming" is not known. Nothing was imported.',
    });
  });

  describe('of a log that is imported into a copy of the account', () => {
    const HEADER = 'user,account,tool,start,end\n';
    async function imported(lines: string) {
      const { sessionsId } = await app.call('scenarios.editSessions', { sessionsId: today.kept?.sessionsId ?? null, edit: { do: 'clear' } });
      const uploadId = await upload(app, 'sessions', new TextEncoder().encode(`${HEADER}${lines}`));
      return app.call('scenarios.editSessions', { sessionsId, edit: { do: 'import', uploadId, timeZone: 'America/Denver' } });
    }

    test('are of the users the copy has, who hold what they hold', async () => {
      const { holders } = await app.call('billingManager.view', { accountId });
      const without = holders.find(({ active, licenses }) => active && licenses.includes('crm') && !licenses.includes('fax'));
      const kept = await imported(`${without?.email.toUpperCase()},,Fax,2026-11-06 08:00,2026-11-06 09:00\n`);
      expect(kept.users).toBe(holders.filter(({ active }) => active).length);
      const { lockouts } = await priced({ ...today.facts }, kept.sessionsId);
      expect(lockouts).toEqual([expect.objectContaining({ who: `${without?.firstName} ${without?.lastName}`, sentence: expect.stringContaining('not assigned') })]);
    });

    test('give whoever is new what all of their tools need', async () => {
      const kept = await imported(
        'new@else.example,,recording,2026-11-08 07:00,2026-11-08 07:30\nnew@else.example,,PowerDialer,2026-11-08 08:00,2026-11-08 09:00\nnew@else.example,,Fax,2026-11-08 10:00,2026-11-08 11:00\n',
      );
      expect(valueOf(await priced({ ...today.facts }, kept.sessionsId), 'lockouts')).toBe('0');
    });

    test('last a minute where they are over within it', async () => {
      const kept = await imported(',Headquarters,recording,2026-11-06 08:00:10,2026-11-06 08:00:40\n');
      expect(kept.sessions).toBe(1);
    });
  });

  test('of a second shift of the same people with another tool give them what it needs too', async () => {
    const cleared = await app.call('scenarios.editSessions', { sessionsId: today.kept?.sessionsId ?? null, edit: { do: 'clear' } });
    const shift = { ...EVENING, weekdays: [0], people: 1 };
    const one = await app.call('scenarios.editSessions', { sessionsId: cleared.sessionsId, edit: shift });
    const two = await app.call('scenarios.editSessions', { sessionsId: one.sessionsId, edit: { ...shift, tool: 'fax', start: '21:00', end: '22:00' } });
    expect(valueOf(await priced({ ...today.facts }, two.sessionsId), 'lockouts')).toBe('0');
  });

  test('that are not kept are refused where they are named', async () => {
    const columns = [{ id: 'a', file: { ...today.facts }, sessionsId: '0'.repeat(64) }];
    expect(await app.refused('scenarios.compare', { columns })).toMatchObject({ code: 'NOT_FOUND', path: '/columns/0/sessionsId' });
  });
});

test('a saved scenario is opened as it was, sessions and assignments with it', async () => {
  const bytes = await saved({ ...changed('crm', 30), notes: 'For the board' }, today.kept?.sessionsId ?? null);
  const again = await app.call('scenarios.open', { uploadId: await upload(app, 'scenario', bytes) });
  expect(again.facts).toEqual({ ...changed('crm', 30), notes: 'For the board' });
  expect({ ...again.kept, sessionsId: null }).toEqual({ ...today.kept, sessionsId: null });
  expect(quotedFigures(bytes)).toEqual(shownFigures(await priced({ ...again.facts }, again.kept?.sessionsId ?? null)));
});

test('a file that the system asked for is taken once', async () => {
  const good = join(app.folder, 'good.billing-scenario');
  writeFileSync(good, await saved({ ...today.facts }, null));
  app.application.offerScenario(good);
  app.application.offerScenario(join(app.folder, 'gone.billing-scenario'));
  const { files } = await app.call('scenarios.takeOffered', {});
  expect(files).toMatchObject([
    { fileName: 'good.billing-scenario', outcome: { kind: 'opened', opened: { facts: { name: today.facts.name }, kept: null } } },
    { fileName: 'gone.billing-scenario', outcome: { kind: 'refused', failure: { code: 'BAD_JSON', path: '' } } },
  ]);
  expect(await app.call('scenarios.takeOffered', {})).toEqual({ files: [] });
});

test('CSV has a row a figure and a row a line of the month, each with its difference from today', async () => {
  const { download } = await app.call('scenarios.saveCsv', {
    columns: [
      { id: 'today', file: { ...today.facts }, sessionsId: null },
      { id: 'a', file: { ...changed('crm', 30), name: '=fewer' }, sessionsId: null },
    ],
  });
  const rows = (download?.text ?? '').replace('\uFEFF', '').trimEnd().split('\r\n');
  expect(rows[0]).toBe("figure,Today,'=fewer,'=fewer: difference");
  expect(rows.map((row) => row.split(',')[0])).toEqual(expect.arrayContaining(['Charged now', 'Each month', 'CRM a month']));
  const crm = today.facts.licenses.find(({ type }) => type === 'crm')?.newQuantity ?? 0;
  expect(rows).toContain(`CRM quantity,${crm},30,${30 - crm}`);
  expect(rows).toContain('CRM price,50.00,50.00,');
  expect(rows).toContain(`CRM a month,${crm * 50}.00,1500.00,${(30 - crm) * 50}.00`);
  expect(download?.fileName).toMatch(/ scenarios\.csv$/);
});

const cents = fc.integer({ min: 0, max: 100_000 }).map((amount) => (amount / 100).toFixed(2));
const minute = fc.integer({ min: 0, max: 1439 }).map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`);
const users = fc.constantFrom('ann', 'bo', '__proto__');
const randomFile = fc.record(
  {
    format: fc.constant('billing-scenario/1'),
    name: fc.string(),
    timeZone: fc.constant('America/Denver'),
    asOf: fc.constantFrom('2026-02-28', '2024-02-29', '2026-11-10'),
    billingDay: fc.integer({ min: 1, max: 31 }),
    notes: fc.string(),
    licenses: fc.uniqueArray(
      fc.record({ type: fc.constantFrom(...LICENSE_TYPES), quantity: fc.nat(40), newQuantity: fc.nat(60), unitPrice: cents }, { requiredKeys: ['type', 'quantity', 'unitPrice'] }),
      { selector: ({ type }) => type },
    ),
    users: fc.record({ active: fc.nat(100) }),
    storage: fc.record({ usedMb: fc.nat(10_000), unitPrice: cents }, { requiredKeys: ['usedMb'] }),
    minutes: fc.record({ balance: cents, dailyUsage: fc.array(cents, { maxLength: 30 }), divisorDays: fc.integer({ min: 1, max: 30 }) }, { requiredKeys: ['balance', 'dailyUsage'] }),
    products: fc.array(fc.record({ kind: fc.constantFrom('training' as const, 'contractAdjustment' as const), description: fc.string(), quantity: fc.nat(5), unitPrice: cents })),
    assignments: fc.dictionary(users, fc.subarray([...LICENSE_TYPES])),
    sessions: fc.array(fc.record({ user: users, tool: fc.constantFrom(...TOOLS), start: minute.map((at) => `2026-11-16T${at}`), end: minute.map((at) => `2026-11-17T${at}`) }), { maxLength: 40 }),
    traffic: fc.record({ erlangs: fc.integer({ min: 1, max: 40 }).map(String), blocking: fc.constantFrom('0.02', '0.5') }),
  },
  { requiredKeys: ['format', 'name', 'timeZone', 'asOf', 'users'] },
);

test('of any scenario, opened and saved again, quote prints the figures that the window shows', async () => {
  await fc.assert(
    fc.asyncProperty(randomFile, async (file) => {
      const written = new TextEncoder().encode(JSON.stringify(file));
      const { facts, kept } = await app.call('scenarios.open', { uploadId: await upload(app, 'scenario', written) });
      const shown = shownFigures(await priced({ ...facts }, kept?.sessionsId ?? null));
      const again = await saved({ ...facts }, kept?.sessionsId ?? null);
      expect(quotedFigures(again)).toEqual(shown);
      // Types of quantity 0 that the window adds make no line.
      expect(quotedFigures(written)).toEqual(shown);
    }),
    { numRuns: 60 },
  );
});

test('a file open for review has its scenarios too, and is not written', async () => {
  const path = `${app.folder}/demonstration.billing`;
  await app.call('file.openForReview', { path });
  // Closing it before wrote down how far automatic charging has come.
  before = contentHash(path);
  const reviewed = await app.call('scenarios.start', { accountId });
  expect(reviewed).toEqual(today);
  expect((await saved({ ...reviewed.facts }, reviewed.kept?.sessionsId ?? null)).length).toBeGreaterThan(1_000);
});
