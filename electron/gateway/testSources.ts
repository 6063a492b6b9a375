import type { PaymentRequest } from '../services/ports/outside.ts';

/** What the local gateway does with a test source: some answers come, some are lost on the way, one way or the other. */
export type TestBehaviour = 'softDecline' | 'hardDecline' | 'accountClosed' | 'bankReturned' | 'answerLost' | 'requestLost';

const CARDS: Readonly<Record<string, TestBehaviour>> = {
  '0002': 'softDecline',
  '0069': 'hardDecline',
  '0119': 'answerLost',
  '0127': 'requestLost',
};

const BANKS: Readonly<Record<string, TestBehaviour>> = {
  '0135': 'bankReturned',
  '0143': 'accountClosed',
};

const IN_WORDS: Readonly<Record<TestBehaviour, string>> = {
  softDecline: 'Test card: payments are declined',
  hardDecline: 'Test card: reported stolen',
  accountClosed: 'Test bank account: closed',
  bankReturned: 'Test bank account: payments are returned, three charge cycles later',
  answerLost: 'Test card: the payment goes through, its answer is lost',
  requestLost: 'Test card: the payment never arrives',
};

/** Sources of a demonstration whose last four digits stand for a behaviour; other cards are approved, other banks settle. */
export function testBehaviour({ kind, lastFour }: PaymentRequest['source']): TestBehaviour | null {
  return (kind === 'card' ? CARDS : BANKS)[lastFour] ?? null;
}

/** The behaviour in words, for the list of funding sources. */
export function describeBehaviour(behaviour: TestBehaviour): string {
  return IN_WORDS[behaviour];
}
