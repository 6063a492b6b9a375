import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLocalGateway } from '../../electron/gateway/localGateway.ts';
import { createLocalGateways } from '../../electron/gateway/localGateways.ts';
import type { PaymentRequest } from '../../electron/services/ports/outside.ts';
import { fakeClock } from '../support/fakeClock.ts';
import { temporaryFolder } from '../support/testDatabase.ts';

const CYCLE = 14_400_000;
const card = (lastFour: string): PaymentRequest['source'] => ({ kind: 'card', institution: 'Visa', lastFour });
const bank = (lastFour: string): PaymentRequest['source'] => ({ kind: 'bank', institution: 'Bank', lastFour });

function gateway({ demonstration = true, recordFile = join(temporaryFolder(), 'new', 'record.jsonl'), clock = fakeClock('2026-03-15T18:00:00.000Z') } = {}) {
  const open = () => createLocalGateway({ recordFile, company: 'company-1', clock, demonstration });
  return { ...open(), open, recordFile, clock, entries: () => (existsSync(recordFile) ? readFileSync(recordFile, 'utf8').split('\n').filter((line) => line !== '') : []) };
}

const request = (id: string, source = card('4242')): PaymentRequest => ({ id, amount: '12.34', source });

describe('the local gateway', () => {
  test.each([
    ['a card', card('4242'), { status: 'approved' }],
    ['a soft decline', card('0002'), { status: 'declined', hard: false, reason: 'The card was declined.' }],
    ['a hard decline', card('0069'), { status: 'declined', hard: true, reason: 'The card was reported stolen.' }],
    ['an answer that is lost', card('0119'), { status: 'unreachable' }],
    ['a request that is lost', card('0127'), { status: 'unreachable' }],
    ['a bank', bank('6789'), { status: 'pending' }],
    ['a bank that will return it', bank('0135'), { status: 'pending' }],
    ['a closed bank account', bank('0143'), { status: 'declined', hard: true, reason: 'The bank account is closed.' }],
  ] as const)('%s', async (_name, source, answer) => {
    expect(await gateway().charge(request('a', source))).toEqual(answer);
  });

  test('the digits stand for a behaviour in a demonstration alone', async () => {
    const { charge, describeTestSource } = gateway({ demonstration: false });
    expect(await charge(request('a', card('0002')))).toEqual({ status: 'approved' });
    expect(describeTestSource(card('0002'))).toBeNull();
    expect(gateway().describeTestSource(bank('0135'))).toBe('Test bank account: payments are returned, three charge cycles later');
  });

  test('the same id charges once, whatever is sent again, also after a restart', async () => {
    const one = gateway();
    await one.charge(request('a'));
    expect(await one.charge(request('a', card('0002')))).toEqual({ status: 'approved' });
    expect(await one.open().charge(request('a', card('0002')))).toEqual({ status: 'approved' });
    expect(one.entries()).toHaveLength(1);
  });

  test('what became of an id: approved though its answer was lost; never received, and refused from then on', async () => {
    const one = gateway();
    await one.charge(request('lost answer', card('0119')));
    await one.charge(request('lost request', card('0127')));
    expect(await one.open().whatBecameOf('lost answer')).toEqual({ status: 'approved' });
    expect(await one.whatBecameOf('lost request')).toEqual({ status: 'notReceived' });
    expect(await one.open().charge(request('lost request', card('4242')))).toMatchObject({ status: 'declined' });
  });

  test('banks settle or return three cycles later', async () => {
    const one = gateway();
    await one.charge(request('settles', bank('6789')));
    await one.charge(request('returns', bank('0135')));
    one.clock.advance(3 * CYCLE - 2 * 3_600_000 - 1);
    expect(await one.whatBecameOf('settles')).toEqual({ status: 'pending' });
    one.clock.advance(1);
    expect(await one.open().whatBecameOf('settles')).toEqual({ status: 'approved' });
    expect(await one.whatBecameOf('returns')).toEqual({ status: 'declined', hard: false, reason: 'The bank returned the payment.' });
  });

  test('a line torn off at any byte is a payment never received; those before and after it stand', async () => {
    const whole = gateway();
    await whole.charge(request('first'));
    const before = readFileSync(whole.recordFile).length;
    await whole.charge(request('torn'));
    const bytes = readFileSync(whole.recordFile);
    for (let length = before; length < bytes.length; length += 7) {
      writeFileSync(whole.recordFile, bytes);
      truncateSync(whole.recordFile, length);
      const again = whole.open();
      expect(await again.whatBecameOf('first')).toEqual({ status: 'approved' });
      expect(await again.whatBecameOf('torn')).toEqual({ status: 'notReceived' });
      await again.charge(request('after'));
      expect(await whole.open().whatBecameOf('after')).toEqual({ status: 'approved' });
    }
  });

  test('what another process wrote meanwhile is known', async () => {
    const one = gateway();
    await one.charge(request('own'));
    const other = one.open();
    await other.charge(request('theirs'));
    expect(await one.whatBecameOf('theirs')).toEqual({ status: 'approved' });
    expect(await one.charge(request('theirs', card('0002')))).toEqual({ status: 'approved' });
    // One that is just being written counts once it is whole.
    const line = `\n${JSON.stringify({ id: 'slow', at: 1, amount: '1.00', source: 'Visa ending 4242', answer: 'softDecline' })}`;
    appendFileSync(one.recordFile, line.slice(0, 20));
    expect(await one.charge(request('own 2'))).toEqual({ status: 'approved' });
    expect(await one.open().whatBecameOf('own 2')).toEqual({ status: 'approved' });
  });

  test('a record that cannot be written is a gateway that fails, not an approval', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'record.jsonl'));
    await expect(async () => gateway({ recordFile: join(folder, 'record.jsonl') }).charge(request('a'))).rejects.toThrow();
  });
});

test('a demonstration takes only its own payments along into the future', async () => {
  const folder = temporaryFolder();
  const recordFile = join(folder, 'record.jsonl');
  const clock = fakeClock('2026-03-15T18:00:00.000Z');
  for (const company of ['company-1', 'company-2']) {
    await createLocalGateway({ recordFile, company, clock, demonstration: true }).charge(request(`of ${company}`));
    await createLocalGateway({ recordFile, company, clock, demonstration: true }).keepReceipt({ number: 1, chargeId: null, issuedAt: clock.now(), date: '2026-03-15', fundingSource: 'No payment', hash: company, purchase: null });
  }
  const path = join(folder, 'shared', 'demonstration.billing');
  mkdirSync(join(folder, 'shared'));
  const company = { name: 'Company X', timeZone: 'America/Denver', demonstration: true, fileId: 'company-1' };
  createLocalGateways({ recordFile, clock }).beginTravel({ path, company });
  const travels = gateway({ recordFile: `${path}.travel.jsonl`, clock });
  expect(travels.entries()).toHaveLength(2);
  expect(travels.entries().every((line) => line.includes('company-1'))).toBe(true);
  expect(await travels.whatBecameOf('of company-1')).toEqual({ status: 'approved' });
});
