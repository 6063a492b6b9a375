import { expect, test } from 'vitest';
import { automaticNotices } from '../../electron/services/notices.ts';
import type { AutomaticEvent } from '../../electron/services/ports/outside.ts';

const charged = (accountId: number): AutomaticEvent => ({ kind: 'charged', accountId, sentence: `Account ${accountId}: $60.00 of dialer minutes` });

test('one notice an event, each leading to its account', () => {
  const missed: AutomaticEvent = { kind: 'missed', accountId: null, sentence: 'Automatic charging did not run for 5 charge cycles.' };
  expect(automaticNotices([missed, charged(1), charged(2)], true)).toEqual([
    { title: 'Charge cycles were missed', body: 'Automatic charging did not run for 5 charge cycles.', accountId: null },
    { title: 'Charged automatically', body: 'Account 1: $60.00 of dialer minutes', accountId: 1 },
    { title: 'Charged automatically', body: 'Account 2: $60.00 of dialer minutes', accountId: 2 },
  ]);
});

test('many of a kind are one notice, which leads to the summary', () => {
  const events = [1, 2, 3, 4].map(charged);
  expect(automaticNotices([...events, { kind: 'declined', accountId: 9, sentence: 'Nine' }], true)).toEqual([
    { title: 'Charged automatically', body: '4 accounts. Open Billing Desk to see them.', accountId: null },
    { title: 'Payment declined', body: 'Nine', accountId: 9 },
  ]);
});

test('while nobody is signed in no name and no amount leaves the file', () => {
  expect(automaticNotices([charged(1)], false)).toEqual([{ title: 'Charged automatically', body: 'Sign in to Billing Desk to see it.', accountId: 1 }]);
});

test('nothing happened: nothing is told', () => expect(automaticNotices([], true)).toEqual([]));
