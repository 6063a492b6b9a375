import type { AutomaticEvent } from './ports/outside.ts';
import { counted } from './attention/words.ts';

/** One notice of the operating system: what happened, where a click leads. */
export interface AutomaticNotice {
  readonly title: string;
  readonly body: string;
  /** The account to open; null: the Summary window. */
  readonly accountId: number | null;
}

/** More of a kind than these are told in one notice. */
const EACH_UP_TO = 3;

const TITLES = {
  charged: 'Charged automatically',
  declined: 'Payment declined',
  paused: 'Automatic charging is paused',
  missed: 'Charge cycles were missed',
} as const satisfies Record<AutomaticEvent['kind'], string>;

/**
 * What the operating system shows of what the billing system did by itself (SPEC section 7): one notice an event, or
 * one for all of a kind where they are many. While nobody is signed in, names and amounts stay in the file.
 */
export function automaticNotices(events: readonly AutomaticEvent[], signedIn: boolean): AutomaticNotice[] {
  return [...Map.groupBy(events, ({ kind }) => kind)].flatMap(([kind, same]): AutomaticNotice[] => {
    const title = TITLES[kind];
    if (same.length > EACH_UP_TO) return [{ title, body: `${counted(same.length, 'account')}. Open Billing Desk to see them.`, accountId: null }];
    return same.map(({ sentence, accountId }) => ({ title, body: signedIn ? sentence : 'Sign in to Billing Desk to see it.', accountId }));
  });
}
