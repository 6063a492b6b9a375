import type { PaymentFate, PaymentGateway } from '../../electron/services/ports/outside.ts';
import { cycleOf } from './yearModelMoney.ts';
import type { CrashPoint, Story, StoryAnswer } from './yearStory.ts';

export interface YearGateway extends PaymentGateway {
  /** The process ends at this point of the nth payment sent from now on. */
  arm(point: CrashPoint, nth: number): void;
  /** Tells of the moment after an answer was written. */
  written(): void;
  /** False once the process has ended; revived by the next start. */
  alive: boolean;
}

const CYCLES_TO_SETTLE = 3;

/** The outside: a provider that answers as the story says, keeps its own books, and sees processes end. */
export function createYearGateway(story: Story, now: () => number): YearGateway {
  const books = new Map<string, { readonly at: number; readonly answer: StoryAnswer | 'closed' }>();
  let crash: { readonly point: CrashPoint; sends: number } | null = null;
  let sending = false;

  const mayEnd = (point: CrashPoint): void => {
    if (crash?.sends !== 0 || crash.point !== point) return;
    crash = null;
    gateway.alive = false;
    throw new Error('The process ended.');
  };

  const fateOf = (id: string): PaymentFate => {
    const entry = books.get(id);
    switch (entry?.answer) {
      case undefined:
        books.set(id, { at: now(), answer: 'closed' });
        return { status: 'notReceived' };
      case 'closed':
        return { status: 'notReceived' };
      case 'softDecline':
        return { status: 'declined', hard: false, reason: 'Declined.' };
      case 'hardDecline':
        return { status: 'declined', hard: true, reason: 'Stolen.' };
      case 'pending':
      case 'pendingReturned':
        if (Math.abs(cycleOf(now()) - cycleOf(entry.at)) < CYCLES_TO_SETTLE) return { status: 'pending' };
        return entry.answer === 'pending' ? { status: 'approved' } : { status: 'declined', hard: false, reason: 'Returned.' };
      default:
        return { status: 'approved' };
    }
  };

  const gateway: YearGateway = {
    alive: true,
    arm: (point, nth) => {
      crash = { point, sends: nth };
    },
    written: () => {
      if (sending) mayEnd('written');
      sending = false;
    },
    charge: async ({ id, source }) => {
      await Promise.resolve();
      if (!gateway.alive) throw new Error('The process has ended.');
      if (crash !== null) crash.sends -= 1;
      mayEnd('before');
      // What was charged under this id before stands; a closed id is refused.
      if (books.has(id)) throw new Error(`${id} was sent twice.`);
      const answer = story.answer(source.lastFour, now());
      if (answer !== 'requestLost') books.set(id, { at: now(), answer });
      mayEnd('after');
      sending = true;
      if (answer === 'requestLost' || answer === 'answerLost') return { status: 'unreachable' };
      const fate = fateOf(id);
      if (fate.status === 'notReceived') throw new Error('A payment just made is not there.');
      return fate;
    },
    keepReceipt: () => Promise.resolve(),
    history: () => Promise.resolve({ payments: [], receipts: [] }),
    whatBecameOf: async (id) => {
      await Promise.resolve();
      if (!gateway.alive) throw new Error('The process has ended.');
      sending = false;
      return story.reachable(now()) ? fateOf(id) : { status: 'unreachable' };
    },
    describeTestSource: () => null,
  };
  return gateway;
}
