import { describe, expect, test } from 'vitest';
import type { AccountFacts, AttentionFacts } from '../../../electron/services/attention/facts.ts';
import { needsAttention } from '../../../electron/services/attention/registry.ts';
import type { FundingSourceRecord } from '../../../electron/services/ports/records.ts';

const card: FundingSourceRecord = { id: 7, accountId: 1, position: 1, kind: 'card', institution: 'Visa', lastFour: '4242', expires: '2028-01', holder: 'Ann Berg', refused: false };

const quiet: AccountFacts = {
  id: 1,
  name: 'Headquarters',
  pastDue: null,
  monthly: '100.00',
  fundingSources: [card],
  openCharge: null,
  minutes: { balance: '50.00', reserve: '10.00', autoRecharge: true, used: true, recharge: 'fine', runsOut: null },
  lockoutsYesterday: null,
  paidUnused: [],
};

function sentences(account: Partial<AccountFacts>, facts: Partial<AttentionFacts> = {}): string[] {
  const all: AttentionFacts = { today: '2026-03-15', backupFailed: null, chargingStopped: null, inventedPrices: [], accounts: [{ ...quiet, ...account }], usersWithoutBaseLicense: [], storage: null, ...facts };
  return needsAttention(all).map(({ severity, sentence }) => `${severity}: ${sentence}`);
}

describe('needs attention', () => {
  test('nothing where all is well', () => {
    expect(sentences({})).toEqual([]);
  });

  test('money first, then what is soon, then notes', () => {
    expect(
      sentences({ pastDue: { billingDate: '2026-04-01', total: '1082.26', paused: false }, openCharge: { state: 'beingChecked', total: '1082.26' }, paidUnused: [{ type: 'crm', count: 3 }, { type: 'responseLoop', count: 1 }] }),
    ).toEqual([
      'urgent: Headquarters: the bill of 2026-04-01, $1,082.26, could not be paid and will be tried again',
      'soon: Headquarters: a payment of $1,082.26 got no answer and is being checked',
      'note: Headquarters: 3 CRM and 1 ResponseLoop licenses are paid for and held by nobody',
    ]);
  });

  test('a recharge that was declined or paused, also where the minutes are gone, or about to be', () => {
    const paused = 'urgent: Headquarters: automatic recharge is paused until a funding source changes or a purchase succeeds';
    const gone = { ...quiet.minutes, recharge: 'paused' } as const;
    expect(sentences({ minutes: gone })).toEqual([paused]);
    expect(sentences({ minutes: { ...gone, balance: '-2.00' } })).toEqual(['urgent: Headquarters: no dialer minutes are left, new calls are blocked', paused]);
    expect(sentences({ minutes: { ...gone, runsOut: 'minutes end today' } })).toEqual(['urgent: Headquarters: minutes end today', paused]);
  });

  test('what is charged at prices that nobody entered', () => {
    expect(sentences({}, { inventedPrices: ['crm'] })).toEqual(['soon: CRM is charged at the invented list price that a new file begins with']);
    expect(sentences({}, { inventedPrices: ['crm', 'fax'] })).toEqual(['soon: CRM and Fax are charged at the invented list price that a new file begins with']);
  });

  test.each([
    ['2026-03', 'soon: Headquarters: Visa ending 4242 expires in 16 days'],
    ['2026-02', 'soon: Headquarters: Visa ending 4242 has expired'],
    ['2026-04', null],
  ])('a card that expires in %s', (expires, expected) => {
    expect(sentences({ fundingSources: [{ ...card, expires }] })).toEqual(expected === null ? [] : [expected]);
  });

  test('a card warns from 30 days ahead on, and is good through its last day', () => {
    const source = { fundingSources: [{ ...card, expires: '2026-03' }] };
    expect(sentences(source, { today: '2026-02-28' })).toEqual([]);
    expect(sentences(source, { today: '2026-03-01' })).toEqual(['soon: Headquarters: Visa ending 4242 expires in 30 days']);
    expect(sentences(source, { today: '2026-03-31' })).toEqual(['soon: Headquarters: Visa ending 4242 expires today']);
    expect(sentences(source, { today: '2026-04-01' })).toEqual(['soon: Headquarters: Visa ending 4242 has expired']);
  });

  test('a bill that is not tried any more, and automatic charging that waits', () => {
    expect(sentences({ pastDue: { billingDate: '2026-04-01', total: '20.00', paused: true } })).toEqual([
      'urgent: Headquarters: the bill of 2026-04-01, $20.00, could not be paid and is not tried again until a funding source changes',
    ]);
    expect(sentences({}, { chargingStopped: { reason: 'away', charges: 2, total: '1020.00' } })).toEqual([
      'urgent: By this file, Billing Desk did not run for more than two days: 2 charges of $1,020.00 in all wait',
    ]);
    expect(sentences({}, { chargingStopped: { reason: 'clockSetBack', charges: 0, total: '0.00' } })).toEqual([
      'urgent: The clock was set back: nothing is charged by itself',
    ]);
  });

  test('a billed account without a funding source, and a free one', () => {
    expect(sentences({ fundingSources: [] })).toEqual(['urgent: Headquarters: no funding source pays for this account']);
    expect(sentences({ fundingSources: [], monthly: '0.00' })).toEqual([]);
  });

  test('minutes: gone, below the reserve, never used', () => {
    const minutes = quiet.minutes;
    expect(sentences({ minutes: { ...minutes, balance: '-0.02' } })).toEqual(['urgent: Headquarters: no dialer minutes are left, new calls are blocked']);
    expect(sentences({ minutes: { ...minutes, balance: '9.99', autoRecharge: false } })).toEqual([
      'soon: Headquarters: $9.99 of dialer minutes left, below the reserve of $10.00, and automatic recharge is off',
    ]);
    expect(sentences({ minutes: { ...minutes, balance: '10.00' } })).toEqual([]);
    expect(sentences({ minutes: { ...minutes, recharge: 'paused' } })).toEqual(['urgent: Headquarters: automatic recharge is paused until a funding source changes or a purchase succeeds']);
    expect(sentences({ minutes: { ...minutes, recharge: 'declined' } })).toEqual(['urgent: Headquarters: every funding source declined the automatic recharge; it is tried again']);
    expect(sentences({ minutes: { ...minutes, recharge: 'paused', autoRecharge: false } })).toEqual([]);
    expect(sentences({ minutes: { ...minutes, balance: '1.00', runsOut: 'dialer minutes reach zero at about 15:20, recharge at 16:00' } })).toEqual([
      'urgent: Headquarters: dialer minutes reach zero at about 15:20, recharge at 16:00',
    ]);
    expect(sentences({ minutes: { ...minutes, balance: '0.00', used: false } })).toEqual([]);
  });

  test('lockouts yesterday: how many and why, or that there are too many sessions to look', () => {
    const found = { day: '2026-03-14', count: 3, forSeats: 3, pools: ['flexPort' as const] };
    expect(sentences({ lockoutsYesterday: found })).toEqual(['soon: Headquarters: 3 lockouts yesterday: too few seats of Flex Port']);
    expect(sentences({ lockoutsYesterday: { ...found, count: null, forSeats: 0, pools: [] } })).toEqual(['note: Headquarters: yesterday had too many sessions to look for lockouts here']);
  });

  test('users without a base license are one item, however many', () => {
    const users = ['Ann Berg', 'Bo Lund', 'Cy Moe'].map((name) => ({ name, accountId: 1 }));
    expect(sentences({}, { usersWithoutBaseLicense: users })).toEqual(['soon: Ann Berg and 2 other users have no CRM license and can use nothing']);
    expect(sentences({}, { usersWithoutBaseLicense: users.slice(0, 1) })).toEqual(['soon: Ann Berg has no CRM license and can use nothing']);
  });

  test('storage by how little is left', () => {
    const storage = { accountId: 1, leftMb: 1_234 };
    expect(sentences({}, { storage: { ...storage, warning: 'none' } })).toEqual([]);
    expect(sentences({}, { storage: { ...storage, warning: 'low' } })).toEqual(['note: 1,234 MB of storage are left before the next gigabyte is charged']);
    expect(sentences({}, { storage: { ...storage, warning: 'veryLow' } })).toEqual(['soon: 1,234 MB of storage are left before the next gigabyte is charged']);
  });
});
