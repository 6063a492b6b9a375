import type { PaymentRequest } from '../services/ports/outside.ts';

/** What the local gateway does with a test source: some answers come, some are lost on the way, one way or the other. */
export type TestBehaviour = 'softDecline' | 'hardDecline' | 'answerLost' | 'requestLost';

const BY_LAST_FOUR: Readonly<Record<string, TestBehaviour>> = {
  '0002': 'softDecline',
  '0069': 'hardDecline',
  '0119': 'answerLost',
  '0127': 'requestLost',
};

const IN_WORDS: Readonly<Record<TestBehaviour, string>> = {
  softDecline: 'Test card: payments are declined',
  hardDecline: 'Test card: reported stolen',
  answerLost: 'Test card: the payment goes through, its answer is lost',
  requestLost: 'Test card: the payment never arrives',
};

/** Cards of a demonstration whose last four digits stand for a behaviour; all others are approved. */
export function testBehaviour(source: PaymentRequest['source']): TestBehaviour | null {
  return source.kind === 'card' ? (BY_LAST_FOUR[source.lastFour] ?? null) : null;
}

/** The behaviour in words, for the list of funding sources. */
export function describeBehaviour(behaviour: TestBehaviour): string {
  return IN_WORDS[behaviour];
}
