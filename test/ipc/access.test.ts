import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate } from '../../electron/ipc/gate.ts';
import type { Gate, Handlers } from '../../electron/ipc/gate.ts';
import type { DataFile } from '../../electron/services/ports/dataFile.ts';
import { createSessionService } from '../../electron/services/session/sessionService.ts';
import { contracts } from '../../shared/contracts/index.ts';
import type { RouteName } from '../../shared/contracts/index.ts';
import { BILLING_ADMINISTRATOR, BILLING_VIEWER, LICENSE_MANAGER } from '../../shared/values/capabilities.ts';
import { aUser, NOON } from '../support/builders.ts';
import { sampleInput } from '../support/sampleInput.ts';
import { startTestApplication } from '../support/testApplication.ts';
import type { TestApplication } from '../support/testApplication.ts';
import { contentHash, fillSmall, testDataFile } from '../support/testDatabase.ts';

/* Who may make which call (SPEC section 15), written out: a new route without a row here fails. */

const WHO = ['administrator', 'licenseManager', 'viewer', 'ownGroupWithNothing', 'nobody'] as const;
type Who = (typeof WHO)[number];
type Answer = 'allowed' | 'NOT_ALLOWED' | 'NOT_SIGNED_IN';

const yes = 'allowed';
const no = 'NOT_ALLOWED';
const out = 'NOT_SIGNED_IN';

/** In the order of WHO. */
const TABLE: Readonly<Record<RouteName, readonly [Answer, Answer, Answer, Answer, Answer]>> = {
  'app.state': [yes, yes, yes, yes, yes],

  'file.openDemonstration': [yes, yes, yes, yes, yes],
  'file.create': [yes, yes, yes, yes, yes],
  'file.open': [yes, yes, yes, yes, yes],
  'file.openForReview': [yes, yes, yes, yes, yes],
  'file.close': [yes, yes, yes, yes, yes],
  'file.choose': [yes, yes, yes, yes, yes],

  'window.chooseTheme': [yes, yes, yes, yes, yes],
  'window.openBillingManager': [yes, yes, yes, no, out],
  'window.openSummary': [yes, yes, yes, no, out],

  'session.signIn': [yes, yes, yes, yes, yes],
  'session.lock': [yes, yes, yes, yes, yes],
  'session.touch': [yes, yes, yes, yes, yes],
  'session.changePassword': [yes, yes, yes, yes, out],
  'session.resetPassword': [yes, no, no, no, out],

  'groups.list': [yes, yes, yes, no, out],
  'groups.add': [yes, no, no, no, out],
  'groups.change': [yes, no, no, no, out],
  'groups.remove': [yes, no, no, no, out],

  'accounts.add': [yes, no, no, no, out],
  'accounts.change': [yes, no, no, no, out],
  'summary.accounts': [yes, yes, yes, no, out],

  'activity.page': [yes, yes, yes, no, out],

  'explain.amount': [yes, yes, yes, no, out],

  'billingManager.view': [yes, yes, yes, no, out],
  'billingManager.preview': [yes, yes, yes, no, out],
  'billingManager.accept': [yes, yes, no, no, out],
  'billingManager.checkCharge': [yes, yes, yes, no, out],
  'billingManager.payOwed': [yes, no, no, no, out],

  'seats.shiftPlans': [yes, yes, yes, no, out],
  'seats.saveShiftPlan': [yes, yes, no, no, out],
  'seats.removeShiftPlan': [yes, yes, no, no, out],
  'seats.sessionLogs': [yes, yes, yes, no, out],
  'seats.removeSessionLog': [yes, yes, no, no, out],
  'seats.plan': [yes, yes, yes, no, out],
  'seats.peaks': [yes, yes, yes, no, out],
  'seats.planProgress': [yes, yes, yes, no, out],
  'seats.cancelPlan': [yes, yes, yes, no, out],
  'seats.lockouts': [yes, yes, yes, no, out],
  'seats.saveLockoutsCsv': [yes, yes, yes, no, out],
  'seats.sizing': [yes, yes, yes, no, out],
  'seats.board': [yes, yes, yes, no, out],
  'seats.boardStart': [yes, yes, yes, no, out],
  'seats.boardEnd': [yes, yes, yes, no, out],
  'seats.boardReset': [yes, yes, yes, no, out],

  'scenarios.start': [yes, yes, yes, no, out],
  'scenarios.upload': [yes, yes, yes, no, out],
  'scenarios.open': [yes, yes, yes, no, out],
  'scenarios.takeOffered': [yes, yes, yes, no, out],
  'scenarios.compare': [yes, yes, yes, no, out],
  'scenarios.sessions': [yes, yes, yes, no, out],
  'scenarios.editSessions': [yes, yes, yes, no, out],
  'scenarios.save': [yes, yes, yes, no, out],
  'scenarios.saveCsv': [yes, yes, yes, no, out],
  'scenarios.savePdf': [yes, yes, yes, no, out],

  'funding.add': [yes, no, no, no, out],
  'funding.replace': [yes, no, no, no, out],
  'funding.remove': [yes, no, no, no, out],
  'funding.reorder': [yes, no, no, no, out],

  'review.beginCopy': [yes, no, no, no, out],
  'review.copyState': [yes, no, no, no, out],
  'review.cancelCopy': [yes, no, no, no, out],

  'charging.state': [yes, yes, yes, no, out],
  'charging.resume': [yes, no, no, no, out],

  'search.find': [yes, yes, yes, no, out],

  'timeMachine.view': [yes, yes, yes, no, out],
  'timeMachine.forward': [yes, no, no, no, out],
  'timeMachine.progress': [yes, yes, yes, no, out],
  'timeMachine.cancel': [yes, no, no, no, out],
  'timeMachine.backToStart': [yes, no, no, no, out],

  'import.begin': [yes, yes, yes, yes, out],
  'import.chunk': [yes, yes, yes, yes, out],
  'import.finish': [yes, yes, yes, yes, out],
  'import.apply': [yes, yes, yes, yes, out],
  'import.cancel': [yes, yes, yes, yes, out],

  'users.page': [yes, yes, yes, no, out],
  'users.grantableGroups': [yes, no, no, no, out],
  'users.add': [yes, no, no, no, out],
  'users.edit': [yes, no, no, no, out],
  'users.setActive': [yes, no, no, no, out],
  'users.move': [yes, no, no, no, out],

  'data.view': [yes, no, no, no, out],
  'data.backUp': [yes, no, no, no, out],
  'data.verify': [yes, no, no, no, out],
  'data.cancel': [yes, no, no, no, out],
  'data.examine': [yes, no, no, no, out],
  'data.restore': [yes, no, no, no, out],
  'data.differences': [yes, no, no, no, out],
  'data.turnOn': [yes, no, no, no, out],

  'receipts.page': [yes, yes, yes, no, out],
  'receipts.detail': [yes, yes, yes, no, out],
  'receipts.savePdf': [yes, yes, yes, no, out],
  'receipts.saveCsv': [yes, yes, yes, no, out],
  'receipts.csvProgress': [yes, yes, yes, no, out],
  'receipts.cancelCsv': [yes, yes, yes, no, out],

  'prices.book': [yes, yes, yes, no, out],
  'prices.add': [yes, no, no, no, out],
  'prices.withdraw': [yes, no, no, no, out],
  'prices.contracts': [yes, yes, yes, no, out],
  'prices.setContract': [yes, no, no, no, out],

  'storage.view': [yes, yes, yes, no, out],
  'storage.history': [yes, yes, yes, no, out],
  'storage.record': [yes, no, no, no, out],

  'minutes.view': [yes, yes, yes, no, out],
  'minutes.preview': [yes, yes, yes, no, out],
  'minutes.purchase': [yes, no, no, no, out],
  'minutes.recordUsage': [yes, no, no, no, out],
  'minutes.adjust': [yes, no, no, no, out],
  'minutes.ledger': [yes, yes, yes, no, out],
  'minutes.history': [yes, yes, yes, no, out],
  'minutes.cycles': [yes, yes, yes, no, out],
  'minutes.replay': [yes, yes, yes, no, out],
};

// Its keys are the routes' names by its type.
const ROUTES = Object.keys(TABLE) as RouteName[];
const INPUTS: readonly { readonly kind: string; readonly of: (route: RouteName) => unknown }[] = [
  { kind: 'a valid-looking input', of: (route) => sampleInput(contracts[route].input) },
  { kind: 'an empty input', of: () => ({}) },
  { kind: 'no input', of: () => undefined },
];

function expected(who: Who): Record<string, Answer> {
  return Object.fromEntries(ROUTES.map((route) => [route, TABLE[route][WHO.indexOf(who)] ?? no]));
}

test('the table names every route there is, and no other', () => {
  expect(ROUTES.toSorted()).toEqual(Object.keys(contracts).toSorted());
});

describe('the gate alone, every handler doing nothing', () => {
  const users: Record<Who, number | null> = { administrator: 1, licenseManager: 0, viewer: 0, ownGroupWithNothing: 0, nobody: null };
  let file: DataFile;
  let gate: Gate;
  let begin: (userId: number | null) => void;

  beforeAll(async () => {
    file = await testDataFile((made, tx) => {
      fillSmall(made, tx);
      const nothing = made.groups.insertTx(tx, { name: 'Nothing at all', capabilities: [] });
      const member = (email: string, groupId: number): number => made.users.insertTx(tx, aUser({ email, groupId }));
      users.licenseManager = member('manager@example.com', LICENSE_MANAGER.id);
      users.viewer = member('viewer@example.com', BILLING_VIEWER.id);
      users.ownGroupWithNothing = member('nothing@example.com', nothing);
    });
    expect(file.users.byId(1)?.groupId).toBe(BILLING_ADMINISTRATOR.id);
    const gateway = { charge: unexpected, whatBecameOf: unexpected, keepReceipt: unexpected, history: unexpected, describeTestSource: () => null };
    const session = createSessionService({ clock: { now: () => NOON }, passwords: { hash: unexpected, matches: unexpected }, publish: () => undefined, company: () => ({ file, gateway }) });
    begin = session.begin;
    // Complete by construction: its keys are the contracts' own.
    const handlers = Object.fromEntries(ROUTES.map((route) => [route, () => 'ran'])) as unknown as Handlers;
    gate = createGate(contracts, handlers, { error: (message) => expect.fail(message) }, session.authorize);
  });
  afterAll(() => file.close());

  describe.each(WHO)('as %s', (who) => {
    test.each(INPUTS)('with $kind', async ({ of }) => {
      begin(users[who]);
      const answers: Record<string, Answer | string> = {};
      for (const route of ROUTES) {
        const answer = await gate(route, of(route));
        // Bad input is told only to who may call: the check came first.
        answers[route] = answer.ok || answer.error.code === 'BAD_INPUT' ? 'allowed' : answer.error.code;
      }
      expect(answers).toEqual(expected(who));
    });
  });

  test('most inputs of the walk are valid, so that allowed calls reach their handler', () => {
    const valid = ROUTES.filter((route) => contracts[route].input.safeParse(sampleInput(contracts[route].input)).success);
    expect(valid.length).toBeGreaterThan(ROUTES.length * 0.8);
  });
});

describe('the whole application', () => {
  const PASSWORD = 'correct horse battery';
  let app: TestApplication;
  let path: string;
  const emails: Partial<Record<Who, string>> = { licenseManager: 'manager@acme.example', viewer: 'viewer@acme.example', ownGroupWithNothing: 'nothing@acme.example' };

  beforeAll(async () => {
    app = await startTestApplication('2026-03-15T18:00:00.000Z', { demo: false, dataFile: null });
    const made = await app.call('file.create', {
      commandId: randomUUID(),
      companyName: 'Acme',
      timeZone: 'America/Denver',
      operator: { firstName: 'Ann', lastName: 'Berg', email: 'ann@acme.example', password: PASSWORD },
    });
    path = made.path;
    const { groupId } = await app.call('groups.add', { commandId: randomUUID(), name: 'Nothing at all', capabilities: [] });
    const { accounts } = await app.call('summary.accounts', {});
    const accountId = accounts[0]?.id ?? 0;
    const groups: Partial<Record<Who, number>> = { licenseManager: LICENSE_MANAGER.id, viewer: BILLING_VIEWER.id, ownGroupWithNothing: groupId };
    for (const who of WHO) {
      const email = emails[who];
      const group = groups[who];
      if (email === undefined || group === undefined) continue;
      const { userId } = await app.call('users.add', { firstName: 'Some', lastName: 'One', email, accountId, groupId: group });
      await app.call('session.resetPassword', { userId, newPassword: PASSWORD });
    }
  });
  afterAll(() => app.end());

  test.each(WHO.slice(1))('as %s: every call that the table denies is refused, and nothing is written', async (who) => {
    await app.call('session.lock', {});
    const email = emails[who];
    if (email !== undefined) await app.call('session.signIn', { email, password: PASSWORD });
    const before = contentHash(path);
    for (const { of } of INPUTS) {
      for (const [route, answer] of Object.entries(expected(who))) {
        if (answer === 'allowed') continue;
        // Its keys are the routes' names.
        expect([route, (await app.refused(route, of(route as RouteName))).code]).toEqual([route, answer]);
      }
    }
    expect(contentHash(path)).toBe(before);
  });
});

function unexpected(): never {
  throw new Error('No payment belongs here');
}
