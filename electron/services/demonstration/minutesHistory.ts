import type { AccountKey } from './accounts.ts';
import { momentOf, workdayBefore } from './calendar.ts';
import { rechargeHistory } from './rechargeHistory.ts';
import type { RechargeHistory } from './rechargeHistory.ts';
import { STORY } from './story.ts';
import { OFFICE_HOURS, TWO_SHIFTS, usageUpTo } from './usagePattern.ts';
import type { Usage } from './usagePattern.ts';

export interface MinutesHistory extends RechargeHistory {
  readonly account: AccountKey;
  readonly usage: readonly Usage[];
}

/** Headquarters is comfortable, the Remote Office is near its reserve; the Outside Viewers do not dial. */
export const DIALING = [
  { account: 'headquarters', pattern: OFFICE_HOURS, reservesNow: 2.3 },
  { account: 'remoteOffice', pattern: TWO_SHIFTS, reservesNow: 1.1 },
] as const;

/** Usage and automatic recharges of the accounts that dial, from the story's purchases and the rule (SPEC section 7). */
export function minutesHistories(today: string, now: number): MinutesHistory[] {
  return DIALING.map(({ account, pattern, reservesNow }) => {
    const entries = STORY.filter((entry) => entry.account === account).map(({ daysAgo, time, deed }) => ({
      at: momentOf(workdayBefore(today, daysAgo), time),
      deed,
    }));
    const start = entries.find(({ deed }) => deed.do === 'startMinutes');
    if (start === undefined) throw new Error(`${account} dials, and its story buys no minutes`);
    const purchases = entries.flatMap(({ at, deed }) => (deed.do === 'buyMinutes' ? [{ at, amount: deed.amount }] : []));
    const usage = usageUpTo(pattern, today, now);
    return { account, usage, ...rechargeHistory({ openedAt: start.at, now, usage, purchases, reservesNow }) };
  });
}
