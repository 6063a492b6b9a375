import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HostEvent } from '../../../shared/bridge.ts';
import { BILLING_VIEWER, LICENSE_MANAGER } from '../../../shared/values/capabilities.ts';
import { ANN, emailOf, PASSWORD, startTestCompany } from '../../support/signedInCompany.ts';
import type { TestCompany } from '../../support/signedInCompany.ts';
import { startTestApplication } from '../../support/testApplication.ts';
import { contentHash } from '../../support/testDatabase.ts';

const MINUTE = 60_000;
const wrong = { email: ANN.email, password: 'not the password' };
const right = { email: ANN.email, password: PASSWORD };

let company: TestCompany;
let app: TestCompany['app'];

beforeEach(async () => {
  company = await startTestCompany();
  ({ app } = company);
});
afterEach(() => app.end());

const operator = async () => (await app.call('app.state', {})).file?.operator ?? null;
const hash = () => contentHash(company.path);

describe('signing in', () => {
  test('who makes a company is signed in to it, with what their group allows', async () => {
    expect(await operator()).toMatchObject({ ...ANN, groupName: 'Billing Administrator' });
  });

  test('locking ends it, until the right password; the address is read without case and outer spaces', async () => {
    await app.call('session.lock', {});
    expect(await operator()).toBeNull();
    expect(await app.refused('summary.accounts', {})).toMatchObject({ code: 'NOT_SIGNED_IN' });
    await app.call('session.signIn', { email: '  ANN@Acme.Example ', password: PASSWORD });
    expect(await operator()).toMatchObject(ANN);
  });

  test('after a restart the file opens with nobody signed in', async () => {
    await app.application.close();
    app = await startTestApplication('2026-03-15T18:00:00.000Z', { demo: false, dataFile: null }, app.folder);
    expect((await app.call('file.open', { path: company.path })).operator).toBeNull();
    expect(await app.refused('summary.accounts', {})).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  test('an unknown address, a user who is no operator, an inactive one and one without a password take the same answer', async () => {
    const viewer = await company.addOperator('Vera', BILLING_VIEWER.id);
    await company.addOperator('Nora', BILLING_VIEWER.id, null);
    await app.call('users.add', { firstName: 'Paul', lastName: 'Plain', email: emailOf('Paul'), accountId: company.accountId, groupId: null });
    await app.call('users.setActive', { userIds: [viewer], active: false });
    await app.call('session.lock', {});
    const expected = await app.refused('session.signIn', wrong);
    expect(expected).toEqual({ code: 'WRONG_PASSWORD', path: '/password', message: 'The e-mail address and the password do not go together.' });
    for (const email of ['nobody@acme.example', emailOf('Vera'), emailOf('Nora'), emailOf('Paul')]) {
      expect(await app.refused('session.signIn', { email, password: PASSWORD })).toEqual(expected);
    }
    expect(await operator()).toBeNull();
  });
});

describe('wrong tries', () => {
  async function tryWrong(times: number, email = ANN.email): Promise<void> {
    for (let count = 0; count < times; count += 1) expect(await app.refused('session.signIn', { ...wrong, email })).toMatchObject({ code: 'WRONG_PASSWORD' });
  }

  test('two slips cost nothing; then the wait grows, and even the right password is not looked at', async () => {
    await app.call('session.lock', {});
    await tryWrong(3);
    const before = hash();
    expect(await app.refused('session.signIn', right)).toMatchObject({ code: 'WAIT', path: '/password', details: { seconds: 1 } });
    expect(hash()).toBe(before);
    app.clock.advance(1000);
    await tryWrong(1);
    expect(await app.refused('session.signIn', right)).toMatchObject({ code: 'WAIT', details: { seconds: 2 } });
    app.clock.advance(2000);
    await app.call('session.signIn', right);
    await app.call('session.lock', {});
    await tryWrong(2);
    await app.call('session.signIn', right);
  });

  test('the wait survives a restart', async () => {
    await app.call('session.lock', {});
    await tryWrong(3);
    const now = new Date(app.clock.now()).toISOString();
    await app.application.close();
    app = await startTestApplication(now, { demo: false, dataFile: null }, app.folder);
    await app.call('file.open', { path: company.path });
    expect(await app.refused('session.signIn', right)).toMatchObject({ code: 'WAIT', details: { seconds: 1 } });
    app.clock.advance(1000);
    await app.call('session.signIn', right);
  });

  test('an unknown address waits as a known one does', async () => {
    await app.call('session.lock', {});
    await tryWrong(3, 'nobody@acme.example');
    expect(await app.refused('session.signIn', { ...wrong, email: 'NOBODY@acme.example' })).toMatchObject({ code: 'WAIT', details: { seconds: 1 } });
    await app.call('session.signIn', right);
  });

  test('many tries at once are looked at one after the other, so that the wait holds for them too', async () => {
    await app.call('session.lock', {});
    const answers = await Promise.all(Array.from({ length: 8 }, () => app.refused('session.signIn', wrong)));
    expect(answers.map(({ code }) => code)).toEqual([...Array<string>(3).fill('WRONG_PASSWORD'), ...Array<string>(5).fill('WAIT')]);
  });

  test('a clock that was set back keeps nobody out for as long', async () => {
    await app.call('session.lock', {});
    await tryWrong(3);
    app.clock.advance(-400 * 24 * 60 * MINUTE);
    await app.call('session.signIn', right);
  });

  test('guessing the password of an open screen waits too', async () => {
    for (let count = 0; count < 3; count += 1) {
      expect(await app.refused('session.changePassword', { password: 'a guess', newPassword: 'something new here' })).toMatchObject({ code: 'WRONG_PASSWORD', path: '/password' });
    }
    expect(await app.refused('session.changePassword', { password: PASSWORD, newPassword: 'something new here' })).toMatchObject({ code: 'WAIT' });
  });
});

describe('idleness', () => {
  test('15 minutes without a touch lock the screen; the windows hear of it', async () => {
    const events: HostEvent[] = [];
    app.application.onEvent((event) => events.push(event));
    app.clock.advance(15 * MINUTE);
    expect(await operator()).not.toBeNull();
    app.clock.advance(1);
    expect(await app.refused('summary.accounts', {})).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(events).toMatchObject([{ type: 'changed', change: { topics: ['app'] } }]);
    expect(await operator()).toBeNull();
  });

  test('the windows hear of it within a second or so, though nobody asks', async () => {
    const events: HostEvent[] = [];
    app.application.onEvent((event) => events.push(event));
    app.clock.advance(15 * MINUTE + 1);
    await vi.waitFor(() => expect(events).toMatchObject([{ type: 'changed', change: { topics: ['app'] } }]), { timeout: 3_000 });
  });

  test('a touch keeps it open; one that comes too late does not', async () => {
    app.clock.advance(14 * MINUTE);
    await app.call('session.touch', {});
    app.clock.advance(14 * MINUTE);
    expect(await operator()).not.toBeNull();
    app.clock.advance(2 * MINUTE);
    await app.call('session.touch', {});
    expect(await operator()).toBeNull();
    app.clock.advance(-5 * MINUTE);
    expect(await operator()).toBeNull();
  });

  test('a call alone is no touch: a window reads by itself', async () => {
    app.clock.advance(10 * MINUTE);
    await app.call('summary.accounts', {});
    app.clock.advance(6 * MINUTE);
    expect(await operator()).toBeNull();
  });

  test('a demonstration opens signed in and never locks', async () => {
    await app.call('file.openDemonstration', {});
    await app.call('session.lock', {});
    app.clock.advance(90 * 24 * 60 * MINUTE);
    expect(await operator()).toMatchObject({ firstName: 'Alice' });
  });
});

describe('passwords', () => {
  test('one’s own is changed with the one there is now, and leaves an entry without it', async () => {
    const newPassword = 'a longer better one';
    expect(await app.refused('session.changePassword', { password: 'a guess', newPassword })).toMatchObject({ code: 'WRONG_PASSWORD' });
    await app.call('session.changePassword', { password: PASSWORD, newPassword });
    await app.call('session.lock', {});
    expect(await app.refused('session.signIn', right)).toMatchObject({ code: 'WRONG_PASSWORD' });
    await app.call('session.signIn', { email: ANN.email, password: newPassword });
    const { entries } = await app.call('activity.page', { limit: 1 });
    expect(entries[0]).toMatchObject({ who: 'Ann Berg', what: 'Changed the own password', changes: [] });
  });

  test('another operator’s is reset, which leaves an entry and ends their wait', async () => {
    const userId = await company.addOperator('Vera', BILLING_VIEWER.id);
    expect((await app.call('activity.page', { limit: 1 })).entries[0]).toMatchObject({ what: 'Set the password of Vera Stone' });
    await app.call('session.lock', {});
    for (let count = 0; count < 3; count += 1) await app.refused('session.signIn', { email: emailOf('Vera'), password: 'wrong wrong wrong' });
    await app.call('session.signIn', right);
    await app.call('session.resetPassword', { userId, newPassword: 'the second password' });
    const { entries } = await app.call('activity.page', { limit: 1 });
    expect(entries[0]).toMatchObject({ who: 'Ann Berg', what: 'Reset the password of Vera Stone' });
    await company.signIn(emailOf('Vera'), 'the second password');
    expect(await operator()).toMatchObject({ firstName: 'Vera', capabilities: ['viewBilling', 'makeScenarios'] });
  });

  test('nobody resets the password of one who may do more, their own, or that of one who is no operator', async () => {
    const { groupId } = await app.call('groups.add', { commandId: crypto.randomUUID(), name: 'Office', capabilities: ['viewBilling', 'assignLicenses', 'makeScenarios', 'manageUsers'] });
    const olga = await company.addOperator('Olga', groupId);
    const manager = await company.addOperator('Mark', LICENSE_MANAGER.id);
    const { userId: plain } = await app.call('users.add', { firstName: 'Paul', lastName: 'Plain', email: emailOf('Paul'), accountId: company.accountId, groupId: null });
    await company.signIn(emailOf('Olga'));
    const before = hash();
    const newPassword = 'a password of hers';
    expect(await app.refused('session.resetPassword', { userId: 1, newPassword })).toMatchObject({ code: 'NOT_ALLOWED', path: '/userId' });
    expect(await app.refused('session.resetPassword', { userId: olga, newPassword })).toMatchObject({ code: 'NOT_ALLOWED', path: '/userId' });
    expect(await app.refused('session.resetPassword', { userId: plain, newPassword })).toMatchObject({ code: 'BAD_INPUT', path: '/userId' });
    expect(await app.refused('session.resetPassword', { userId: 999, newPassword })).toMatchObject({ code: 'NOT_FOUND', path: '/userId' });
    expect(await app.refused('session.resetPassword', { userId: manager, newPassword: 'short' })).toMatchObject({ code: 'BAD_INPUT', path: '/newPassword' });
    expect(hash()).toBe(before);
    await app.call('session.resetPassword', { userId: manager, newPassword });
  });

  test('a password stands nowhere: not in the file, not in what lies beside it, not in an answer', async () => {
    const secrets = [PASSWORD, 'the second password', 'a wrong password', 'a longer better one'];
    const answers: unknown[] = [];
    const userId = await company.addOperator('Vera', BILLING_VIEWER.id, 'the second password');
    await app.call('session.lock', {});
    answers.push(await app.refused('session.signIn', { email: ANN.email, password: 'a wrong password' }));
    answers.push(await app.call('session.signIn', right));
    answers.push(await app.call('session.changePassword', { password: PASSWORD, newPassword: 'a longer better one' }));
    answers.push(await app.refused('session.resetPassword', { userId, newPassword: 'the second password', more: PASSWORD }));
    answers.push(await app.call('app.state', {}), await app.call('groups.list', {}), await app.call('activity.page', { limit: 50 }));
    const texts = [JSON.stringify(answers)];
    for (const name of readdirSync(app.folder, { recursive: true, encoding: 'utf8' })) {
      try {
        texts.push(readFileSync(join(app.folder, name), 'latin1'));
      } catch {
        // A folder.
      }
    }
    expect(texts.length).toBeGreaterThan(3);
    for (const secret of secrets) for (const text of texts) expect(text.includes(secret)).toBe(false);
  });
});

test('the last administrator is neither deactivated nor moved out of the group', async () => {
  const vera = await company.addOperator('Vera', BILLING_VIEWER.id);
  const ann = { ...ANN, userId: 1, accountId: company.accountId };
  const before = hash();
  expect(await app.refused('users.setActive', { userIds: [1], active: false })).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
  expect(await app.refused('users.edit', { ...ann, groupId: BILLING_VIEWER.id })).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
  expect(await app.refused('users.edit', { ...ann, groupId: null })).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
  expect(hash()).toBe(before);
  await app.call('users.edit', { userId: vera, firstName: 'Vera', lastName: 'Stone', email: emailOf('Vera'), accountId: company.accountId, groupId: 1 });
  await app.call('users.edit', { ...ann, groupId: BILLING_VIEWER.id });
  // At once: what someone may do is looked up at every call.
  expect(await app.refused('groups.add', { commandId: crypto.randomUUID(), name: 'X', capabilities: [] })).toMatchObject({ code: 'NOT_ALLOWED' });
});
